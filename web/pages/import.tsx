/** Importing: choosing a file, and what was imported before. */

import type { ImportSummary } from '../../contract/exchange.ts'
import { usePages } from '../api/pages.ts'
import { useMay } from '../api/session.ts'
import '../features/exchange/exchange.css'
import { ImportList } from '../features/exchange/import-list.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Empty } from '../ui/empty.tsx'
import { later } from '../ui/later.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemText } from '../ui/problem.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

const FileDrop = later(() => import('../features/exchange/file-drop.tsx'))

export default function ImportPage() {
  const words = useWords('exchange')
  const may = useMay('import')
  return (
    <Page title={words.title} className="import-page">
      {may ? <Imports /> : <Empty icon="lock">{words.notAllowed}</Empty>}
    </Page>
  )
}

function Imports() {
  const words = useWords('exchange')
  const common = useWords('common')
  const { list } = usePages<ImportSummary>('GET /imports', {})
  const imports = list.data?.pages.flatMap(({ items }) => items)
  return (
    <>
      <FileDrop />
      {list.error && !imports ? <ProblemText of={list.error} /> : null}
      {imports ? (
        <Card title={words.past}>
          {imports.length > 0 ? <ImportList imports={imports} /> : <p className="muted">{words.none}</p>}
          {list.hasNextPage && (
            <Button look="quiet" onPress={() => list.fetchNextPage()}>
              {common.more}
            </Button>
          )}
        </Card>
      ) : (
        !list.error && <Skeleton lines={4} />
      )}
    </>
  )
}
