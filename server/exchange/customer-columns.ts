/** The columns of a customer an import may set, with their types. */
export const customerColumns = {
  kind: 'text',
  name: 'text',
  other_name: 'text',
  ref: 'text',
  tax_id: 'text',
  language: 'text',
  city: 'text',
  country: 'text',
  team_id: 'uuid',
  owner_id: 'uuid',
  tags: 'text[]',
  customer_since: 'date',
  payment_terms_days: 'integer',
  credit_limit_minor: 'bigint',
  balance_minor: 'bigint',
  overdue_minor: 'bigint',
} as const
