/**
 * What a person wrote about a customer, on its way to the file. Without a connection it is kept on this
 * device and sent when the connection is back: every call carries the ids it creates, so a parcel that
 * arrives twice is recorded once.
 */
import { useSyncExternalStore } from 'react'
import type { Sent } from '../../contract/endpoint.ts'
import type { ContractOf } from '../../contract/index.ts'
import type { ProblemBody } from '../../contract/problems.ts'
import { call, Refused } from './client.ts'
import { newId } from './new-id.ts'
import { parcelStore } from './parcel-store.ts'
import { refreshFile } from './query.ts'
import { isForLater } from './refused.ts'

type Writing = `POST /customers/:id/${'interactions' | 'promises' | 'voices' | 'scores' | 'orders'}`
export type Step = { [K in Writing]: { key: K; body: Sent<ContractOf[K]>['body'] } }[Writing]
export type EnclosedFile = { id: string; name: string; bytes: Blob }

export type Parcel = {
  /** The id of what it creates. */
  id: string
  /** Whose it is: another person on this device neither sees nor sends it. */
  userId: string
  customerId: string
  /** A line to know it by while it waits. */
  title: string
  steps: Step[]
  /** Attached to the interaction of the first step. */
  files: EnclosedFile[]
  /** The name under which it goes out, however often it has to. */
  intent?: string
  /** Why the server would not have it. It waits for its writer then. */
  fault?: ProblemBody
}

/** Sends a parcel now. Throws what the first refused call answered; sending again goes on where it stopped. */
async function deliver({ id, customerId, steps, files, intent = id }: Parcel) {
  const params = { id: customerId }
  for (const [n, { key, body }] of steps.entries()) await call(key as Writing, { params, body: body as never }, { intent: `${intent} ${n}` })
  for (const file of files) {
    await call(
      'POST /customers/:id/interactions/:partId/attachments',
      { params: { ...params, partId: id }, query: { id: file.id, name: file.name }, body: file.bytes },
      { intent: `${intent} ${file.id}` },
    )
  }
}

/** Sends now or, where nobody answers, keeps it to be sent later. Throws only what the server refused, or what could not even be kept. */
export async function sendOrKeep(written: Parcel): Promise<'sent' | 'kept'> {
  const parcel = { ...written, intent: newId() }
  try {
    await deliver(parcel)
    return 'sent'
  } catch (error) {
    if (!isForLater(error)) throw error
    await keep(parcel).catch(() => {
      throw error
    })
    return 'kept'
  }
}

let waiting: readonly Parcel[] = []
let mine = ''
const listeners = new Set<() => void>()

function publish(next: readonly Parcel[]) {
  waiting = next
  for (const listener of listeners) listener()
}

/** Keeps a parcel on this device until it can be sent. */
export async function keep(parcel: Parcel) {
  await parcelStore.put(parcel)
  publish([...waiting.filter(({ id }) => id !== parcel.id), parcel])
}

export async function drop(id: string) {
  await parcelStore.remove(id)
  publish(waiting.filter((parcel) => parcel.id !== id))
}

let sending: Promise<void> | undefined

/** Sends what waits, in the order it was written. What the server refuses stays, with the reason. */
export function sendWaiting(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = undefined
  })
  return sending
}

async function sendAll() {
  for (const parcel of waiting.filter(({ fault }) => !fault)) {
    try {
      await deliver(parcel)
      await drop(parcel.id)
      void refreshFile(parcel.customerId)
    } catch (error) {
      if (!(error instanceof Refused) || isForLater(error) || error.body.code === 'not-signed-in') return
      await keep({ ...parcel, fault: error.body })
    }
  }
}

/** Begins to send what this person left waiting, and goes on whenever the connection is back. Once, by the shell. */
export function startSending(userId: string): () => void {
  mine = userId
  parcelStore.all().then(
    (all) => {
      publish(all.filter((parcel) => parcel.userId === userId))
      return sendWaiting()
    },
    () => {},
  ) // without a store nothing can be waiting
  const again = () => {
    if (waiting.length > 0) sendWaiting()
  }
  const clock = setInterval(again, 8_000)
  window.addEventListener('online', again)
  return () => {
    clearInterval(clock)
    window.removeEventListener('online', again)
    if (mine === userId) publish([])
  }
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** What waits, of all files. */
export const useWaiting = () => useSyncExternalStore(listen, () => waiting)
