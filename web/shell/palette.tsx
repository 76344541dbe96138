/** One box for everything: find a customer, go somewhere, do something with the page that is open. */

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { Found } from '../../contract/file.ts'
import { comeFrom } from '../api/file.ts'
import { ask } from '../api/query.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Marked } from '../ui/marked.tsx'
import { Written } from '../ui/values.tsx'
import { Spinner } from '../ui/waiting.tsx'
import { useLanguage, useWords } from '../words.tsx'
import { type Action, useAllActions } from './actions.ts'

type Row = { kind: 'action'; id: string; action: Action } | { kind: 'customer'; id: string; found: Found }

export default function Palette({ onClose }: { onClose: () => void }) {
  const words = useWords('shell')
  return (
    <ModalOverlay className="scrim palette-scrim" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label={words.palette}>
          <Box onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Box({ onClose }: { onClose: () => void }) {
  const words = useWords('shell')
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const rows = useRef<HTMLDivElement>(null)
  const asked = text.trim()
  const { found, searching } = useFound(asked)
  const groups = useGroups(asked, found)
  const flat = groups.flatMap((group) => group.rows)
  const chosen = Math.min(at, flat.length - 1)
  const open = (row: Row | undefined) => {
    if (!row) return
    onClose()
    if (row.kind === 'action') row.action.run()
    else {
      comeFrom('palette', row.found.customerId)
      void navigate({ href: `/customers/${row.found.customerId}` })
    }
  }
  useEffect(() => {
    rows.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((chosen + step + flat.length) % Math.max(1, flat.length))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(flat[chosen])
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="palette-box">
        <Icon name="search" size={18} />
        <input
          // biome-ignore lint/a11y/noAutofocus: a palette is opened to be typed into
          autoFocus
          dir="auto"
          value={text}
          placeholder={words.searchOrGo}
          aria-label={words.palette}
          role="combobox"
          aria-expanded
          aria-controls={list}
          autoComplete="off"
          spellCheck={false}
          aria-activedescendant={flat[chosen] ? `${list}-${chosen}` : undefined}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
        {searching && <Spinner />}
      </div>
      <div className="palette-rows" id={list} ref={rows} role="listbox" aria-label={words.palette}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options are grouped, not fields
          <div key={group.name} role="group" aria-label={group.name}>
            <div className="menu-head" aria-hidden>
              {group.name}
            </div>
            {group.rows.map((row) => {
              const place = flat.indexOf(row)
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the focus and the keys
                <div
                  key={row.id}
                  id={`${list}-${place}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={place === chosen}
                  className="palette-row"
                  onClick={() => open(row)}
                  onPointerMove={() => setAt(place)}
                >
                  {row.kind === 'action' ? <ActionRow action={row.action} /> : <CustomerRow found={row.found} />}
                </div>
              )
            })}
          </div>
        ))}
        {asked.length > 1 && found?.length === 0 && (
          <p className="no-items" role="status">
            {words.noCustomer(asked)}
          </p>
        )}
        {!asked && <p className="no-items">{words.typeMore}</p>}
      </div>
      <div className="palette-end only-wide" aria-hidden>
        <Kbd keys="up down" /> {words.toMove} <Kbd keys="enter" /> {words.toChoose} <Kbd keys="esc" /> {words.toClose}
      </div>
    </>
  )
}

function ActionRow({ action }: { action: Action }) {
  return (
    <>
      {action.icon && <Icon name={action.icon} size={17} />}
      <span className="grow clip">{action.name}</span>
      {action.keys && <Kbd keys={action.keys} />}
    </>
  )
}

function CustomerRow({ found }: { found: Found }) {
  const words = useWords('shell')
  const language = useLanguage()
  const { by, text, field } = found.matched
  return (
    <>
      <Avatar name={found.name} size={24} />
      <span className="clip">
        <Marked marks={found.marks.name}>{found.name}</Marked>
      </span>
      {found.otherName && (
        <span className="faint clip">
          <Marked marks={found.marks.otherName}>{found.otherName}</Marked>
        </span>
      )}
      {by !== 'name' && (
        <span className="palette-why">
          <bdi>{field?.[language] || words.matchedBy[by]}</bdi>:{' '}
          <Marked marks={found.marks.text} dir={by === 'contact' || by === 'field' ? 'auto' : 'ltr'}>
            {text}
          </Marked>
        </span>
      )}
      <span className="push faint small">
        {found.city && <Written>{found.city}</Written>} <bdi dir="ltr">#{found.number}</bdi>
      </span>
    </>
  )
}

/** Customers for this text and no other: a late answer to an earlier text is never shown. */
function useFound(asked: string) {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const pause = setTimeout(() => setSettled(asked), 70)
    return () => clearTimeout(pause)
  }, [asked])
  const ready = settled === asked && asked.length > 0
  const { data, isFetching } = useQuery({ ...ask('GET /search', { query: { q: settled, limit: 8 } }), enabled: ready, staleTime: 10_000 })
  return { found: ready ? data : undefined, searching: isFetching || (asked.length > 0 && !ready) }
}

function useGroups(asked: string, found: readonly Found[] | undefined) {
  const words = useWords('shell')
  const actions = useAllActions()
  const wanted = useDeferredValue(asked.toLocaleLowerCase())
  return useMemo(() => {
    const fitting = actions.filter((action) => !action.quiet && (!wanted || action.name.toLocaleLowerCase().includes(wanted)))
    const customers: Row[] = (found ?? []).map((one) => ({ kind: 'customer', id: `${one.customerId}-${one.matched.by}`, found: one }))
    const named = (['page', 'record', 'go', 'do'] as const).map((group) => ({
      name: words.groups[group],
      rows: fitting.filter((action) => action.group === group).map((action): Row => ({ kind: 'action', id: action.id, action })),
    }))
    return [{ name: words.customersFound, rows: customers }, ...named].filter((group) => group.rows.length > 0)
  }, [actions, wanted, found, words])
}
