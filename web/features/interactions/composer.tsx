import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { Contact } from '../../../contract/customers.ts'
import { useFields, useShapes } from '../../api/fields.ts'
import { newId } from '../../api/new-id.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { FoldFields, UnfoldedFields } from '../../ui/folded-fields.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { usePlace } from '../../ui/place.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import './composer.css'
import { ComposerText } from './composer-text.tsx'
import { type Answering, asksIn, isEmpty } from './draft.ts'
import { DueField } from './due-choice.tsx'
import { AttachButton, FileFaults, FileList } from './files.tsx'
import { HeardChoice } from './heard-choice.tsx'
import { KindChoice } from './kind-choice.tsx'
import { hasSubject, isEvent, type Kind, kindName, kindsTyped } from './kinds.ts'
import { PromiseAlong } from './promise-along.tsx'
import { ScoreChoice } from './score-choice.tsx'
import { useKindNames } from './slash-kinds.tsx'
import { useDraft } from './use-draft.ts'
import { WaitingEntries } from './waiting-entries.tsx'
import { WithWhom } from './with-whom.tsx'
import { meaningOf } from './writing-keys.ts'

type Props = {
  customer: { id: string; name: string }
  contacts: readonly Pick<Contact, 'id' | 'name' | 'jobTitle' | 'untilDate'>[]
  /** Whom we spoke with last. */
  lastContactId?: string | null
  /** What the order kind shows in place of the text; ready to be filled where it was just chosen. */
  order?: (autoFocus: boolean) => ReactNode
  autoFocus?: boolean
  /** An entry to answer, until the draft has taken it over. */
  answering?: Answering | undefined
  onAnswering?: () => void
  onSaved?: () => void
}

/** Records anything that happened with a customer: one text field, its kind by chip, Alt+digit or slash, saved by Ctrl+Enter. */
export function Composer({ customer, contacts, lastContactId, order, autoFocus = false, answering, onAnswering, onSaved }: Props) {
  const words = useWords('interactions')
  const { today } = usePlace()
  const current = contacts.filter(({ untilDate }) => !untilDate || untilDate >= today)
  const text = useRef<HTMLTextAreaElement>(null)
  const toText = () => requestAnimationFrame(() => text.current?.focus())
  const { draft, change, files, lack, fault, faults, saving, save, tomorrow } = useDraft({
    customerId: customer.id,
    contactIds: current.map(({ id }) => id),
    lastContactId,
    answering,
    onAnswering,
    onSaved,
    toText,
  })
  const names = useKindNames()
  const [chosen, setChosen] = useState(false)
  const { kind, custom = {} } = draft
  const own = useWords('custom')
  const fields = useShapes(useFields('interaction'))
  const [unfoldedIn, setUnfoldedIn] = useState<string>()
  const unfolded = fields.length > 0 && isEvent(kind) && (unfoldedIn === draft.id || Object.keys(faults).some((name) => name.startsWith('custom.')))
  const fold = () => {
    setUnfoldedIn(unfolded ? undefined : draft.id)
    if (unfolded) toText()
  }

  const choose = (next: Kind) => {
    setChosen(true)
    change({ kind: next, text: kindsTyped(draft.text, names).length > 0 ? '' : draft.text })
    toText()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const meaning = meaningOf(event)
    if (!meaning || (('heard' in meaning || 'unfold' in meaning) && !isEvent(kind)) || ('unfold' in meaning && fields.length === 0)) return
    event.preventDefault()
    if ('save' in meaning) void save()
    else if ('unfold' in meaning) fold()
    else if ('heard' in meaning) change({ heard: draft.heard === meaning.heard ? null : meaning.heard })
    else if (meaning.kind) choose(meaning.kind)
  }

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
        order?.(autoFocus || chosen)
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
          <WithWhom draft={draft} change={change} contacts={current} />
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
            <ScoreChoice scores={draft.scores} onScores={(scores) => change({ scores })} fault={lack === 'scores' ? words.scoreNeeded : undefined} />
          )}
          <ComposerText
            kind={kind}
            text={draft.text}
            onText={(next) => change({ text: next })}
            onKind={choose}
            onPaste={files.onPaste}
            textRef={text}
            autoFocus={autoFocus}
          />
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
          {kind !== 'promise' && draft.promise && <PromiseAlong promise={draft.promise} onPromise={(promise) => change({ promise })} />}
          {unfolded && <UnfoldedFields fields={fields} filled={custom} onFill={(filled) => change({ custom: filled })} none={own.none} />}
          {isEvent(kind) && <FileList files={files.files} onRemove={files.remove} />}
          <FileFaults files={files} />
          <div className="composer-end">
            {isEvent(kind) && <AttachButton onFiles={files.add} />}
            {kind !== 'promise' && (
              <Button
                look="quiet"
                icon="hand"
                aria-pressed={Boolean(draft.promise)}
                onPress={() => change({ promise: draft.promise ? null : { id: newId(), text: '', dueOn: tomorrow } })}
              >
                <span className="promise-button">{draft.promise ? words.removePromise : words.addPromise}</span>
              </Button>
            )}
            {fields.length > 0 && isEvent(kind) && <FoldFields label={own.more} keys="alt+o" filled={custom} open={unfolded} onPress={fold} />}
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
