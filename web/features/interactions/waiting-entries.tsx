import { Refused } from '../../api/client.ts'
import { drop, keep, sendWaiting, useWaiting } from '../../api/parcels.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { useWords } from '../../words.tsx'

/** What was written here without a connection and still waits, with the reason where the server would not have it. */
export function WaitingEntries({ customerId }: { customerId?: string }) {
  const words = useWords('interactions')
  const waiting = useWaiting().filter((parcel) => customerId === undefined || parcel.customerId === customerId)
  if (waiting.length === 0) return null
  const again = async () => {
    for (const parcel of waiting.filter(({ fault }) => fault)) await keep({ ...parcel, fault: undefined })
    await sendWaiting()
  }
  return (
    <div className="waiting-entries">
      <div className="row">
        <Icon name="wifi-off" size={15} />
        <strong className="grow">{words.waiting(waiting.length)}</strong>
        <Button small look="quiet" icon="refresh-cw" onPress={again}>
          {words.sendNow}
        </Button>
      </div>
      <ul>
        {waiting.map(({ id, title, fault }) => (
          <li key={id} className="row">
            <bdi dir="auto" className="clip grow">
              {title}
            </bdi>
            {fault && <ProblemText of={new Refused(fault)} />}
            <IconButton small icon="trash-2" label={`${words.discard}: ⁨${title}⁩`} onPress={() => drop(id)} />
          </li>
        ))}
      </ul>
    </div>
  )
}
