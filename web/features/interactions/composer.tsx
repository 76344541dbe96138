import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { Contact } from '../../../contract/customers.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { sendOrKeep } from '../../api/parcels.ts'
import { refresh, refreshFile } from '../../api/query.ts'
import { useSession } from '../../api/session.ts'
import { useKept } from '../../kept.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/choice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { usePlace } from '../../ui/place.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { refusalOf } from '../../ui/refusal.ts'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import './composer.css'
import { type Answering, asksIn, type Draft, emptyDraft, inReply, isEmpty, lacking, parcelOf } from './draft.ts'
import { DueField } from './due-choice.tsx'
import { dueDays } from './due-days.ts'
import { AttachButton, FileList, useFiles } from './files.tsx'
import { HeardChoice, heardByKey } from './heard-choice.tsx'
import { KindChoice } from './kind-choice.tsx'
import { hasDirection, hasSubject, isEvent, type Kind, kindName, kindsInSight, kindsTyped } from './kinds.ts'
import { ScoreChoice } from './score-choice.tsx'
import { SlashKinds, useKindNames } from './slash-kinds.tsx'
import { WaitingEntries } from './waiting-entries.tsx'

type Props = {
  customer: { id: string; name: string }
  contacts: readonly Pick<Contact, 'id' | 'name' | 'jobTitle' | 'untilDate'>[]
  /** Whom we spoke with last. */
  lastContactId?: string | null
  /** What the order kind shows in place of the text. */
  order?: ReactNode
  autoFocus?: boolean
  /** An entry to answer, until the draft has taken it over. */
  answering?: Answering | undefined
  onAnswering?: () => void
  onSaved?: () => void
}

/** Records anything that happened with a customer: one text field, its kind by chip, Alt+digit or slash, saved by Ctrl+Enter. */
export function Composer({ customer, contacts, lastContactId, order, autoFocus, answering, onAnswering, onSaved }: Props) {
  const userId = useSession().user.id // drafts and waiting entries are the writer's alone
  const words = useWords('interactions')
  const common = useWords('common')
  const faultWords = useWords('problems').field
  const { today, weekend } = usePlace()
  const current = contacts.filter(({ untilDate }) => !untilDate || untilDate >= today)
  const usualContact = current.some(({ id }) => id === lastContactId) ? lastContactId! : current.length === 1 ? current[0]!.id : null
  const key = `draft:${userId}:${customer.id}`
  const [draft, setDraft] = useKept<Draft>(key, () =>
    emptyDraft({ kind: 'phone', direction: 'in', contactId: usualContact, dueOn: dueDays(today, weekend).tomorrow }),
  )
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })

  const [lack, setLack] = useState<ReturnType<typeof lacking>>()
  const [fault, setFault] = useState<unknown>()
  const [saving, setSaving] = useState(false)
  const [slash, setSlash] = useState(0)
  const text = useRef<HTMLTextAreaElement>(null)
  const slashId = useId()
  const names = useKindNames()
  const files = useFiles(key)

  useEffect(() => {
    if (!answering) return
    const contactId = current.some(({ id }) => id === answering.contactId) ? answering.contactId : null
    setDraft(inReply(draft, { ...answering, contactId }))
    setLack(undefined)
    onAnswering?.()
    requestAnimationFrame(() => text.current?.focus())
  })

  const { kind } = draft
  const offered = kindsTyped(draft.text, names)
  const choose = (next: Kind) => {
    setLack(undefined)
    change({ kind: next, text: offered.length > 0 ? '' : draft.text })
    requestAnimationFrame(() => text.current?.focus())
  }

  const start = (after: Draft) => {
    setDraft(emptyDraft({ kind: after.kind, direction: after.direction, contactId: after.contactId, dueOn: dueDays(today, weekend).tomorrow }))
    files.clear()
  }
  const save = async () => {
    const missing = lacking(draft)
    setLack(missing)
    setFault(undefined)
    if (missing || saving || kind === 'order') {
      if (missing === 'text') text.current?.focus()
      return
    }
    setSaving(true)
    const written = draft
    const parcel = parcelOf(written, files.files, { userId, customerId: customer.id, now: new Date().toISOString() })
    try {
      const done = await sendOrKeep(parcel)
      if (done === 'sent') toast({ text: words.recorded, tone: 'good', undo: isEvent(kind) ? () => takeBack(written) : undefined })
      else toast({ text: words.keptHere })
      start(written)
      onSaved?.()
      requestAnimationFrame(() => text.current?.focus())
    } catch (error) {
      setFault(error)
    } finally {
      setSaving(false)
      tellScreens(customer.id)
    }
  }
  const takeBack = async (written: Draft) => {
    await call('DELETE /customers/:id/interactions/:partId', { params: { id: customer.id, partId: written.id } }).then(
      () => setDraft({ ...written, id: newId(), promise: written.promise && { ...written.promise, id: newId() } }),
      setFault,
    )
    tellScreens(customer.id)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return void save()
    }
    const heard = event.altKey && !event.ctrlKey && !event.metaKey && isEvent(kind) ? heardByKey[event.code] : undefined
    if (heard) {
      event.preventDefault()
      return change({ heard: draft.heard === heard ? null : heard })
    }
    const digit = /^Digit(\d)$/.exec(event.code)?.[1]
    if (digit && event.altKey && !event.ctrlKey && !event.metaKey) {
      const next = kindsInSight[(Number(digit) + 9) % 10]
      event.preventDefault()
      if (next) choose(next)
    }
  }
  const onTextKey = (event: KeyboardEvent) => {
    if (offered.length === 0) return
    if (event.code === 'ArrowDown' || event.code === 'ArrowUp') {
      event.preventDefault()
      setSlash((slash + (event.code === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    } else if ((event.code === 'Enter' || event.code === 'Tab') && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      choose(offered[Math.min(slash, offered.length - 1)]!)
    } else if (event.code === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      change({ text: '' })
    }
  }

  const refused = fault === undefined ? {} : (refusalOf(fault).fields ?? {})
  const faults = Object.fromEntries(Object.entries(refused).map(([name, code]) => [fieldOf[name] ?? name, faultWords[code]]))
  if (lack === 'text' || lack === 'promise.text') faults[lack] = faultWords.required

  return (
    <section
      className="composer card"
      data-kind={kind}
      data-over={files.over || undefined}
      aria-label={words.recordFor(customer.name)}
      {...files.dropping}
      onKeyDown={onKeyDown}
    >
      <KindChoice kind={kind} onKind={choose} />
      {kind === 'order' ? (
        order
      ) : (
        <Form
          className="composer-form"
          validationBehavior="aria"
          validationErrors={faults}
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          {draft.conversation && isEvent(kind) && (
            <p className="answering">
              <Icon name="reply" size={14} />
              <span className="muted">{words.answering}</span>
              <span className="clip grow" dir="auto">
                {draft.conversation.about || kindName(words, kind)}
              </span>
              <IconButton small icon="x" label={words.stopAnswering} onPress={() => change({ conversation: undefined })} />
            </p>
          )}
          {kind === 'note' && (
            <p className="private">
              <Icon name="lock" size={14} />
              {words.privateNote}
            </p>
          )}
          {(hasDirection(kind) || (kind !== 'note' && kind !== 'promise' && current.length > 0)) && (
            <div className="row wrap">
              {hasDirection(kind) && (
                <RadioGroup
                  segmented
                  bare
                  label={words.directionLabel}
                  value={draft.direction}
                  onChange={(direction) => change({ direction })}
                  options={[
                    { id: 'in', label: words.direction.in, icon: 'arrow-down-left' },
                    { id: 'out', label: words.direction.out, icon: 'arrow-up-right' },
                  ]}
                />
              )}
              {current.length > 0 && (
                <Select
                  bare
                  label={words.contact}
                  icon="user"
                  className="composer-contact"
                  value={draft.contactId ?? 'none'}
                  onChange={(id) => change({ contactId: id === 'none' ? null : id })}
                  options={[{ id: 'none', label: words.theCustomer }, ...current.map(({ id, name, jobTitle }) => ({ id, label: name, hint: jobTitle }))]}
                />
              )}
            </div>
          )}
          {hasSubject(kind) && (
            <TextField
              bare
              name="subject"
              label={words.subject}
              placeholder={words.subject}
              value={draft.subject}
              onChange={(subject) => change({ subject })}
            />
          )}
          {kind === 'score' && (
            <ScoreChoice
              scores={draft.scores}
              onScores={(scores) => {
                setLack(undefined)
                change({ scores })
              }}
              fault={lack === 'scores' ? words.scoreNeeded : undefined}
            />
          )}
          <div className="composer-text">
            <TextArea
              bare
              name="text"
              label={askOf(words, kind)}
              placeholder={askOf(words, kind)}
              rows={kind === 'score' ? 2 : 3}
              inputRef={text}
              autoFocus={autoFocus}
              value={draft.text}
              onChange={(next) => {
                setSlash(0)
                setLack(undefined)
                change({ text: next })
              }}
              onKeyDown={(event) => {
                onTextKey(event)
                event.continuePropagation()
              }}
              onPaste={files.onPaste}
              aria-controls={offered.length > 0 ? slashId : undefined}
              aria-activedescendant={offered.length > 0 ? `${slashId}-${offered[Math.min(slash, offered.length - 1)]}` : undefined}
            />
            {offered.length > 0 && <SlashKinds id={slashId} offered={offered} chosen={Math.min(slash, offered.length - 1)} onChoose={choose} />}
          </div>
          {asksIn(draft) && (
            <TextField
              bare
              name="asked"
              label={words.asked}
              placeholder={words.askedHint}
              icon="circle-help"
              value={draft.asked}
              onChange={(asked) => change({ asked })}
            />
          )}
          {isEvent(kind) && <HeardChoice heard={draft.heard ?? null} onHeard={(heard) => change({ heard })} />}
          {kind === 'promise' && <DueField day={draft.dueOn} onDay={(dueOn) => change({ dueOn })} />}
          {kind !== 'promise' && draft.promise && (
            <div className="along">
              <TextField
                autoFocus={!draft.promise.text}
                name="promise.text"
                label={words.promiseText}
                icon="hand"
                value={draft.promise.text}
                onChange={(promised) => change({ promise: { ...draft.promise!, text: promised } })}
              />
              <DueField day={draft.promise.dueOn} onDay={(dueOn) => change({ promise: { ...draft.promise!, dueOn } })} />
            </div>
          )}
          {isEvent(kind) && <FileList files={files.files} onRemove={files.remove} />}
          {files.lost.length > 0 && (
            <p className="lost-files small" role="status">
              <Icon name="circle-alert" />
              <span className="grow">{words.filesLost(files.lost.map((name) => `⁨${name}⁩`).join(', '))}</span>
              <IconButton small icon="x" label={common.close} onPress={files.forgetLost} />
            </p>
          )}
          {files.fault && (
            <p className="fault" role="alert">
              <Icon name="circle-alert" />
              {files.fault}
            </p>
          )}
          <div className="composer-end">
            {isEvent(kind) && <AttachButton onFiles={files.add} />}
            {kind !== 'promise' && (
              <Button
                look="quiet"
                icon="hand"
                aria-pressed={Boolean(draft.promise)}
                onPress={() => change({ promise: draft.promise ? null : { id: newId(), text: '', dueOn: dueDays(today, weekend).tomorrow } })}
              >
                {draft.promise ? words.removePromise : words.addPromise}
              </Button>
            )}
            <span className="grow">{fault !== undefined && <ProblemText of={fault} />}</span>
            <span className="only-wide">
              <Kbd keys="mod+enter" />
            </span>
            <Button type="submit" look={isEmpty(draft) && files.files.length === 0 ? 'soft' : 'filled'} isPending={saving}>
              {words.record}
            </Button>
          </div>
        </Form>
      )}
      {files.over && (
        <div className="drop-here" aria-hidden>
          {words.dropHere}
        </div>
      )}
      <WaitingEntries customerId={customer.id} />
    </section>
  )
}

/** Screens that show what was just written ask again, without waiting for the live stream to say so. */
function tellScreens(customerId: string) {
  void refreshFile(customerId)
  void refresh('GET /my-day', 'GET /voices')
}

/** The fields of the calls, as the form names them. */
const fieldOf: Record<string, string> = { body: 'text', comment: 'text', 'promise.text': 'promise.text' }

const askOf = (words: ReturnType<typeof useWords<'interactions'>>, kind: Kind) =>
  kind === 'note' || kind === 'wish' || kind === 'complaint' || kind === 'promise' || kind === 'score' ? words.ask[kind] : words.ask.event
