import { address } from '../../api/client.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words.tsx'
import { LooksAtFile } from './look-list.tsx'

/** The part of a file that tells who looked at it, with the report to hand over. */
export function LooksOfFile({ customerId }: { customerId: string }) {
  const words = useWords('audit')
  return (
    <div className="column">
      <div className="row wrap">
        <p className="muted small grow">{words.reportHint}</p>
        <a className="button plain small" href={address('/customers/:id/looks/report', { id: customerId })} download>
          <Icon name="download" size={15} />
          {words.report}
        </a>
      </div>
      <LooksAtFile customerId={customerId} />
    </div>
  )
}
