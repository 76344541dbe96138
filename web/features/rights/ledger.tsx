import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Code, Name, When } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

/** Who was erased, and when; and whether somebody asked about was. */
export function Ledger() {
  const words = useWords('rights')
  const [typed, setTyped] = useState('')
  const [about, setAbout] = useState('')
  const { data, error } = useQuery(ask('GET /erasures', { query: { limit: 50, ...(about && { about }) } }))
  if (error) throw error
  return (
    <div className="column">
      <p className="muted small">{words.ledgerText}</p>
      <form
        className="row wrap"
        onSubmit={(event) => {
          event.preventDefault()
          setAbout(typed.trim())
        }}
      >
        <TextField className="grow" label={words.about} value={typed} onChange={setTyped} />
        <Button type="submit">{words.check}</Button>
      </form>
      {!data ? (
        <Skeleton lines={3} />
      ) : data.items.length === 0 ? (
        <p className="muted small">{about ? words.notErased : words.noErasures}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th>{words.when}</th>
              <th>{words.what}</th>
              <th>{words.by}</th>
              <th>{words.file}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((each) => (
              <tr key={each.id}>
                <td>
                  <When at={each.erasedAt} style="moment" />
                </td>
                <td>{words.wholeOrPart[each.contactId ? 'contact' : 'whole']}</td>
                <td>{each.erasedBy ? <Name>{each.erasedBy.name}</Name> : words.byRule}</td>
                <td>
                  <Code>{each.fileId.slice(-12)}</Code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
