import { useState } from 'react'
import type { FileExport } from '../../../contract/rights.ts'
import { call } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import { newId } from '../../api/new-id.ts'
import { refresh } from '../../api/query.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Select } from '../../ui/select.tsx'
import { When } from '../../ui/values.tsx'
import { Progress } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

type Props = { customerId: string; contacts: readonly { id: string; name: string }[]; contactId: string; onContact: (id: string) => void }

/** Asks for the archive of the whole file, or of one person at the organisation. */
export function ExportForm({ customerId, contacts, contactId, onContact }: Props) {
  const words = useWords('rights')
  const { user } = useSession()
  const [language, setLanguage] = useState<'he' | 'en'>(user.language)
  const [fault, setFault] = useState<unknown>()
  const prepare = () => {
    setFault(undefined)
    return call('POST /customers/:id/exports', { params: { id: customerId }, body: { id: newId(), contactId: contactId || null, language } }).then(
      () => refresh('GET /customers/:id/privacy'),
      setFault,
    )
  }
  return (
    <>
      {contacts.length > 0 && (
        <Select
          label={words.whose}
          value={contactId}
          onChange={onContact}
          options={[{ id: '', label: words.wholeFile }, ...contacts.map(({ id, name }) => ({ id, label: name }))]}
        />
      )}
      <Select
        label={words.exportLanguage}
        value={language}
        onChange={setLanguage}
        options={[
          { id: 'he', label: words.hebrew },
          { id: 'en', label: words.english },
        ]}
      />
      {fault !== undefined && <ProblemText of={fault} />}
      <div className="row">
        <Button look="soft" icon="download" onPress={() => void prepare()}>
          {words.prepare}
        </Button>
      </div>
    </>
  )
}

/** What was asked for lately, and how far it is. Only whoever asked takes it away. */
export function Exports({ customerId, exports }: { customerId: string; exports: readonly FileExport[] }) {
  const words = useWords('rights')
  const { user } = useSession()
  if (exports.length === 0) return null
  return (
    <ul className="rights-list">
      {exports.map((each) => (
        <li key={each.id} className="column">
          <span className="row wrap small">
            <When at={each.askedAt} />
            <span className="muted">{words.askedBy(each.askedBy.name)}</span>
            {each.state === 'done' && each.askedBy.id === user.id && (
              <a
                className="button small plain push"
                href={`/api/customers/${customerId}/exports/${each.id}/archive`}
                download
                onClick={(event) => void download(event)}
              >
                <Icon name="download" size={15} />
                {words.download}
              </a>
            )}
          </span>
          {each.state === 'failed' && <span className="small">{words.exportFailed}</span>}
          {(each.state === 'waiting' || each.state === 'running') && <Progress label={words.preparing} part={each.total > 0 ? each.done / each.total : 0} />}
        </li>
      ))}
    </ul>
  )
}
