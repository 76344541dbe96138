/** Pairs of files that are, or may be, of one customer. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { DuplicatePair } from '../../contract/duplicates.ts'
import { call } from '../api/client.ts'
import { comingFrom } from '../api/file.ts'
import { usePages } from '../api/pages.ts'
import { useIsAdministrator, useIsHidden, useMay } from '../api/session.ts'
import { DuplicatePairCard } from '../features/customers/duplicate-pair.tsx'
import { SearchButton, SearchProgress, useDuplicateRuns } from '../features/customers/duplicate-search.tsx'
import '../features/customers/duplicates.css'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { ListPage } from '../ui/list-page.tsx'
import { toast } from '../ui/toast.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function DuplicatesPage() {
  const words = useWords('duplicates')
  const isHidden = useIsHidden()
  const mayEdit = useMay('edit')
  const isAdministrator = useIsAdministrator()
  if (!mayEdit || isHidden('taxId') || isHidden('contactPoints'))
    return (
      <ListPage title={words.title} tools={null}>
        <Empty icon="lock">{words.notYours}</Empty>
      </ListPage>
    )
  return isAdministrator ? <WithSearch /> : <Pairs />
}

/** For those who may start a search of the whole base. */
function WithSearch() {
  const runs = useDuplicateRuns()
  return <Pairs tools={<SearchButton active={runs.active} />} note={<SearchProgress of={runs} />} searched={runs.searched} />
}

function Pairs({ tools, note, searched = true }: { tools?: React.ReactNode; note?: React.ReactNode; searched?: boolean }) {
  const words = useWords('duplicates')
  const asked = useSearch({ from: '/inside/duplicates' })
  const navigate = useNavigate()
  const verdict = asked.verdict === 'maybe' ? 'maybe' : 'surely'
  const { rows, more, list } = usePages<DuplicatePair>('GET /duplicates', { verdict })
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set())
  const shown = Array.from({ length: rows.count }, (_, place) => rows.at(place)!).filter(({ id }) => !settled.has(id))

  async function notDuplicates({ id, one, other }: DuplicatePair) {
    const params = { id: one.id, partId: other.id }
    await call('PUT /customers/:id/not-duplicates/:partId', { params })
    setSettled((before) => new Set([...before, id]))
    const undo = async () => {
      await call('DELETE /customers/:id/not-duplicates/:partId', { params })
      setSettled((before) => new Set([...before].filter((one) => one !== id)))
    }
    toast({ text: words.noted, undo: () => void undo() })
  }

  const choice = (
    <RadioGroup
      segmented
      bare
      label={words.which}
      value={verdict}
      onChange={(next) => navigate({ to: '/duplicates', search: { verdict: next === 'maybe' ? next : undefined }, replace: true })}
      options={[
        { id: 'surely', label: words.verdicts.surely },
        { id: 'maybe', label: words.verdicts.maybe },
      ]}
    />
  )
  if (list.error && !list.data) throw list.error
  return (
    <ListPage
      title={words.title}
      onClickCapture={comingFrom('list')}
      tools={
        <>
          {choice}
          {tools}
        </>
      }
    >
      <div className="duplicates">
        {note}
        {list.isPending && <Skeleton lines={8} />}
        {!list.isPending && shown.length === 0 && (
          <Empty icon="copy">{searched ? (verdict === 'surely' ? words.noneSure : words.noneMaybe) : words.notSearched}</Empty>
        )}
        {shown.map((pair) => (
          <DuplicatePairCard key={pair.id} pair={pair} onNotDuplicates={() => void notDuplicates(pair)} />
        ))}
        {rows.more && rows.count > 0 && (
          <div className="row">
            <Button onPress={more}>{words.more}</Button>
          </div>
        )}
      </div>
    </ListPage>
  )
}
