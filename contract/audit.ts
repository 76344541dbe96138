/** What the audit log speaks of. A closed list: a report can name every kind of entry. */
export const auditActions = [
  'file.opened',
  'file.exported',
  'list.exported',
  'person.invited',
  'person.changed',
  'role.changed',
  'access.granted',
  'access.ended',
  'backup.planned',
  'backup.made',
  'backup.tried',
] as const
export type AuditAction = (typeof auditActions)[number]
