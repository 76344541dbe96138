import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Text } from 'react-aria-components/Text'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { useWords } from '../../words.tsx'
import type { Draft } from './draft.ts'

type Scores = Draft['scores']

/** The customer's three answers, a tap each. Any of them may stay open. */
export function ScoreChoice({ scores, onScores, fault }: { scores: Scores; onScores: (scores: Scores) => void; fault?: string }) {
  const words = useWords('interactions')
  const faces: { value: number; icon: IconName; label: string }[] = [
    { value: 1, icon: 'trending-down', label: words.expectationValue.low },
    { value: 2, icon: 'check', label: words.expectationValue.standard },
    { value: 3, icon: 'party-popper', label: words.expectationValue.wow },
  ]
  return (
    <div className="scores">
      <RadioGroup
        className="score-question"
        orientation="horizontal"
        value={text(scores.expectation)}
        onChange={(value) => onScores({ ...scores, expectation: Number(value) })}
      >
        <Label className="label">{words.expectation}</Label>
        <div className="expectation">
          {faces.map(({ value, icon, label }) => (
            <Radio key={value} value={String(value)} className="face" data-value={value}>
              <Icon name={icon} size={22} />
              {label}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <Scale
        label={words.recommend}
        hint={words.recommendEnds}
        from={0}
        to={10}
        value={scores.recommend}
        onValue={(recommend) => onScores({ ...scores, recommend })}
      />
      <Scale label={words.ease} hint={words.easeEnds} from={1} to={7} value={scores.ease} onValue={(ease) => onScores({ ...scores, ease })} />
      {fault && (
        <p className="fault" role="alert">
          <Icon name="circle-alert" />
          {fault}
        </p>
      )}
    </div>
  )
}

const text = (value: number | undefined) => (value === undefined ? null : String(value))

function Scale({
  label,
  hint,
  from,
  to,
  value,
  onValue,
}: {
  label: string
  hint: string
  from: number
  to: number
  value: number | undefined
  onValue: (value: number) => void
}) {
  return (
    <RadioGroup className="score-question" orientation="horizontal" value={text(value)} onChange={(next) => onValue(Number(next))}>
      <Label className="label">{label}</Label>
      <div className="scale">
        {Array.from({ length: to - from + 1 }, (_, place) => String(from + place)).map((step) => (
          <Radio key={step} value={step} className="step">
            {step}
          </Radio>
        ))}
      </div>
      <Text slot="description" className="hint">
        {hint}
      </Text>
    </RadioGroup>
  )
}
