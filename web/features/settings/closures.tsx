import { useState } from 'react'
import type { Hours } from '../../../contract/settings.ts'
import { call } from '../../api/client.ts'
import { refresh, remember } from '../../api/query.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { later } from '../../ui/later.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { DayText, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

const NewClosure = later(() => import('./new-closure.tsx'))

type Closure = Hours['closures'][number]

/** Days the company is closed besides holidays. */
export function Closures({ closures, changeable }: { closures: readonly Closure[]; changeable: boolean }) {
  const words = useWords('settings')
  const common = useWords('common')
  const sentence = useSentence()
  const [adding, setAdding] = useState(false)
  const add = async ({ day = '', name = '' }: { day?: string; name?: string }) =>
    remember('GET /hours', {}, await call('PUT /hours/closures/:day', { params: { day }, body: { name } }))
  const remove = async (closure: Closure) => {
    try {
      await call('DELETE /hours/closures/:day', { params: { day: closure.day } })
      await refresh('GET /hours')
      toast({ text: words.closureRemoved, undo: () => void add(closure) })
    } catch (error) {
      toast({ text: sentence(error), tone: 'bad' })
    }
  }
  return (
    <div className="column">
      <p className="muted small">{words.closuresText}</p>
      <ul className="holidays">
        {closures.map((closure) => (
          <li key={closure.day} className="row">
            <span className="grow">
              <Written>{closure.name}</Written>
            </span>
            <span className="faint small">
              <DayText day={closure.day} style="long" />
            </span>
            {changeable && <IconButton small icon="x" label={common.remove} onPress={() => remove(closure)} />}
          </li>
        ))}
      </ul>
      {changeable && !adding && (
        <div>
          <Button icon="plus" onPress={() => setAdding(true)}>
            {words.addClosure}
          </Button>
        </div>
      )}
      {adding && <NewClosure onSave={add} onClose={() => setAdding(false)} />}
    </div>
  )
}
