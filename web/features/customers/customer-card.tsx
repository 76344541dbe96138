import type { CustomerRow } from '../../../contract/customers.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Money, Phone, When, Written } from '../../ui/values.tsx'

/** A customer in two lines, for a screen as wide as a hand. */
export function CustomerCard({ row }: { row: CustomerRow }) {
  return (
    <div className="customer-card">
      <Avatar name={row.name} size={34} square={row.kind === 'organisation'} />
      <div className="grow">
        <div className="row">
          <span className="clip customer-strong" dir="auto">
            {row.name}
          </span>
          {row.balanceMinor !== null && row.balanceMinor !== 0 && (
            <span className="push">
              <Money minor={row.balanceMinor} currency={row.currency} style="round" owed={(row.overdueMinor ?? 0) > 0} />
            </span>
          )}
        </div>
        <div className="row small muted">
          {row.phone ? <Phone value={row.phone} /> : row.city && <Written>{row.city}</Written>}
          {row.lastContactAt && (
            <span className="push">
              <When at={row.lastContactAt} />
            </span>
          )}
        </div>
      </div>
    </div>
  )
}
