/** Values on the screen, each right in both directions of reading. */
import { useSyncExternalStore } from 'react'
import { agoText, daysFromText, dayText, momentText, moneyText, numberText, phoneText, timeText } from './formats.ts'
import { useLocale, usePlace } from './place.tsx'

/** An amount in minor units; a dash where it is not for this person to see. `owed` is red: for money a customer owes. */
export function Money({ minor, currency, style, owed }: { minor: number | null; currency?: string; style?: 'exact' | 'round' | 'short'; owed?: boolean }) {
  const locale = useLocale()
  const place = usePlace()
  if (minor === null) return <span className="faint">–</span>
  return <bdi className={owed ? 'owed' : undefined}>{moneyText(locale, minor, currency ?? place.currency, style)}</bdi>
}

export function Count({ value }: { value: number }) {
  return <bdi>{numberText(useLocale(), value)}</bdi>
}

/** How long ago, or until; the exact moment on hover. It stays right while the screen stands open. */
export function When({ at, style = 'ago' }: { at: string; style?: 'ago' | 'time' | 'moment' }) {
  const locale = useLocale()
  const { timeZone } = usePlace()
  const now = useMinute()
  const exact = momentText(locale, at, timeZone)
  return (
    <time dateTime={at} title={exact}>
      {style === 'time' ? timeText(locale, at, timeZone) : style === 'moment' ? exact : agoText(locale, at, now)}
    </time>
  )
}

/** A day. `from-today` says "tomorrow", with the day itself on hover. */
export function DayText({ day, style = 'short' }: { day: string; style?: 'short' | 'long' | 'month' | 'narrow' | 'from-today' }) {
  const locale = useLocale()
  const { today } = usePlace()
  if (style === 'from-today')
    return (
      <time dateTime={day} title={dayText(locale, day, 'long')}>
        {daysFromText(locale, day, today)}
      </time>
    )
  return <time dateTime={day}>{dayText(locale, day, style)}</time>
}

/** A person or company: its letters never reorder the sentence around it. */
export const Name = ({ children }: { children: string }) => (
  <bdi className="name" dir="auto">
    {children}
  </bdi>
)

/** Free text somebody wrote, in the direction they wrote it. */
export const Written = ({ children }: { children: string }) => <bdi dir="auto">{children}</bdi>

/** A code, number, address: left to right in every language. Cut at its end, not at its start. */
export const Code = ({ children }: { children: string }) => (
  <bdi dir="ltr" className="ltr-clip">
    {children}
  </bdi>
)

/** A phone number; `call` makes it one to press. */
export function Phone({ value, call }: { value: string; call?: boolean }) {
  const text = (
    <bdi dir="ltr" className="ltr-clip">
      {phoneText(value)}
    </bdi>
  )
  return call ? (
    <a className="link plain" href={`tel:${value.replace(/[^+\d*#]/g, '')}`}>
      {text}
    </a>
  ) : (
    text
  )
}

export function Email({ value, write }: { value: string; write?: boolean }) {
  const text = (
    <bdi dir="ltr" className="ltr-clip">
      {value}
    </bdi>
  )
  return write ? (
    <a className="link plain" href={`mailto:${encodeURIComponent(value)}`}>
      {text}
    </a>
  ) : (
    text
  )
}

let minute = Date.now()
const minuteListeners = new Set<() => void>()
let clock: ReturnType<typeof setInterval> | undefined

function listenToMinutes(listener: () => void) {
  minuteListeners.add(listener)
  clock ??= setInterval(() => {
    minute = Date.now()
    for (const each of minuteListeners) each()
  }, 30_000)
  return () => {
    minuteListeners.delete(listener)
    if (minuteListeners.size > 0) return
    clearInterval(clock)
    clock = undefined
  }
}

const useMinute = () => useSyncExternalStore(listenToMinutes, () => minute)
