/** All keys, made from what can be done right now. */
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useWords } from '../words.tsx'
import { useAllActions } from './actions.ts'

const groups = ['page', 'record', 'go', 'do'] as const

export default function CheatSheet({ onClose }: { onClose: () => void }) {
  const words = useWords('shell')
  const actions = useAllActions().filter((action) => action.keys)
  return (
    <Dialog title={words.shortcuts} onClose={onClose}>
      <p className="muted small">{words.shortcutsHint}</p>
      {groups.map((group) => {
        const own = actions.filter((action) => action.group === group)
        if (own.length === 0) return null
        return (
          <section key={group}>
            <h3 className="keys-head">{words.groups[group]}</h3>
            <dl className="keys-list">
              {own.map((action) => (
                <div key={action.id}>
                  <dt>{action.name}</dt>
                  <dd>
                    <Kbd keys={action.keys!} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )
      })}
    </Dialog>
  )
}
