/** A value of a kind that is known only when it is shown. */
import type { ReactNode } from 'react'
import { Chip } from './chip.tsx'
import { Count, DayText, Email, Money, Name, Phone, Written } from './values.tsx'

export type AnyValueProps = {
  kind: 'text' | 'number' | 'money' | 'date' | 'choice' | 'choices' | 'yesNo' | 'phone' | 'email' | 'link' | 'person'
  value: string | number | boolean | readonly string[]
  currency: string
  /** What stands for the key of a choice, or the id of a person. */
  label: (key: string) => string | undefined
  yes: string
  no: string
  /** Links lead somewhere; in a row that is itself pressed they do not. */
  live?: boolean
}

export function AnyValue({ kind, value, currency, label, yes, no, live }: AnyValueProps): ReactNode {
  if (kind === 'number') return <Count value={Number(value)} />
  if (kind === 'money') return <Money minor={Number(value)} currency={currency} />
  if (kind === 'yesNo') return value ? yes : no
  if (Array.isArray(value))
    return value.map((key: string) => (
      <Chip key={key}>
        <bdi dir="auto">{label(key) ?? key}</bdi>
      </Chip>
    ))
  const text = String(value)
  if (kind === 'date') return <DayText day={text} />
  if (kind === 'choice') return <Written>{label(text) ?? text}</Written>
  if (kind === 'person') return <Name>{label(text) ?? '…'}</Name>
  if (kind === 'phone') return <Phone value={text} />
  if (kind === 'email') return <Email value={text} />
  if (kind === 'link') return live ? <SafeLink href={text} /> : <bdi dir="ltr">{readable(text)}</bdi>
  return <Written>{text}</Written>
}

/** Only https leads anywhere, and the other side is told nothing of where it was pressed. */
function SafeLink({ href }: { href: string }) {
  const url = URL.parse(href)
  if (url?.protocol !== 'https:') return <bdi dir="ltr">{href}</bdi>
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
      {readable(url.href)}
    </a>
  )
}

const readable = (href: string) => href.replace(/^https:\/\//, '').replace(/\/$/, '')
