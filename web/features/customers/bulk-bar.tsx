import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomerRow } from '../../../contract/customers.ts'
import { address } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import { useMay } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import type { Rows } from '../../ui/grid/rows.ts'
import type { Selection } from '../../ui/grid/selection.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import type { BulkChange } from './bulk.ts'
import { tagsQuery, teamsQuery, usersQuery } from './list-queries.ts'
import type { FilterQuery } from './list-view.ts'
import { useBulk } from './use-bulk.ts'

type Props = { selection: Selection; rows: Rows<CustomerRow>; filter: FilterQuery; me: { id: string; name: string }; onClear(): void }

/** The export reads the chosen ids from its address, which has room for so many. */
const mostExported = 200

/** What can be done with the chosen customers. */
export function BulkBar({ selection, rows, filter, me, onClear }: Props) {
  const words = useWords('customers')
  const users = useQuery(usersQuery).data ?? []
  const teams = useQuery(teamsQuery).data ?? []
  const tags = useQuery(tagsQuery).data ?? []
  const bulk = useBulk(rows, filter)
  const [mayEdit, mayAssign, mayExport] = [useMay('edit'), useMay('assign'), useMay('export')]
  const [tagging, setTagging] = useState(false)
  const [waiting, setWaiting] = useState<BulkChange>()
  const apply = (change: BulkChange) => (selection.all ? setWaiting(change) : bulk(selection, change))
  const count = selection.ids.size
  const exported = selection.all ? filter : count <= mostExported ? { ids: [...selection.ids].join() } : undefined
  return (
    <section className="customer-bulk" aria-label={words.bulk}>
      <strong role="status">{selection.all ? (count === 0 ? words.chosenAll : words.chosenAllBut(count)) : words.chosen(count)}</strong>
      {mayEdit && (
        <>
          <Button small icon="tag" onPress={() => setTagging(true)}>
            {words.addTag}
          </Button>
          <Menu
            label={words.removeTag}
            trigger={
              <Button small icon="tags">
                {words.removeTag}
              </Button>
            }
            entries={tags.slice(0, 50).map(({ tag }) => ({ id: tag, label: tag, run: () => apply({ removeTag: tag }) }))}
          />
        </>
      )}
      {mayEdit && mayAssign && (
        <>
          <Menu
            label={words.assign}
            trigger={
              <Button small icon="user-check">
                {words.assign}
              </Button>
            }
            entries={[
              { id: 'me', label: words.me, icon: 'user', run: () => apply({ owner: me }) },
              { id: 'nobody', label: words.nobody, icon: 'user-x', run: () => apply({ owner: { id: null, name: null } }) },
              'line',
              ...users
                .filter(({ id, deactivatedAt }) => id !== me.id && !deactivatedAt)
                .map(({ id, name }) => ({ id, label: name, run: () => apply({ owner: { id, name } }) })),
            ]}
          />
          <Menu
            label={words.moveToTeam}
            trigger={
              <Button small icon="users">
                {words.moveToTeam}
              </Button>
            }
            entries={teams.map(({ id, name }) => ({ id, label: name, run: () => apply({ team: { id, name } }) }))}
          />
        </>
      )}
      {mayExport && exported && (
        <a className="button plain small" href={address('/customers/export', {}, exported)} download onClick={download}>
          <Icon name="download" size={15} />
          {words.exportCsv}
        </a>
      )}
      <Button small look="quiet" icon="x" className="push" onPress={onClear}>
        {words.chooseNone}
      </Button>
      {tagging && (
        <Dialog size="small" title={words.addTag} onClose={() => setTagging(false)}>
          <Form
            save={words.apply}
            onCancel={() => setTagging(false)}
            onSave={async ({ tag = '' }) => {
              if (tag.trim()) {
                apply({ addTag: tag.trim() })
                setTagging(false)
              }
            }}
          >
            <TextField label={words.tag} name="tag" isRequired autoFocus maxLength={40} />
            <div className="row wrap">
              {tags.slice(0, 12).map(({ tag }) => (
                <Button
                  key={tag}
                  small
                  look="soft"
                  onPress={() => {
                    apply({ addTag: tag })
                    setTagging(false)
                  }}
                >
                  <bdi>{tag}</bdi>
                </Button>
              ))}
            </div>
          </Form>
        </Dialog>
      )}
      {waiting && (
        <Dialog size="small" urgent title={words.changeAllTitle} onClose={() => setWaiting(undefined)}>
          <p>{words.changeAllText}</p>
          <Form
            save={words.apply}
            onCancel={() => setWaiting(undefined)}
            onSave={async () => {
              await bulk(selection, waiting)
              setWaiting(undefined)
            }}
          >
            {null}
          </Form>
        </Dialog>
      )}
    </section>
  )
}
