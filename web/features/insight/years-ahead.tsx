import type { CustomerInsight } from '../../../contract/insight.ts'
import { Money } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** What they will bring in 1, 5 and 10 years. */
export function YearsAhead({ ahead, currency }: { ahead: CustomerInsight['ahead']; currency: string }) {
  const words = useWords('insight')
  return (
    <table className="table loss-ahead">
      <caption>{words.ahead}</caption>
      <thead>
        <tr>
          <td />
          {[words.sales1, words.profit1, words.alive1].map((name) => (
            <th key={name} scope="col" className="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ahead.map(({ years, salesMinor, profitMinor, aliveMinor }) => (
          <tr key={years}>
            <th scope="row">{words.inYears(years)}</th>
            <td className="number">
              <Money minor={salesMinor} currency={currency} style="short" />
            </td>
            <td className="number">
              <Money minor={profitMinor} currency={currency} style="short" />
            </td>
            <td className="number">
              <Money minor={aliveMinor} currency={currency} style="short" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
