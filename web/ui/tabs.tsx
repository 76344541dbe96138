import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { directionOf } from '../../words/phrases.ts'
import { useLanguage } from '../words.tsx'
import { Icon, type IconName } from './icon.tsx'

type Item<Id extends string> = { id: Id; label: string; icon?: IconName; count?: number | string; content: ReactNode }
type Props<Id extends string> = { label: string; tabs: readonly Item<Id>[]; selected?: Id; onSelect?: (id: Id) => void; className?: string }

/** Several contents in one place. Arrows go along the line of reading; only the chosen content is there. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, className = '' }: Props<Id>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const rightToLeft = directionOf(useLanguage()) === 'rtl'
  const [own, setOwn] = useState(tabs[0]?.id)
  const chosen = selected ?? own
  const choose = (next: Id) => {
    setOwn(next)
    onSelect?.(next)
  }
  const press = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === chosen)
    const forward = event.key === (rightToLeft ? 'ArrowLeft' : 'ArrowRight')
    const back = event.key === (rightToLeft ? 'ArrowRight' : 'ArrowLeft')
    const next = forward ? at + 1 : back ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : undefined
    if (next === undefined) return
    event.preventDefault()
    const place = (next + tabs.length) % tabs.length
    choose(tabs[place]!.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[place]?.focus()
  }
  return (
    <div className={`tabs ${className}`}>
      <div ref={list} role="tablist" aria-label={label} className="tab-list" onKeyDown={press}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            className="tab"
            aria-selected={tab.id === chosen}
            aria-controls={tab.id === chosen ? `${id}-panel` : undefined}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => choose(tab.id)}
          >
            {tab.icon && <Icon name={tab.icon} />}
            {tab.label}
            {tab.count !== undefined && <span className="count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className="tab-panel">
        {tabs.find((tab) => tab.id === chosen)?.content}
      </div>
    </div>
  )
}
