/** Before a merge is undone: entries made since, each with the file it is to be in, and details edited since. */
import { useState } from 'react'
import type { Merge, MergeField, Side, UndoOffer } from '../../../contract/merging.ts'
import { call } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useFieldNames } from './details.tsx'
import './merging.css'

export function Parting({ offer, onAsked }: { offer: UndoOffer; onAsked: (merge: Merge) => void }) {
  const { merge, entries, fields, more } = offer
  const words = useWords('merging')
  const names = useFieldNames('organisation')
  const [said, setSaid] = useState<Record<string, Side>>({})
  const [putBack, setPutBack] = useState<ReadonlySet<MergeField>>(new Set())
  const [fault, setFault] = useState<unknown>()
  const [asking, setAsking] = useState(false)
  const going = (side: Side) => entries.filter(({ id, suggested }) => (said[id] ?? suggested) === side).map(({ id }) => id)
  const undo = () => {
    setAsking(true)
    setFault(undefined)
    const body = { kept: going('kept'), merged: going('merged'), fields: [...putBack] }
    call('POST /customers/:id/merges/:partId/undo', { params: { id: merge.customerId, partId: merge.id }, body }).then(onAsked, (error) => {
      setAsking(false)
      setFault(error)
    })
  }
  const mark = (field: MergeField, back: boolean) => {
    const next = new Set(putBack)
    if (back) next.add(field)
    else next.delete(field)
    setPutBack(next)
  }
  return (
    <div className="merge">
      <p className="muted">{words.undoIntro(merge.mergedName ?? '')}</p>
      <Card title={words.added}>
        {entries.length === 0 && <p className="muted">{words.nothingAdded}</p>}
        {entries.map(({ id, entity, at, text, suggested }) => (
          <div key={id} className="merge-entry">
            <div className="grow">
              <div className="faint small">
                {words.entities[entity]} · <When at={at} style="moment" />
              </div>
              <Written>{text}</Written>
            </div>
            <RadioGroup
              bare
              segmented
              label={`${words.belongs}: ${text}`}
              value={said[id] ?? suggested}
              options={[
                { id: 'kept', label: words.staysHere },
                { id: 'merged', label: words.goesBack },
              ]}
              onChange={(side) => setSaid({ ...said, [id]: side })}
            />
          </div>
        ))}
        {more > 0 && <p className="muted small">{words.moreAdded(more)}</p>}
      </Card>
      {fields.length > 0 && (
        <Card title={words.edited}>
          {fields.map(({ field, before, now }) => (
            <div key={field} className="merge-entry">
              <div className="grow">
                <div className="faint small">{names[field]}</div>
                <Written>{now ?? words.empty}</Written>
              </div>
              <RadioGroup
                bare
                segmented
                label={names[field]}
                value={putBack.has(field) ? 'back' : 'keep'}
                options={[
                  { id: 'keep', label: words.keepEdit },
                  { id: 'back', label: `${words.putBack}: ${before ?? words.empty}` },
                ]}
                onChange={(choice) => mark(field, choice === 'back')}
              />
            </div>
          ))}
        </Card>
      )}
      {fault !== undefined && <ProblemText of={fault} />}
      <div className="row wrap">
        <Button look="filled" icon="undo-2" isDisabled={asking} onPress={undo}>
          {words.undo}
        </Button>
        <ButtonLink to="/customers/$id" params={{ id: merge.customerId }}>
          {words.back}
        </ButtonLink>
      </div>
    </div>
  )
}
