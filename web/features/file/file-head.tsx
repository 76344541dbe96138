import type { CustomerFile } from '../../../contract/file.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Icon } from '../../ui/icon.tsx'
import { toast } from '../../ui/toast.tsx'
import { Email, Money, Phone, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { TextDetail } from './detail.tsx'

type Props = { file: CustomerFile; onPrevious?: () => void; onNext?: () => void; onPrivacy?: () => void; onMerge?: () => void }

/** Name, state, phone first; the way to reach them is the one filled button. */
export function FileHead({ file: { customer, points, facts }, onPrevious, onNext, onPrivacy, onMerge }: Props) {
  const words = useWords('file')
  const first = (channel: 'phone' | 'email') => points.find((point) => point.channel === channel)?.value
  const phone = first('phone')
  const email = first('email')
  const copy = async () => {
    await navigator.clipboard.writeText(String(customer.number))
    toast({ text: words.copied, tone: 'good' })
  }
  return (
    <header className="file-head">
      <Avatar name={customer.name} size={52} square={customer.kind === 'organisation'} />
      <div className="grow">
        <div className="row wrap file-title">
          <h1>
            <TextDetail customer={customer} field="name" label={words.name} />
          </h1>
          {(customer.overdueMinor ?? 0) > 0 && (
            <Chip tone="bad" icon="wallet">
              {words.owes} <Money minor={customer.overdueMinor!} currency={customer.currency} style="round" />
            </Chip>
          )}
          {customer.tags.slice(0, 3).map((tag) => (
            <Chip key={tag} tone="accent">
              <bdi dir="auto">{tag}</bdi>
            </Chip>
          ))}
          <button type="button" className="chip file-number" onClick={() => void copy()} title={words.copyNumber}>
            <bdi dir="ltr">#{customer.number}</bdi>
          </button>
        </div>
        <p className="file-reach muted small">
          {phone && (
            <span>
              <Icon name="phone" size={14} />
              <Phone value={phone} call />
            </span>
          )}
          {email && (
            <span className="less">
              <Icon name="mail" size={14} />
              <Email value={email} write />
            </span>
          )}
          {customer.city && (
            <span className="less">
              <Icon name="map-pin" size={14} />
              <Written>{customer.city}</Written>
            </span>
          )}
          <span>
            <Icon name="clock" size={14} />
            {facts.lastContactAt ? (
              <>
                <span className="hidden-text">{words.lastContact}</span>
                <When at={facts.lastContactAt} />
              </>
            ) : (
              words.noContact
            )}
          </span>
        </p>
      </div>
      <div className="file-actions row">
        {phone && (
          <a className="button filled" href={`tel:${phone}`}>
            <Icon name="phone" size={16} />
            {words.call}
          </a>
        )}
        {email && (
          <a className="button plain" href={`mailto:${encodeURIComponent(email)}`}>
            <Icon name="mail" size={16} />
            {words.write}
          </a>
        )}
        {onMerge && <IconButton icon="merge" label={words.merge} onPress={onMerge} />}
        {onPrivacy && <IconButton icon="shield-check" label={words.privacy} onPress={onPrivacy} />}
        {(onPrevious || onNext) && (
          <>
            <IconButton icon="chevron-left" label={words.previous} keys="[" isDisabled={!onPrevious} onPress={onPrevious} />
            <IconButton icon="chevron-right" label={words.next} keys="]" isDisabled={!onNext} onPress={onNext} />
          </>
        )}
      </div>
    </header>
  )
}
