/** Giving the chosen customers of the watch list to somebody. */
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { ask, queries } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

type Props = { ids: readonly string[]; me: { id: string }; onDone: () => void }

export function WatchBulk({ ids, me, onDone }: Props) {
  const words = useWords('insight')
  const say = useSentence()
  const { data: users = [] } = useQuery(ask('GET /users'))
  const assign = async (ownerId: string) => {
    try {
      const { changed } = await call('POST /customers/bulk', { body: { chosen: { ids: [...ids] }, ownerId } })
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'GET /insight/watch' || queryKey[0] === 'GET /customers' })
      toast({ text: words.assigned(changed), tone: 'good' })
      onDone()
    } catch (error) {
      toast({ text: say(error), tone: 'bad' })
    }
  }
  return (
    <section className="watch-bulk" aria-label={words.chosenOnes}>
      <strong role="status">{words.chosen(ids.length)}</strong>
      <Menu
        label={words.assign}
        trigger={
          <Button small icon="user-check">
            {words.assign}
          </Button>
        }
        entries={[
          { id: 'me', label: words.toMe, icon: 'user', run: () => void assign(me.id) },
          'line',
          ...users.filter(({ id, deactivatedAt }) => id !== me.id && !deactivatedAt).map(({ id, name }) => ({ id, label: name, run: () => void assign(id) })),
        ]}
      />
      <Button small look="quiet" icon="x" className="push" onPress={onDone}>
        {words.chooseNone}
      </Button>
    </section>
  )
}
