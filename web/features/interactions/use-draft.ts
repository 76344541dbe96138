import { useEffect, useState } from 'react'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { sendOrKeep } from '../../api/parcels.ts'
import { refresh, refreshFile } from '../../api/query.ts'
import { useSession } from '../../api/session.ts'
import { useKept } from '../../kept.ts'
import { usePlace } from '../../ui/place.tsx'
import { refusalOf } from '../../ui/refusal.ts'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { type Answering, type Draft, emptyDraft, inReply, lacking, parcelOf } from './draft.ts'
import { dueDays } from './due-days.ts'
import { useFiles } from './files.tsx'
import { isEvent } from './kinds.ts'

type Asked = {
  customerId: string
  /** Those of the customer's people who can be spoken with today. */
  contactIds: readonly string[]
  lastContactId: string | null | undefined
  answering: Answering | undefined
  onAnswering: (() => void) | undefined
  onSaved: (() => void) | undefined
  /** Back to writing, once what was shown has changed. */
  toText: () => void
}

/** What is being written about a customer, with its files: kept as it is typed, sent or kept until it can be, taken back. */
export function useDraft({ customerId, contactIds, lastContactId, answering, onAnswering, onSaved, toText }: Asked) {
  const userId = useSession().user.id // drafts and waiting entries are the writer's alone
  const words = useWords('interactions')
  const faultWords = useWords('problems').field
  const { today, weekend } = usePlace()
  const tomorrow = dueDays(today, weekend).tomorrow
  const usual = lastContactId && contactIds.includes(lastContactId) ? lastContactId : contactIds.length === 1 ? contactIds[0]! : null
  const key = `draft:${userId}:${customerId}`
  const [draft, setDraft] = useKept<Draft>(key, () => emptyDraft({ kind: 'phone', direction: 'in', contactId: usual, dueOn: tomorrow }))
  const files = useFiles(key)
  const [lack, setLack] = useState<ReturnType<typeof lacking>>()
  const [fault, setFault] = useState<unknown>()
  const [saving, setSaving] = useState(false)

  const change = (part: Partial<Draft>) => {
    setLack(undefined)
    setDraft({ ...draft, ...part })
  }

  useEffect(() => {
    if (!answering) return
    const contactId = answering.contactId && contactIds.includes(answering.contactId) ? answering.contactId : null
    change(inReply(draft, { ...answering, contactId }))
    onAnswering?.()
    toText()
  })

  const save = async () => {
    const missing = lacking(draft)
    setLack(missing)
    setFault(undefined)
    if (missing || saving || draft.kind === 'order') {
      if (missing === 'text') toText()
      return
    }
    setSaving(true)
    const parcel = parcelOf(draft, files.files, { userId, customerId, now: new Date().toISOString() })
    try {
      const done = await sendOrKeep(parcel)
      if (done === 'sent') toast({ text: words.recorded, tone: 'good', undo: isEvent(draft.kind) ? () => takeBack(draft) : undefined })
      else toast({ text: words.keptHere })
      setDraft(emptyDraft({ kind: draft.kind, direction: draft.direction, contactId: draft.contactId, dueOn: tomorrow }))
      files.clear()
      onSaved?.()
      toText()
    } catch (error) {
      setFault(error)
    } finally {
      setSaving(false)
      tellScreens(customerId)
    }
  }

  const takeBack = async (written: Draft) => {
    await call('DELETE /customers/:id/interactions/:partId', { params: { id: customerId, partId: written.id } }).then(
      () => setDraft({ ...written, id: newId(), promise: written.promise && { ...written.promise, id: newId() } }),
      setFault,
    )
    tellScreens(customerId)
  }

  const refused = fault === undefined ? {} : (refusalOf(fault).fields ?? {})
  const faults = Object.fromEntries(Object.entries(refused).map(([name, code]) => [fieldOf[name] ?? name, faultWords[code]]))
  if (lack === 'text' || lack === 'promise.text') faults[lack] = faultWords.required

  return { draft, change, files, lack, fault, faults, saving, save, tomorrow }
}

/** Screens that show what was just written ask again, without waiting for the live stream to say so. */
function tellScreens(customerId: string) {
  void refreshFile(customerId)
  void refresh('GET /my-day', 'GET /voices')
}

/** The fields of the calls, as the form names them. */
const fieldOf: Record<string, string> = { body: 'text', comment: 'text', 'promise.text': 'promise.text' }
