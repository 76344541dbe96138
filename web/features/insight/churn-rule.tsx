/** Who counts as gone, and what winning costs against keeping: seen by those who may, changed by an administrator. */
import { useState } from 'react'
import type { Churn, ChurnRule } from '../../../contract/insight-pages.ts'
import { call } from '../../api/client.ts'
import { remember } from '../../api/query.ts'
import { useIsAdministrator, useIsHidden } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { Form } from '../../ui/form.tsx'
import { numberText } from '../../ui/formats.ts'
import { MoneyField, NumberField } from '../../ui/number-field.tsx'
import { useLocale } from '../../ui/place.tsx'
import { toast } from '../../ui/toast.tsx'
import { Count, Money } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

type Change = Partial<ChurnRule & Pick<Churn, 'winningMinor' | 'keepingMinor'>>
const change = async (body: Change) => remember('GET /insight/churn', {}, await call('PATCH /insight/churn', { body }))

export function Rule({ rule }: { rule: ChurnRule }) {
  const { churn: words, change: changeWord } = useWords('findings')
  const locale = useLocale()
  const administrator = useIsAdministrator()
  const [typed, setTyped] = useState<ChurnRule>()
  const save = async () => {
    await change(typed ?? rule)
    setTyped(undefined)
    toast({ text: words.computing, tone: 'good' })
  }
  return (
    <Card title={words.rule}>
      {typed ? (
        <Form onSave={save} onCancel={() => setTyped(undefined)}>
          <RadioGroup
            label={words.ruleBy}
            value={typed.by}
            onChange={(by) => setTyped({ ...typed, by })}
            options={[
              { id: 'cycles', label: words.cycles },
              { id: 'months', label: words.months },
            ]}
          />
          {typed.by === 'cycles' ? (
            <NumberField
              name="cycles"
              label={words.cyclesField}
              value={typed.cycles}
              onChange={(cycles) => setTyped({ ...typed, cycles })}
              minValue={1}
              maxValue={20}
              step={0.5}
            />
          ) : (
            <NumberField
              name="months"
              label={words.monthsField}
              value={typed.months}
              onChange={(months) => setTyped({ ...typed, months })}
              minValue={1}
              maxValue={60}
            />
          )}
        </Form>
      ) : (
        <div className="row">
          <p className="grow">{rule.by === 'cycles' ? words.byCycles(numberText(locale, rule.cycles)) : words.byMonths(rule.months)}</p>
          {administrator && (
            <Button small look="quiet" icon="pencil" onPress={() => setTyped(rule)}>
              {changeWord}
            </Button>
          )}
        </div>
      )}
    </Card>
  )
}

export function WinningAndKeeping({ churn }: { churn: Churn }) {
  const { churn: words, change: changeWord } = useWords('findings')
  const locale = useLocale()
  const administrator = useIsAdministrator()
  const isHidden = useIsHidden()
  const [changing, setChanging] = useState(false)
  if (isHidden('finances') || !churn.told) return null
  const { told, ratio, currency, winningMinor, keepingMinor } = churn
  return (
    <Card title={words.cost}>
      <div className="column">
        {ratio === null ? (
          <p className="muted">{words.noRatio}</p>
        ) : (
          <p>
            <strong className="insight-ratio">{words.ratio(numberText(locale, ratio, { maximumFractionDigits: 1 }))}</strong>{' '}
            <span className="muted small">{words.ratioSays}</span>
          </p>
        )}
        <dl className="facts">
          <dt>{words.won}</dt>
          <dd>
            <Count value={told.won} />
          </dd>
          {winningMinor !== null && told.won > 0 && (
            <>
              <dt>{words.perWon}</dt>
              <dd>
                <Money minor={Math.round(winningMinor / told.won)} currency={currency} />
              </dd>
            </>
          )}
          <dt>{words.kept}</dt>
          <dd>
            <Count value={told.kept} />
          </dd>
          {keepingMinor !== null && told.kept > 0 && (
            <>
              <dt>{words.perKept}</dt>
              <dd>
                <Money minor={Math.round(keepingMinor / told.kept)} currency={currency} />
              </dd>
            </>
          )}
        </dl>
        {administrator && !changing && (
          <Button small look="quiet" icon="pencil" onPress={() => setChanging(true)}>
            {changeWord}
          </Button>
        )}
        {changing && <Costs churn={churn} onDone={() => setChanging(false)} />}
      </div>
    </Card>
  )
}

function Costs({ churn: { winningMinor, keepingMinor, currency }, onDone }: { churn: Churn; onDone: () => void }) {
  const { churn: words } = useWords('findings')
  const [winning, setWinning] = useState(winningMinor)
  const [keeping, setKeeping] = useState(keepingMinor)
  const save = async () => {
    await change({ winningMinor: winning, keepingMinor: keeping })
    onDone()
  }
  return (
    <Form onSave={save} onCancel={onDone}>
      <MoneyField name="winningMinor" label={words.winning} minor={winning} onMinor={setWinning} currency={currency} minValue={0} />
      <MoneyField name="keepingMinor" label={words.keeping} minor={keeping} onMinor={setKeeping} currency={currency} minValue={0} />
    </Form>
  )
}
