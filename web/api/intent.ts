/**
 * Every write carries a name of what is intended. Where no answer came back it goes out again under the same name, so
 * that the server carries it out once, however often it arrives.
 */
import { newId } from './new-id.ts'
import { isAway } from './refused.ts'

const pause = 400
const rememberedFor = 120_000

type Unanswered = { intent: string; until: number }
const unanswered = new Map<string, Unanswered>()
const unansweredFiles = new WeakMap<Blob, string>()

/**
 * Sends a write, and once more where nobody answered. A person who then presses the button again means the same write: it
 * keeps its name for two minutes.
 */
export async function sendOnce<Answer>(
  place: string,
  said: string | Blob | undefined,
  named: string | undefined,
  send: (intent: string) => Promise<Answer>,
): Promise<Answer> {
  const before = remembered(place, said)
  const intent = named ?? before ?? newId()
  try {
    const answer = await send(intent).catch(async (error: unknown) => {
      if (!isAway(error) || !navigator.onLine) throw error
      await new Promise((done) => setTimeout(done, pause))
      return send(intent)
    })
    forget(place, said)
    return answer
  } catch (error) {
    if (isAway(error)) remember(place, said, intent)
    else forget(place, said)
    throw error
  }
}

const lineOf = (place: string, said: string | undefined) => `${place} ${said ?? ''}`

function remembered(place: string, said: string | Blob | undefined) {
  if (said instanceof Blob) return unansweredFiles.get(said)
  const known = unanswered.get(lineOf(place, said))
  return known && known.until > Date.now() ? known.intent : undefined
}

function remember(place: string, said: string | Blob | undefined, intent: string) {
  if (said instanceof Blob) unansweredFiles.set(said, intent)
  else unanswered.set(lineOf(place, said), { intent, until: Date.now() + rememberedFor })
}

function forget(place: string, said: string | Blob | undefined) {
  if (said instanceof Blob) unansweredFiles.delete(said)
  else unanswered.delete(lineOf(place, said))
}
