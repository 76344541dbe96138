/** What is bought together: the strongest pairs as a chart, and every rule in a table that can be searched, sorted and taken along. */
import { useState } from 'react'
import type { BasketsTold } from '../../../contract/insight-pages.ts'
import { Button } from '../../ui/button.tsx'
import { csvText, save } from '../../ui/charts/kit/export.ts'
import { Lanes } from '../../ui/charts/kit/lanes.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FindField } from '../../ui/find-field.tsx'
import { numberText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { Select } from '../../ui/select.tsx'
import { useWords } from '../../words.tsx'

const measures = ['confidence', 'lift', 'support', 'together', 'p'] as const
type Measure = (typeof measures)[number]
const [pairsShown, rowsAtOnce] = [8, 40]

export function Rules({ told }: { told: BasketsTold }) {
  const { baskets: words } = useWords('findings')
  const locale = useLocale()
  const [find, setFind] = useState('')
  const [sort, setSort] = useState<Measure>('lift')
  const [shown, setShown] = useState(rowsAtOnce)
  const name = (item: number) => told.products[item]!.name
  const text: Record<Measure, (value: number) => string> = {
    confidence: (value) => numberText(locale, value, { style: 'percent' }),
    lift: (value) => `×${numberText(locale, value, { maximumFractionDigits: 1 })}`,
    support: (value) => numberText(locale, value, { style: 'percent', maximumFractionDigits: 2 }),
    together: (value) => numberText(locale, value),
    p: (value) => (value < 0.001 ? '< 0.001' : numberText(locale, value, { maximumFractionDigits: 3 })),
  }
  const wanted = find.trim().toLocaleLowerCase()
  const rules = told.rules
    .filter(({ of, also }) => wanted === '' || [...of, also].some((item) => name(item).toLocaleLowerCase().includes(wanted)))
    .toSorted((a, b) => (sort === 'p' ? a.p - b.p : b[sort] - a[sort]))
  const take = () =>
    save(
      'rules.csv',
      'text/csv;charset=utf-8',
      csvText([
        [words.who, words.also, ...measures.map((measure) => words[measure])],
        ...rules.map((rule) => [rule.of.map(name).join(' + '), name(rule.also), ...measures.map((measure) => rule[measure])]),
      ]),
    )
  if (told.rules.length === 0)
    return (
      <div className="whole">
        <Empty icon="shopping-cart">{words.none}</Empty>
      </div>
    )
  const pairs = told.rules.filter(({ of }) => of.length === 1).toSorted((a, b) => b.lift - a.lift)
  return (
    <>
      <p className="muted whole">{words.about(numberText(locale, told.baskets), numberText(locale, told.least))}</p>
      <Lanes
        wide
        title={words.strongest}
        note={words.strongestNote}
        xName={words.pair}
        valueName={words.confidence}
        besideName={words.usual}
        text={text.confidence}
        top={1}
        lanes={pairs.slice(0, pairsShown).map(({ of, also, confidence, lift }) => ({
          name: words.arrow(isolated(name(of[0]!)), isolated(name(also))),
          value: confidence,
          beside: confidence / lift,
        }))}
      />
      <section className="card padded whole insight-table" aria-label={words.title}>
        <div className="row wrap">
          <h2>{words.title}</h2>
          <FindField label={words.find} value={find} onChange={(typed) => setFind(typed ?? '')} />
          <Select bare label={words.sort} value={sort} onChange={setSort} options={measures.map((measure) => ({ id: measure, label: words[measure] }))} />
          <Button look="soft" icon="download" onPress={take}>
            {words.csv}
          </Button>
        </div>
        {rules.length === 0 ? (
          <p className="muted">{words.noneFound}</p>
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.also}</th>
                {measures.map((measure) => (
                  <th
                    key={measure}
                    scope="col"
                    className="number"
                    title={measure === 'lift' ? words.liftHint : measure === 'confidence' ? words.confidenceHint : undefined}
                  >
                    {words[measure]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rules.slice(0, shown).map((rule) => (
                <tr key={`${rule.of.join(' ')} ${rule.also}`}>
                  <th scope="row">
                    {rule.of.map((item, place) => (
                      <span key={item}>
                        {place > 0 && ' + '}
                        <bdi>{name(item)}</bdi>
                      </span>
                    ))}
                  </th>
                  <td>
                    <bdi>{name(rule.also)}</bdi>
                  </td>
                  {measures.map((measure) => (
                    <td key={measure} className="number">
                      <bdi>{text[measure](rule[measure])}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {rules.length > shown && (
          <Button small look="quiet" onPress={() => setShown(shown + rowsAtOnce)}>
            {words.more}
          </Button>
        )}
      </section>
    </>
  )
}

const isolated = (name: string) => `\u2068${name}\u2069`
