import { call } from '../../api/client.ts'
import { queries, refreshFile } from '../../api/query.ts'
import { useMay } from '../../api/session.ts'
import { useKept } from '../../kept.ts'
import { Form } from '../../ui/form.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { Peek } from '../../ui/peek.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { Name, When, Written } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'
import { VoiceChip, type VoiceRow } from './voice-list.tsx'

/** What the customer said, and what they were told. */
export function VoicePeek({ voice, onClose }: { voice: VoiceRow; onClose: () => void }) {
  const words = useWords('feedback')
  const mayRecord = useMay('record')
  return (
    <Peek title={<Name>{voice.customerName}</Name>} onClose={onClose}>
      <div className="column">
        <div className="row">
          <VoiceChip kind={voice.kind} />
          <span className="push">
            <ButtonLink small icon="id-card" to="/customers/$id" params={{ id: voice.customerId }}>
              {words.openFile}
            </ButtonLink>
          </span>
        </div>
        <p className="voice-words">
          <Written>{voice.text}</Written>
        </p>
        <dl className="facts">
          <dt>{words.heardAt}</dt>
          <dd>
            <When at={voice.heardAt} style="moment" />
          </dd>
          {voice.heardBy && (
            <>
              <dt>{words.heardBy}</dt>
              <dd>
                <Name>{voice.heardBy.name}</Name>
              </dd>
            </>
          )}
          {voice.contact && (
            <>
              <dt>{words.from}</dt>
              <dd>
                <Name>{voice.contact.name}</Name>
              </dd>
            </>
          )}
          {voice.answeredAt && (
            <>
              <dt>{words.answered}</dt>
              <dd>
                <When at={voice.answeredAt} style="moment" />
              </dd>
            </>
          )}
        </dl>
        {mayRecord ? (
          <Answer key={voice.id} voice={voice} onDone={onClose} />
        ) : (
          voice.answer && (
            <p className="voice-words">
              <Written>{voice.answer}</Written>
            </p>
          )
        )}
      </div>
    </Peek>
  )
}

function Answer({ voice, onDone }: { voice: VoiceRow; onDone: () => void }) {
  const words = useWords('feedback')
  const [draft, setDraft] = useKept(`answer:${voice.id}`, () => ({ text: voice.answer ?? '' }))
  const save = async () => {
    await call('PUT /customers/:id/voices/:partId/answer', { params: { id: voice.customerId, partId: voice.id }, body: { answer: draft.text } })
    void queries.invalidateQueries({ queryKey: ['GET /voices'] })
    void refreshFile(voice.customerId)
    toast({ text: words.answerSaved, tone: 'good' })
    onDone()
  }
  return (
    <Form onSave={save} save={voice.answer ? words.changeAnswer : words.saveAnswer}>
      <TextArea autoFocus name="answer" label={words.answer} hint={words.answerHint} rows={4} value={draft.text} onChange={(text) => setDraft({ text })} />
    </Form>
  )
}
