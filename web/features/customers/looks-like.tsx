import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask } from '../../api/query.ts'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Name } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useReasonText } from './reasons.tsx'

const asked = ['name', 'otherName', 'city', 'phone', 'email', 'taxId'] as const
const pause = 350
const fewestLetters = 2

/** Customers who may be the one being typed. Nothing is asked before there is a name, nor while fingers move. */
export function LooksLike({ typed }: { typed: Record<string, string> }) {
  const words = useWords('duplicates')
  const reasonText = useReasonText()
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pause)
    return () => clearTimeout(timer)
  }, [typed])
  const given = Object.fromEntries(asked.map((field) => [field, settled[field]?.trim()]).filter(([, value]) => value))
  const name = given.name ?? ''
  const { data = [] } = useQuery({
    ...ask('GET /customers/alike', { query: { ...given, name } }),
    enabled: name.length >= fewestLetters,
    staleTime: 10_000,
  })
  return (
    <div aria-live="polite">
      {name.length >= fewestLetters && data.length > 0 && (
        <Notice tone="warn">
          {words.looksLike}
          <ul className="looks-like">
            {data.map(({ file, reasons }) => (
              <li key={file.id}>
                <Link to="/customers/$id" params={{ id: file.id }}>
                  <Name>{file.name}</Name>
                </Link>{' '}
                <span className="muted small">
                  {reasons
                    .filter(({ bits }) => bits > 0)
                    .map(reasonText)
                    .join('; ')}
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}
