/** What is open with the customer: promises to keep, wishes and complaints that wait for an answer. */
import { type KeyboardEvent, useState } from 'react'
import type { Voice } from '../../../contract/feedback.ts'
import type { Promised } from '../../../contract/interactions.ts'
import { call } from '../../api/client.ts'
import { refreshFile } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Form } from '../../ui/form.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { usePlace } from '../../ui/place.tsx'
import { useReadOnly } from '../../ui/read-only.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { DayText, Name, When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { useAttempt } from './attempt.ts'
import { changePart } from './file-query.ts'
import { Section } from './section.tsx'

export function OpenPromises({ customerId, promises }: { customerId: string; promises: readonly Promised[] }) {
  const words = useWords('file')
  return (
    <Section title={words.promiseList}>
      {promises.length === 0 ? (
        <p className="muted small">{words.noPromises}</p>
      ) : (
        <ul className="open-items">
          {promises.map((promise) => (
            <OpenPromise key={promise.id} customerId={customerId} promise={promise} />
          ))}
        </ul>
      )}
    </Section>
  )
}

/** K keeps and B breaks it while it has the focus. */
function OpenPromise({ customerId, promise }: { customerId: string; promise: Promised }) {
  const words = useWords('file')
  const { today } = usePlace()
  const attempt = useAttempt()
  const readOnly = useReadOnly()
  const params = { id: customerId, partId: promise.id }
  const close = async (outcome: 'kept' | 'broken') => {
    await changePart(
      customerId,
      (file) => ({ ...file, promises: file.promises.filter(({ id }) => id !== promise.id) }),
      () => call('PUT /customers/:id/promises/:partId/outcome', { params, body: { outcome } }),
    )
    toast({
      text: words[outcome],
      tone: outcome === 'kept' ? 'good' : 'bad',
      undo: () => attempt(() => call('DELETE /customers/:id/promises/:partId/outcome', { params }).finally(() => refreshFile(customerId))),
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (readOnly || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.code === 'KeyK') attempt(() => close('kept'))
    else if (event.code === 'KeyB') attempt(() => close('broken'))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const late = promise.dueOn < today
  return (
    <li className="card open-item" onKeyDownCapture={onKeyDown}>
      <p dir="auto">{promise.text}</p>
      <div className="row wrap">
        <Chip tone={late ? 'bad' : promise.dueOn === today ? 'warn' : 'plain'} icon="clock">
          <DayText day={promise.dueOn} style="from-today" />
        </Chip>
        <span className="muted small clip">
          <Name>{promise.keeper.name}</Name>
        </span>
        {!readOnly && (
          <span className="row push">
            <Button small look="soft" icon="check" onPress={() => attempt(() => close('kept'))}>
              {words.keep}
              <Kbd keys="k" />
            </Button>
            <Button small look="quiet" onPress={() => attempt(() => close('broken'))}>
              {words.break}
              <Kbd keys="b" />
            </Button>
          </span>
        )}
      </div>
    </li>
  )
}

export function OpenVoices({ customerId, voices }: { customerId: string; voices: readonly Voice[] }) {
  const words = useWords('file')
  return (
    <Section title={words.voices}>
      {voices.length === 0 ? (
        <p className="muted small">{words.noVoices}</p>
      ) : (
        <ul className="open-items">
          {voices.map((voice) => (
            <OpenVoice key={voice.id} customerId={customerId} voice={voice} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function OpenVoice({ customerId, voice }: { customerId: string; voice: Voice }) {
  const words = useWords('file')
  const { kind } = useWords('feedback')
  const [answering, setAnswering] = useState(false)
  const readOnly = useReadOnly()
  const save = async ({ answer = '' }: Record<string, string>) => {
    await call('PUT /customers/:id/voices/:partId/answer', { params: { id: customerId, partId: voice.id }, body: { answer } })
    toast({ text: words.answered, tone: 'good' })
    await refreshFile(customerId)
  }
  return (
    <li className="card open-item">
      <div className="row">
        <Chip tone={voice.kind === 'complaint' ? 'bad' : 'violet'} icon={voice.kind === 'complaint' ? 'thumbs-down' : 'lightbulb'}>
          {kind[voice.kind]}
        </Chip>
        <span className="faint small push">
          <When at={voice.heardAt} />
        </span>
      </div>
      <p dir="auto">{voice.text}</p>
      {answering ? (
        <Form onSave={save} onCancel={() => setAnswering(false)} save={words.answer} label={words.answer}>
          <TextArea name="answer" label={words.answerHint} rows={2} isRequired autoFocus />
        </Form>
      ) : (
        !readOnly && (
          <Button small look="quiet" icon="reply" className="push" onPress={() => setAnswering(true)}>
            {words.answer}
          </Button>
        )
      )}
    </li>
  )
}
