import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { DropZone, type DropZoneProps } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { refresh, remember } from '../../api/query.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { useReason } from './reason.ts'

type Dropped = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]

/** Where an import begins: a file is chosen or dropped, handed over, and its mapping opens. */
export default function FileDrop() {
  const words = useWords('exchange')
  const reason = useReason()
  const navigate = useNavigate()
  const [sending, setSending] = useState<string>()
  const [fault, setFault] = useState<unknown>()

  const send = async (file: File | undefined) => {
    if (!file || sending) return
    setSending(file.name)
    setFault(undefined)
    try {
      const handed = await call('POST /imports', { query: { id: newId(), name: file.name }, body: file as never })
      remember('GET /imports/:id', { params: { id: handed.id } }, handed)
      refresh('GET /imports')
      await navigate({ to: '/import/$id', params: { id: handed.id } })
    } catch (error) {
      setFault(error)
    } finally {
      setSending(undefined)
    }
  }
  const firstFile = async ({ items }: Dropped) => {
    const item = items.find((one) => one.kind === 'file')
    await send(item && (await item.getFile()))
  }

  return (
    <div className="import-pick">
      <DropZone className="import-drop" onDrop={firstFile} isDisabled={sending !== undefined}>
        <Icon name="file-up" size={28} />
        <p className="muted">{words.intro}</p>
        {sending === undefined ? (
          <FileTrigger acceptedFileTypes={['.csv', '.tsv', '.txt', '.vcf', '.json', 'text/csv', 'text/vcard']} onSelect={(files) => send(files?.[0])}>
            <Button look="filled" icon="upload">
              {words.pick}
            </Button>
          </FileTrigger>
        ) : (
          <p className="row" role="status">
            <Spinner /> {words.uploading(sending)}
          </p>
        )}
        <span className="faint small">{words.drop}</span>
      </DropZone>
      {fault !== undefined && <Notice tone="bad">{reason(fault)}</Notice>}
    </div>
  )
}
