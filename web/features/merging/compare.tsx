/** Two files side by side: which details the one that stays will show, and what it will hold. */
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { Merge, MergeField, MergePreview, Side } from '../../../contract/merging.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Code, Name } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { Amount, FieldValue, fieldsShown, useFieldNames } from './details.tsx'
import './merging.css'
import { OwnDetails } from './own-details.tsx'

const sides = ['kept', 'merged'] as const

export function Compare({ preview, onAsked }: { preview: MergePreview; onAsked: (merge: Merge) => void }) {
  const { kept, merged, suggested } = preview
  const words = useWords('merging')
  const names = useFieldNames(kept.kind)
  const [chosen, setChosen] = useState<Partial<Record<MergeField, Side>>>({})
  const [fault, setFault] = useState<unknown>()
  const [asking, setAsking] = useState(false)
  const [id] = useState(newId)
  const differing = fieldsShown.filter((field) => kept[field] !== merged[field])
  // A detail that is kept from this person is not chosen by them: what is hidden is empty in both.
  const fields = Object.fromEntries(differing.map((field) => [field, chosen[field] ?? suggested[field] ?? 'kept']))
  const merge = () => {
    setAsking(true)
    setFault(undefined)
    call('POST /customers/:id/merges', { params: { id: kept.id }, body: { id, otherId: merged.id, fields } }).then(onAsked, (error) => {
      setAsking(false)
      setFault(error)
    })
  }
  return (
    <div className="merge">
      <p className="muted">{words.intro}</p>
      <Card
        title={words.details}
        actions={
          <ButtonLink to="/customers/$id/merge/$otherId" params={{ id: merged.id, otherId: kept.id }} replace small icon="arrow-up-down">
            {words.swap}
          </ButtonLink>
        }
      >
        <div className="merge-heads">
          <span />
          {sides.map((side) => (
            <div key={side}>
              <div className="faint small">{side === 'kept' ? words.stays : words.joins}</div>
              <strong>
                <Name>{preview[side].name}</Name>
              </strong>{' '}
              <span className="muted small">
                <Code>{`#${preview[side].number}`}</Code>
              </span>
            </div>
          ))}
        </div>
        {differing.map((field) => (
          <div key={field} className="merge-choice">
            <RadioGroup
              className="field"
              aria-label={names[field]}
              orientation="horizontal"
              value={fields[field] ?? 'kept'}
              onChange={(side) => setChosen({ ...chosen, [field]: side as Side })}
            >
              <span className="field-label" aria-hidden>
                {names[field]}
              </span>
              <div className="options">
                {sides.map((side) => (
                  <Radio key={side} value={side} className="radio">
                    <span className="mark" />
                    <span>
                      <FieldValue of={preview[side]} field={field} />
                    </span>
                  </Radio>
                ))}
              </div>
            </RadioGroup>
          </div>
        ))}
        <OwnDetails kept={kept} merged={merged} />
        <p className="merge-note faint small">
          {words.alike(fieldsShown.length - differing.length)}. {words.tagsOfBoth}.
        </p>
      </Card>
      <Holding preview={preview} />
      {fault !== undefined && <ProblemText of={fault} />}
      <div className="row wrap">
        <Button look="filled" icon="merge" isDisabled={asking} onPress={merge}>
          {words.merge}
        </Button>
        <ButtonLink to="/customers/$id" params={{ id: kept.id }}>
          {words.back}
        </ButtonLink>
      </div>
    </div>
  )
}

/** What the file will hold, kind by kind. */
function Holding({ preview: { merged, counts } }: { preview: MergePreview }) {
  const words = useWords('merging')
  const kinds = (Object.keys(words.entities) as (keyof typeof words.entities)[]).filter((kind) => counts.kept[kind] || counts.merged[kind])
  return (
    <Card title={words.willHold}>
      {kinds.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.detail}</th>
              {sides.map((side) => (
                <th key={side} scope="col" className="number">
                  {side === 'kept' ? words.stays : words.joins}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{words.entities[kind]}</th>
                {sides.map((side) => (
                  <td key={side} className="number">
                    <Amount of={counts[side][kind]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="merge-note muted small">{words.leads(merged.name)}</p>
    </Card>
  )
}
