/** What the arithmetic refuses, and why: one closed list, so that a caller can explain it in the reader's language. */
const rules = {
  'empty': 'there is nothing to compute from',
  'length': 'columns that belong together differ in length',
  'not-finite': 'a value is not a finite number',
  'not-whole': 'a count is not a whole number',
  'negative': 'a value is below zero',
  'not-positive': 'a value is not above zero',
  'out-of-range': 'a value is outside its range',
  'too-few': 'there are too few rows for this computation',
  'constant': 'a column has the same value in every row',
  'unordered': 'values that must rise do not',
  'recency-after-age': 'the last purchase lies after the end of observation',
  'recency-without-repeat': 'a customer without a repeat purchase has a time of last repeat purchase',
  'incomplete': 'a list was cut short or lacks parts that it needs',
  'separable': 'the classes can be told apart without error, so no finite coefficients exist',
  'dependent': 'a column is a sum of other columns',
  'one-class': 'every row has the same answer',
} as const

export type Rule = keyof typeof rules

/** Input that breaks a rule. `row` counts from 0 and is undefined when the rule is about the whole input. */
export class InvalidInput extends Error {
  readonly rule: Rule
  readonly row: number | undefined

  constructor(rule: Rule, row?: number, what?: string) {
    super([what, rules[rule], row === undefined ? undefined : `(row ${row})`].filter((part) => part !== undefined).join(what ? ': ' : ' '))
    this.name = 'InvalidInput'
    this.rule = rule
    this.row = row
  }
}
