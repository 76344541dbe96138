import { useQuery } from '@tanstack/react-query'
import { address } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { Card } from '../../ui/card.tsx'
import { numberText } from '../../ui/formats.ts'
import { Icon } from '../../ui/icon.tsx'
import { useLocale } from '../../ui/place.tsx'
import { Code } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** How far the log is sealed, and its heads to be kept elsewhere. */
export function Chain() {
  const words = useWords('audit')
  const locale = useLocale()
  const { data: head } = useQuery({ ...ask('GET /audit/head'), staleTime: 5_000 })
  return (
    <Card
      title={words.chain}
      actions={
        <a className="button plain small" href={address('/audit/heads')} download>
          <Icon name="download" size={15} />
          {words.heads}
        </a>
      }
    >
      <div className="column small">
        <p className="muted">{words.chainHint}</p>
        {head && (
          <>
            <p>
              {words.sealed(numberText(locale, head.seq))}
              {head.waiting > 0 && <span className="faint"> · {words.waiting(head.waiting)}</span>}
            </p>
            <Code>{head.hash}</Code>
            <Code>{head.file}</Code>
          </>
        )}
        <p className="muted">
          {words.verify} <Code>kesher audit verify</Code>
        </p>
      </div>
    </Card>
  )
}
