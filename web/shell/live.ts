/** Live updates: one stream for the tab, whatever is on the screen. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { LiveEvent } from '../../contract/events.ts'
import { sendWaiting } from '../api/parcels.ts'
import { queries, refresh, refreshFile } from '../api/query.ts'

type Hear = (event: LiveEvent) => void
/** `since` when its screen has been asking for data, until a stream tells of what happens to it. */
type Interest = { files: readonly string[]; hear: Hear | undefined; since: number | undefined }

const interests = new Set<Interest>()
const gathering = 150
let stream: EventSource | undefined
let following = ''
let reopening: ReturnType<typeof setTimeout> | undefined

/** Connects with the files now on the screen. Changes that come together open one stream. */
function follow() {
  clearTimeout(reopening)
  reopening = setTimeout(() => {
    const files = [...new Set([...interests].flatMap((interest) => interest.files))].sort().join(',')
    if (interests.size === 0) {
      stream?.close()
      stream = undefined
      return
    }
    if (stream && stream.readyState !== EventSource.CLOSED && files === following) return
    following = files
    stream?.close()
    stream = new EventSource(`/api/live?${new URLSearchParams({ files, unheard: unheard() })}`)
    stream.onmessage = (message) => tell(JSON.parse(message.data))
    stream.onopen = reached
    stream.onerror = () => {
      broken = true
      setLost(true)
      if (stream?.readyState === EventSource.CLOSED) askWhy()
    }
  }, gathering)
}

/** Milliseconds of which a screen has missed what happened, because it asked for its data before there was a stream. */
function unheard() {
  const now = performance.now()
  const since = Math.min(now, ...[...interests].map((interest) => interest.since ?? now))
  for (const interest of interests) interest.since = undefined
  return String(Math.ceil(now - since) + onTheWay)
}

/** Between one stream and the next, and while the question for it travels, nothing is heard either. */
const onTheWay = 2_000

const untilReopened = 2_000

/** The server would not open the stream: because the session has ended, which asking for it tells; or for a moment. */
function askWhy() {
  refresh('GET /session')
  setTimeout(follow, untilReopened)
}

let broken = false

/** What happened while nothing was heard is asked for, and what waits here is sent. */
function reached() {
  setLost(false)
  if (!broken) return
  broken = false
  void queries.invalidateQueries()
  void sendWaiting()
}

const changed = new Set<string>()

/** What changes together is asked for together. */
function tell(event: LiveEvent) {
  for (const interest of interests) interest.hear?.(event)
  changed.add(event.customerId)
  if (changed.size > 1) return
  setTimeout(() => {
    for (const customerId of changed) refreshFile(customerId)
    refresh('GET /my-day')
    changed.clear()
  }, gathering)
}

/**
 * Keeps the answers about these files fresh while the caller is on the screen. `hear` is told of every event
 * of them, and of the files the person owns.
 */
export function useLive(files: readonly string[] = [], hear?: Hear) {
  const newest = useRef(hear)
  useEffect(() => {
    newest.current = hear
  })
  const key = files.join(',')
  useEffect(() => {
    const interest: Interest = { files: key ? key.split(',') : [], hear: (event) => newest.current?.(event), since: performance.now() }
    interests.add(interest)
    follow()
    return () => {
      interests.delete(interest)
      follow()
    }
  }, [key])
}

let lost = false
const lostListeners = new Set<() => void>()
let doubting: ReturnType<typeof setTimeout> | undefined
const patience = 4_000

/** A stream that breaks usually comes back by itself; only then is anybody told. */
function setLost(now: boolean) {
  clearTimeout(doubting)
  doubting = undefined
  if (now === lost) return
  const say = () => {
    lost = now
    for (const each of lostListeners) each()
  }
  if (now) doubting = setTimeout(say, patience)
  else say()
}

function listenToConnection(listener: () => void) {
  lostListeners.add(listener)
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    lostListeners.delete(listener)
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Whether the server can be reached, as far as we know. */
export const useOnline = () => useSyncExternalStore(listenToConnection, () => navigator.onLine && !lost)
