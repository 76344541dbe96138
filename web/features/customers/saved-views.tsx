import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedView } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Switch } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { Menu } from '../../ui/menu.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import { viewsQuery } from './list-queries.ts'
import { type CustomersSearch, viewOf, viewText } from './list-view.ts'
import { useViewChanges } from './view-changes.ts'

type Props = { search: CustomersSearch; onGo(search: CustomersSearch): void }

/** The views of this list as links, and keeping what is on the screen as one. */
export function SavedViews({ search, onGo }: Props) {
  const words = useWords('customers')
  const views = (useQuery(viewsQuery).data ?? []).filter(({ list }) => list === 'customers')
  const text = viewText(search)
  const opened = views.find(({ id }) => id === search.view) ?? views.find(({ query }) => query === text)
  const mayKeep = useMay('record')
  const changed = mayKeep && (opened ? opened.query !== text : text !== '')
  const [asking, setAsking] = useState<'save' | 'rename'>()
  const changes = useViewChanges()
  return (
    <nav className="customer-views" aria-label={words.views}>
      <Link className="plain" to="/customers" search={{}} activeOptions={{ exact: true }} aria-current={text === '' ? 'page' : undefined}>
        {words.all}
      </Link>
      {views.map((view) => (
        <Link
          key={view.id}
          className="plain"
          to="/customers"
          search={{ ...viewOf(view.query), view: view.id }}
          aria-current={view === opened ? 'page' : undefined}
          title={view.mine ? undefined : words.sharedBy(view.by)}
        >
          {!view.mine && <Icon name="users" size={14} />}
          <bdi>{view.name}</bdi>
        </Link>
      ))}
      {changed && opened?.mine && (
        <Button small look="soft" icon="save" onPress={() => changes.rewrite(opened, text)}>
          {words.updateView}
        </Button>
      )}
      {changed && (
        <Button small look="quiet" icon="bookmark" onPress={() => setAsking('save')}>
          {words.saveView}
        </Button>
      )}
      {!changed && opened?.mine && (
        <Menu
          label={words.viewActions}
          trigger={<IconButton small icon="ellipsis" label={words.viewActions} />}
          entries={[
            { id: 'rename', label: words.renameView, icon: 'pencil', run: () => setAsking('rename') },
            { id: 'share', label: opened.shared ? words.unshareView : words.shareView, icon: 'share-2', run: () => changes.share(opened, !opened.shared) },
            'line',
            {
              id: 'remove',
              label: words.removeView,
              icon: 'trash-2',
              danger: true,
              run: () => {
                changes.remove(opened)
                onGo({})
              },
            },
          ]}
        />
      )}
      {asking === 'save' && (
        <SaveView
          onClose={() => setAsking(undefined)}
          onSave={async (name, shared) => onGo({ ...search, view: (await changes.save(name, text, shared)).id })}
        />
      )}
      {asking === 'rename' && opened && <Rename view={opened} onClose={() => setAsking(undefined)} onSave={(name) => changes.rename(opened, name)} />}
    </nav>
  )
}

function SaveView({ onClose, onSave }: { onClose(): void; onSave(name: string, shared: boolean): Promise<void> }) {
  const words = useWords('customers')
  const [shared, setShared] = useState(false)
  return (
    <Dialog size="small" title={words.saveView} onClose={onClose}>
      <Form
        onCancel={onClose}
        onSave={async ({ name = '' }) => {
          await onSave(name, shared)
          onClose()
        }}
      >
        <TextField label={words.viewName} name="name" isRequired autoFocus maxLength={60} />
        <Switch isSelected={shared} onChange={setShared}>
          {words.shareView}
        </Switch>
      </Form>
    </Dialog>
  )
}

function Rename({ view, onClose, onSave }: { view: SavedView; onClose(): void; onSave(name: string): Promise<unknown> }) {
  const words = useWords('customers')
  return (
    <Dialog size="small" title={words.renameView} onClose={onClose}>
      <Form
        onCancel={onClose}
        onSave={async ({ name = '' }) => {
          await onSave(name)
          onClose()
        }}
      >
        <TextField label={words.viewName} name="name" defaultValue={view.name} isRequired autoFocus maxLength={60} />
      </Form>
    </Dialog>
  )
}
