import { useQueryClient } from '@tanstack/react-query'
import type { SavedView } from '../../../contract/customers.ts'
import { call } from '../../api/client.ts'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { viewsQuery } from './list-queries.ts'

/** Saving, changing and deleting views. What changes is on the screen at once. */
export function useViewChanges() {
  const words = useWords('customers')
  const say = useSentence()
  const client = useQueryClient()
  const write = (change: (views: SavedView[]) => SavedView[]) => client.setQueryData(viewsQuery.queryKey, (views) => change(views ?? []))
  const replace = (view: SavedView) => write((views) => views.map((other) => (other.id === view.id ? view : other)))
  const change = async (view: SavedView, body: Partial<Pick<SavedView, 'name' | 'query' | 'shared'>>) =>
    replace(await call('PATCH /views/:id', { params: { id: view.id }, body }))

  async function save(name: string, query: string, shared: boolean) {
    const view = await call('POST /views', { body: { list: 'customers', name, query, shared } })
    write((views) => [...views, view])
    return view
  }
  const orSay = (work: Promise<unknown>) => work.catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
  return {
    save,
    rename: (view: SavedView, name: string) => change(view, { name }),
    rewrite: (view: SavedView, query: string) =>
      orSay(change(view, { query }).then(() => toast({ text: words.viewSaved(view.name), undo: () => orSay(change(view, { query: view.query })) }))),
    share: (view: SavedView, shared: boolean) => orSay(change(view, { shared })),
    remove: (view: SavedView) =>
      orSay(
        (async () => {
          await call('DELETE /views/:id', { params: { id: view.id } })
          write((views) => views.filter(({ id }) => id !== view.id))
          toast({ text: words.viewRemoved(view.name), undo: () => orSay(save(view.name, view.query, view.shared)) })
        })(),
      ),
  }
}
