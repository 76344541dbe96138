/** Segments kept under a name, each leading to the lists it narrows; and making one. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedSegment } from '../../../contract/insight-pages.ts'
import { type LoyaltyStage, loyaltyStages, type SegmentName, segmentNames } from '../../../contract/segments.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { ask, refresh } from '../../api/query.ts'
import { useIsHidden, useMay } from '../../api/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox, CheckboxGroup } from '../../ui/choice.tsx'
import { Form } from '../../ui/form.tsx'
import { numberText } from '../../ui/formats.ts'
import { Link } from '../../ui/link.tsx'
import { ShareField } from '../../ui/number-field.tsx'
import { useLocale } from '../../ui/place.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'

/** `wide` where nothing stands beside it. */
export function SavedSegments({ wide }: { wide: boolean }) {
  const { segments: words } = useWords('findings')
  const { data = [] } = useQuery(ask('GET /segments'))
  const mayRecord = useMay('record')
  const isHidden = useIsHidden()
  const [making, setMaking] = useState(false)
  const mayMake = mayRecord && !isHidden('amounts')
  const card = (
    <Card title={words.saved}>
      <div className="column">
        <p className="muted small">{words.savedNote}</p>
        {data.length > 0 && (
          <ul className="saved-segments">
            {data.map((one) => (
              <One key={one.id} segment={one} />
            ))}
          </ul>
        )}
        {mayMake && !making && (
          <div>
            <Button small look="soft" icon="plus" onPress={() => setMaking(true)}>
              {words.new}
            </Button>
          </div>
        )}
        {making && <Make onDone={() => setMaking(false)} />}
      </div>
    </Card>
  )
  return wide ? <div className="whole">{card}</div> : card
}

function One({ segment }: { segment: SavedSegment }) {
  const { segments: words } = useWords('findings')
  const names = useWords('standing')
  const { leaving } = useWords('insight')
  const locale = useLocale()
  const rule = [
    ...segment.segments.map((one) => names.segment[one]),
    ...segment.stages.map((one) => names.stageOf[one]),
    ...(segment.leavingFrom === null ? [] : [`${leaving} ≥ ${numberText(locale, segment.leavingFrom, { style: 'percent' })}`]),
  ]
  return (
    <li>
      <div className="grow">
        <Link to="/customers" search={{ segment: segment.id }}>
          <bdi dir="auto">{segment.name}</bdi>
        </Link>
        <p className="muted small">{rule.join(' · ')}</p>
      </div>
      <Link to="/watch" search={{ segment: segment.id }} className="small">
        {words.inWatch}
      </Link>
      {segment.mine && (
        <IconButton
          small
          icon="trash-2"
          label={words.remove(segment.name)}
          onPress={() => void call('DELETE /segments/:id', { params: { id: segment.id } }).then(() => refresh('GET /segments'))}
        />
      )}
    </li>
  )
}

function Make({ onDone }: { onDone: () => void }) {
  const { segments: words } = useWords('findings')
  const names = useWords('standing')
  const [id] = useState(newId)
  const [segments, setSegments] = useState<string[]>([])
  const [stages, setStages] = useState<string[]>([])
  const [leaving, setLeaving] = useState(Number.NaN)
  const [shared, setShared] = useState(false)
  const save = async ({ name = '' }: Record<string, string>) => {
    const leavingFrom = Number.isNaN(leaving) ? null : leaving
    await call('POST /segments', { body: { id, name, segments: segments as SegmentName[], stages: stages as LoyaltyStage[], leavingFrom, shared } })
    await refresh('GET /segments')
    onDone()
  }
  return (
    <Form onSave={save} onCancel={onDone}>
      <TextField name="name" label={words.name} isRequired autoFocus />
      <CheckboxGroup
        label={words.anyOf}
        value={segments}
        onChange={setSegments}
        options={segmentNames.map((one) => ({ id: one, label: names.segment[one] }))}
      />
      <CheckboxGroup
        label={words.anyStage}
        value={stages}
        onChange={setStages}
        options={loyaltyStages.map((one) => ({ id: one, label: names.stageOf[one] }))}
      />
      <ShareField name="leavingFrom" label={words.leavingFrom} value={leaving} onChange={setLeaving} step={0.05} />
      <Checkbox isSelected={shared} onChange={setShared}>
        {words.shared}
      </Checkbox>
    </Form>
  )
}
