/** Everything that can be asked: every reading endpoint as it stands, and with each choice its query offers. */
import type { Endpoint } from '../../contract/endpoint.ts'
import { contract, type Key } from '../../contract/index.ts'
import { samples } from './samples.ts'
import type { File, Person, World } from './world.ts'

export type Asked = { key: Key; sent: { params?: object; query?: Record<string, string> } }

/** `typed` is what is typed into a search; of endpoints that `leave` names nothing is asked. */
type About = { world: World; person: Person; file: File; typed: readonly string[]; leave: RegExp }

export async function questionsOf({ world, person, file, typed, leave }: About): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const key of Object.keys(contract) as Key[]) {
    if (!key.startsWith('GET ') || leave.test(key)) continue
    const entry: Endpoint = contract[key]
    const sent = (await samples[key].sent({ world, person, file, by: world.boss })) as Asked['sent']
    asked.push({ key, sent })
    for (const [name, choices] of Object.entries(choicesOf(entry.query, typed)))
      for (const value of choices) asked.push({ key, sent: { ...sent, query: { ...sent.query, [name]: value } } })
  }
  return asked
}

type Loose = { type: string; shape?: Record<string, Wrapped>; entries?: Record<string, string>; options?: Wrapped[]; innerType?: Wrapped; in?: Wrapped }
type Wrapped = { _zod: { def: Loose } }

function choicesOf(query: unknown, typed: readonly string[]): Record<string, readonly string[]> {
  if (!query) return {}
  const { shape = {} } = (query as Wrapped)._zod.def
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, ['search', 'q'].includes(name) ? typed : valuesOf(schema)]))
}

function valuesOf({ _zod: { def } }: Wrapped): string[] {
  if (def.type === 'enum') return Object.values(def.entries ?? {})
  if (def.type === 'union') return (def.options ?? []).flatMap(valuesOf)
  const inner = def.innerType ?? def.in
  return inner ? valuesOf(inner) : []
}
