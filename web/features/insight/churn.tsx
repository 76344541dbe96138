/** How many leave, when, what went before, and what that costs. */
import type { Churn, ChurnTold, LeavingReason } from '../../../contract/insight-pages.ts'
import { Columns } from '../../ui/charts/kit/columns.tsx'
import { Curves } from '../../ui/charts/kit/curves.tsx'
import { Lanes } from '../../ui/charts/kit/lanes.tsx'
import { dayText, numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { useWords } from '../../words.tsx'
import { Figures } from './company-page.tsx'

export function ChurnCharts({ told, rule }: { told: ChurnTold; rule: Churn['rule'] }) {
  const { churn: words, month } = useWords('findings')
  const locale = useLocale()
  const percent = (part: number) => numberText(locale, part, { style: 'percent', maximumFractionDigits: 1 })
  const whole = (part: number) => numberText(locale, part, { style: 'percent' })
  const quarter = (day: string) => words.quarter(Math.ceil(Number(day.slice(5, 7)) / 3), Number(day.slice(0, 4)))
  return (
    <>
      <Figures
        of={[
          [words.stayed, numberText(locale, told.stayed)],
          [words.lastYear, numberText(locale, told.left)],
          [words.half, told.half === null ? words.noHalf : words.halfMonths(told.half)],
        ]}
      />
      {!sameRule(rule, told.rule) && <p className="muted small whole">{words.otherRule}</p>}
      <Columns
        title={words.rate}
        note={words.rateNote}
        xName={month}
        valueName={words.leftShare}
        lineName={words.backShare}
        text={percent}
        columns={told.months.map(({ month, active, left, returned }) => ({
          label: dayText(locale, month, 'monthShort'),
          name: dayText(locale, month, 'month'),
          value: active > 0 ? left / active : 0,
          line: active > 0 ? returned / active : 0,
        }))}
      />
      <Curves
        title={words.survival}
        note={words.survivalNote}
        xName={words.monthsSince}
        xText={(months) => numberText(locale, months)}
        xMarks={told.survival.map(({ months }) => months).filter((months) => months % 6 === 0)}
        yText={whole}
        top={1}
        curves={[{ name: words.stay, points: told.survival.map(({ months, survival, low, high }) => ({ x: months, y: survival, low, high })) }]}
      />
      <Curves
        title={words.cohorts}
        note={words.cohortsNote}
        xName={words.quartersAfter}
        xText={(quarters) => numberText(locale, quarters)}
        yText={whole}
        top={1}
        curves={told.cohorts
          .filter(({ retention }) => retention.length > 2)
          .slice(-6)
          .map(({ from, retention }) => ({ name: quarter(from), points: retention.slice(1).map((y, place) => ({ x: place + 1, y })) }))}
      />
      <Reasons told={told} />
    </>
  )
}

const sameRule = (one: Churn['rule'], other: Churn['rule']) =>
  one.by === other.by && (one.by === 'cycles' ? one.cycles === other.cycles : one.months === other.months)

const ofService: ReadonlySet<LeavingReason> = new Set(['complaint', 'promise', 'score'])

function Reasons({ told: { reasons } }: { told: ChurnTold }) {
  const { churn: words } = useWords('findings')
  const locale = useLocale()
  const percent = (part: number) => numberText(locale, part, { style: 'percent' })
  const [left, stayed] = [sum(reasons.map((one) => one.left)), sum(reasons.map((one) => one.stayed))]
  if (left === 0) return null
  const service = sum(reasons.filter(({ reason }) => ofService.has(reason)).map((one) => one.left))
  return (
    <Lanes
      title={words.reasons}
      note={words.reasonsNote(percent(service / left))}
      xName={words.reasonsColumn}
      valueName={words.ofLeft}
      besideName={words.ofStayed}
      text={percent}
      top={1}
      lanes={reasons.map((one) => ({
        name: words.reason[one.reason],
        value: one.left / left,
        ...(stayed > 0 && { beside: one.stayed / stayed }),
        ...(ofService.has(one.reason) && { tone: 'warn' as const }),
      }))}
    />
  )
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
