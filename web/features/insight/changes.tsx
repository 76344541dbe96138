/** What changed between two runs: whose danger rose and fell, which signs are new and gone, what the model says then and now. */
import type { ReactNode } from 'react'
import type { ComparedReport, Comparison, FittedModel, Watched } from '../../../contract/insight.ts'
import { useIsHidden } from '../../api/session.ts'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import { momentText, numberText } from '../../ui/formats.ts'
import { Link } from '../../ui/link.tsx'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { Count, Money, Name } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { signalText } from './signal-text.ts'

export function Changes({ comparison }: { comparison: Comparison }) {
  const { changes: words } = useWords('findings')
  const locale = useLocale()
  const { timeZone } = usePlace()
  const isHidden = useIsHidden()
  const moment = (at: string) => `\u2068${momentText(locale, at, timeZone)}\u2069`
  const { now, before, rose, fell, signals, raised, ended, reports } = comparison
  if (!now || !before)
    return (
      <div className="whole">
        <Empty icon="activity">{words.none}</Empty>
      </div>
    )
  return (
    <>
      <p className="muted whole">{words.between(moment(before.finishedAt), moment(now.finishedAt))}</p>
      {!isHidden('amounts') && (
        <>
          <Moved title={words.rose} rows={rose} sort="rose" />
          <Moved title={words.fell} rows={fell} sort="fell" />
        </>
      )}
      <Told title={words.newest} signals={raised} />
      <Told title={words.gone} signals={ended} />
      <ByKind signals={signals} />
      {reports?.before && <Models now={reports.now} before={reports.before} />}
    </>
  )
}

type Row = { key: string; cells: readonly ReactNode[] }
type TableProps = { title: string; columns: readonly { name: string; isText?: true }[]; rows: readonly Row[]; children?: ReactNode }

/** A table in a card. The first column names the row; the others are figures unless they say otherwise. */
function ChangeTable({ title, columns, rows, children }: TableProps) {
  if (rows.length === 0) return <Nobody title={title} />
  const look = (place: number) => (place === 0 || columns[place]?.isText ? undefined : 'number')
  return (
    <section className="card padded insight-table" aria-label={title}>
      <table className="table">
        <caption>{title}</caption>
        <thead>
          <tr>
            {columns.map(({ name }, place) => (
              <th key={name} scope="col" className={look(place)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...figures] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {figures.map((figure, place) => (
                <td key={columns[place + 1]!.name} className={look(place + 1)}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </section>
  )
}

function Moved({ title, rows, sort }: { title: string; rows: readonly Watched[]; sort: 'rose' | 'fell' }) {
  const { changes: words } = useWords('findings')
  const locale = useLocale()
  const { currency } = usePlace()
  const percent = (part: number) => numberText(locale, part, { style: 'percent' })
  return (
    <ChangeTable
      title={title}
      columns={[{ name: words.customer }, { name: words.leaving, isText: true }, { name: words.change }]}
      rows={rows.map(({ id, name, leaving, wasLeaving, changeMinor }) => ({
        key: id,
        cells: [
          <Link key="file" to="/customers/$id" params={{ id }}>
            <Name>{name}</Name>
          </Link>,
          wasLeaving === null ? percent(leaving) : words.fromTo(percent(wasLeaving), percent(leaving)),
          <Money key="change" minor={changeMinor} currency={currency} style="round" />,
        ],
      }))}
    >
      <Link className="small" to="/watch" search={{ sort }}>
        {words.all}
      </Link>
    </ChangeTable>
  )
}

function ByKind({ signals }: { signals: Comparison['signals'] }) {
  const { changes: words } = useWords('findings')
  const { kind: kinds } = useWords('insight')
  return (
    <ChangeTable
      title={words.signals}
      columns={[{ name: words.kind }, { name: words.raised }, { name: words.ended }]}
      rows={signals.map(({ kind, raised, ended }) => ({
        key: kind,
        cells: [
          <Link key="watch" to="/watch" search={{ signal: kind }}>
            {kinds[kind]}
          </Link>,
          <Count key="raised" value={raised} />,
          <Count key="ended" value={ended} />,
        ],
      }))}
    />
  )
}

function Nobody({ title }: { title: string }) {
  const { changes: words } = useWords('findings')
  return (
    <Card title={title}>
      <p className="muted small">{words.nobody}</p>
    </Card>
  )
}

function Told({ title, signals }: { title: string; signals: Comparison['raised'] }) {
  const insight = useWords('insight')
  const locale = useLocale()
  if (signals.length === 0) return <Nobody title={title} />
  return (
    <Card title={title}>
      <ul className="changed-signals">
        {signals.map(({ customer, currency, ...signal }) => (
          <li key={signal.id}>
            <Link to="/customers/$id" params={{ id: customer.id }}>
              <Name>{customer.name}</Name>
            </Link>
            <span className="small muted" dir="auto">
              {signalText(insight, locale, signal, currency)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The names they have in the literature. */
const modelName = ({ name, regular }: FittedModel) =>
  `${{ 'mbg-nbd': 'MBG/NBD', 'pareto-nbd': 'Pareto/NBD', 'bg-nbd': 'BG/NBD' }[name]}${regular ? `, MBG/CNBD-${regular.k}` : ''}`

function Models({ now, before }: { now: ComparedReport; before: ComparedReport }) {
  const { changes: words } = useWords('findings')
  const locale = useLocale()
  const number = (value: number | undefined, digits = 0) => (value === undefined ? '–' : numberText(locale, value, { maximumFractionDigits: digits }))
  const rankedBy = ({ test }: ComparedReport) => test?.ways.find(({ way }) => way === test.chosen)?.auc
  const rows: readonly (readonly [string, (report: ComparedReport) => string])[] = [
    [words.customers, ({ customers }) => number(customers)],
    [words.orders, ({ orders }) => number(orders)],
    [words.fitted, ({ model }) => (model ? modelName(model) : '–')],
    [words.likelihood, ({ model }) => number(model?.logLikelihood)],
    [words.auc, (report) => number(rankedBy(report), 3)],
    [words.left, ({ test }) => (test ? numberText(locale, test.left / test.customers, { style: 'percent' }) : '–')],
    [words.seconds, ({ seconds }) => number(seconds, 1)],
  ]
  return (
    <ChangeTable
      title={words.model}
      columns={[{ name: words.figure }, { name: words.before }, { name: words.now }]}
      rows={rows.map(([name, of]) => ({ key: name, cells: [name, <bdi key="before">{of(before)}</bdi>, <bdi key="now">{of(now)}</bdi>] }))}
    />
  )
}
