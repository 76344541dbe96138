import { useMemo } from 'react'
import type { Watched } from '../../../contract/insight.ts'
import { useIsHidden } from '../../api/session.ts'
import { Chip } from '../../ui/chip.tsx'
import { numberText } from '../../ui/formats.ts'
import type { Column } from '../../ui/grid/columns.ts'
import { useLocale, usePlace } from '../../ui/place.tsx'
import { Money, Name } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { signalText } from './signal-text.ts'

function Leaving({ chance }: { chance: number }) {
  const locale = useLocale()
  return (
    <Chip tone={chance >= 0.6 ? 'bad' : chance >= 0.3 ? 'warn' : 'plain'}>
      <bdi>{numberText(locale, chance, { style: 'percent' })}</bdi>
    </Chip>
  )
}

/** The gravest sign in a sentence, and how many more there are. */
function Why({ row }: { row: Watched }) {
  const words = useWords('insight')
  const locale = useLocale()
  const [first] = row.signals
  if (!first) return <span className="muted">{words.noSignals}</span>
  return (
    <span className="clip" dir="auto">
      {signalText(words, locale, first, row.currency)}
      {row.signalCount > 1 && ` ${words.more(row.signalCount - 1)}`}
    </span>
  )
}

/** `changes`: what is shown is how they stand against the run before. */
export function useWatchColumns(changes: boolean): readonly Column<Watched>[] {
  const words = useWords('insight')
  const isHidden = useIsHidden()
  const noAmounts = isHidden('amounts')
  const { currency: own } = usePlace()
  return useMemo(() => {
    const change: Column<Watched>[] = changes
      ? [
          {
            key: 'change',
            header: words.moved,
            width: '150px',
            align: 'numeric',
            render: ({ changeMinor }) => <Money minor={changeMinor} currency={own} style="round" />,
          },
        ]
      : []
    const amounts: Column<Watched>[] = [
      {
        key: 'expectedLoss',
        header: words.expectedLoss,
        width: '120px',
        align: 'numeric',
        render: ({ expectedLossMinor, currency }) => <Money minor={expectedLossMinor} currency={currency} style="round" />,
      },
      {
        key: 'loss',
        header: words.loss,
        width: '120px',
        align: 'numeric',
        render: ({ lossMinor, currency }) => <Money minor={lossMinor} currency={currency} style="round" />,
      },
    ]
    return [
      { key: 'customer', header: words.customer, width: 'minmax(150px, 1.3fr)', fixed: true, render: ({ name }) => <Name>{name}</Name> },
      { key: 'leaving', header: words.leaving, width: '110px', render: ({ leaving }) => <Leaving chance={leaving} /> },
      ...(noAmounts ? [] : [...change, ...amounts]),
      { key: 'why', header: words.why, width: 'minmax(240px, 3fr)', render: (row) => <Why row={row} /> },
      { key: 'owner', header: words.owner, width: 'minmax(110px, 1fr)', render: ({ owner }) => owner && <Name>{owner.name}</Name> },
    ]
  }, [words, noAmounts, changes, own])
}

/** A customer in two lines, for a screen as wide as a hand. */
export function WatchCard({ row }: { row: Watched }) {
  return (
    <div className="watch-card">
      <div className="row">
        <span className="clip grow">
          <Name>{row.name}</Name>
        </span>
        <Leaving chance={row.leaving} />
      </div>
      <div className="row small muted">
        <Why row={row} />
        <span className="push">
          <Money minor={row.expectedLossMinor} currency={row.currency} style="short" />
        </span>
      </div>
    </div>
  )
}
