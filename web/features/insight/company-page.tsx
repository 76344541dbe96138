/** What is told of the whole company: for whom it is, and what stands there before it was computed. */
import type { ReactNode } from 'react'
import { Empty } from '../../ui/empty.tsx'
import { dayText } from '../../ui/formats.ts'
import { useLocale } from '../../ui/place.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

type Page<Told> = { whole: boolean; asOf: string | null; told: Told | null }

export function CompanyPage<Told>({ page, children }: { page: Page<Told> | undefined; children: (told: Told) => ReactNode }) {
  const words = useWords('findings')
  const locale = useLocale()
  if (!page) return <Skeleton lines={8} />
  if (!page.whole) return <Empty icon="lock">{words.notWhole}</Empty>
  if (!page.told || !page.asOf) return <Empty icon="chart-line">{words.notYet}</Empty>
  return (
    <div className="insight-page">
      {children(page.told)}
      <p className="muted small whole">{words.asOf(dayText(locale, page.asOf))}</p>
    </div>
  )
}

/** A few numbers that say the most. */
export const Figures = ({ of }: { of: readonly (readonly [name: string, figure: ReactNode])[] }) => (
  <dl className="card padded insight-figures whole">
    {of.map(([name, figure]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          <bdi>{figure}</bdi>
        </dd>
      </div>
    ))}
  </dl>
)
