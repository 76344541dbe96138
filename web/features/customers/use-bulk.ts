import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import type { CustomerRow } from '../../../contract/customers.ts'
import { call } from '../../api/client.ts'
import { refresh } from '../../api/query.ts'
import type { Page, Rows } from '../../ui/grid/rows.ts'
import type { Selection } from '../../ui/grid/selection.ts'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { type BulkChange, bodyOf, changedRow, chosenOf, undoOf } from './bulk.ts'
import { listKey } from './list-queries.ts'
import type { FilterQuery } from './list-view.ts'

const lists = { queryKey: listKey }

/** Applies a change to the chosen customers: rows on the screen change at once, and a toast takes it back where that is possible. */
export function useBulk(rows: Rows<CustomerRow>, filter: FilterQuery) {
  const words = useWords('customers')
  const say = useSentence()
  const client = useQueryClient()

  function writeRows(ids: ReadonlySet<string>, change: BulkChange) {
    client.setQueriesData<InfiniteData<Page<CustomerRow>>>(
      lists,
      (list) =>
        list && {
          ...list,
          pages: list.pages.map((page) =>
            page.items.some(({ id }) => ids.has(id)) ? { ...page, items: page.items.map((row) => (ids.has(row.id) ? changedRow(row, change) : row)) } : page,
          ),
        },
    )
  }

  async function send(ids: string[], change: BulkChange) {
    const reply = await call('POST /customers/bulk', { body: bodyOf({ ids }, change) })
    writeRows(new Set(ids), change)
    refresh('GET /tags')
    return reply
  }

  return async (selection: Selection, change: BulkChange) => {
    try {
      if (selection.all) {
        const { changed } = await call('POST /customers/bulk', { body: bodyOf(chosenOf(selection, filter), change) })
        refresh('GET /tags')
        await client.resetQueries(lists)
        return toast({ text: changed ? words.changed(changed) : words.changedNone, tone: 'good' })
      }
      const ids = [...selection.ids]
      const known = ids.map((id) => rows.at(rows.indexOf(id))).filter((row) => row !== undefined)
      const back = undoOf(known, change)
      const { changed } = await send(ids, change)
      const takeBack = async () => {
        for (const group of back) await send(group.ids, group.change)
        toast({ text: words.changedBack })
      }
      const whole = known.length === ids.length && back.length > 0
      toast({
        text: changed ? words.changed(changed) : words.changedNone,
        tone: 'good',
        undo: whole
          ? () => {
              takeBack().catch((error) => toast({ text: say(error), tone: 'bad' }))
            }
          : undefined,
      })
    } catch (error) {
      toast({ text: say(error), tone: 'bad' })
    }
  }
}
