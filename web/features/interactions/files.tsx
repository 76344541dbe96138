/** Files on their way into an entry: by button, by paste, by drop. */
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { largestAttachment } from '../../../contract/attachments.ts'
import { newId } from '../../api/new-id.ts'
import type { EnclosedFile } from '../../api/parcels.ts'
import { useKept } from '../../kept.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words.tsx'

/** Files of drafts that are not on the screen now. A reload cannot keep them; their names it can. */
const held = new Map<string, EnclosedFile[]>()

/** The files chosen so far for one draft, and what a form needs to take more. A file too large is named and left out. */
export function useFiles(draft: string) {
  const words = useWords('interactions')
  const [files, setFiles] = useState(() => held.get(draft) ?? [])
  const [{ names }, keepNames] = useKept<{ names: string[] }>(`${draft}:files`, () => ({ names: [] }))
  const [lost, setLost] = useState(() => (held.has(draft) ? [] : names))
  const hold = (next: EnclosedFile[]) => {
    held.set(draft, next)
    setFiles(next)
    keepNames({ names: next.map(({ name }) => name) })
  }
  const [fault, setFault] = useState<string>()
  const [over, setOver] = useState(false)
  const add = (list: Iterable<File>) => {
    const given = [...list]
    const large = given.find(({ size }) => size > largestAttachment)
    setFault(large && words.tooLarge(large.name, largestAttachment / 2 ** 20))
    const fitting = given.filter(({ size }) => size <= largestAttachment)
    hold([...files, ...fitting.map((file) => ({ id: newId(), name: file.name, bytes: file }))])
  }
  const carries = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    files,
    fault,
    over,
    add,
    /** Names of files that were chosen before a reload. */
    lost,
    forgetLost: () => {
      setLost([])
      hold(files)
    },
    remove: (id: string) => hold(files.filter((file) => file.id !== id)),
    clear: () => {
      hold([])
      setLost([])
      setFault(undefined)
    },
    onPaste: (event: ClipboardEvent) => {
      if (event.clipboardData.files.length === 0) return
      event.preventDefault()
      add(event.clipboardData.files)
    },
    dropping: {
      onDragOver: (event: DragEvent) => {
        if (carries(event)) {
          event.preventDefault()
          setOver(true)
        }
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop: (event: DragEvent) => {
        if (!carries(event)) return
        event.preventDefault()
        setOver(false)
        add(event.dataTransfer.files)
      },
    },
  }
}

export function AttachButton({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const words = useWords('interactions')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles(event.target.files ?? [])
          event.target.value = ''
        }}
      />
      <IconButton icon="paperclip" label={words.attach} onPress={() => input.current?.click()} />
    </>
  )
}

export function FileList({ files, onRemove }: { files: readonly EnclosedFile[]; onRemove: (id: string) => void }) {
  const words = useWords('interactions')
  const { remove } = useWords('common')
  if (files.length === 0) return null
  return (
    <ul className="enclosed" aria-label={words.attachments}>
      {files.map(({ id, name }) => (
        <li key={id} className="chip">
          <Icon name="file" />
          <span dir="auto">{name}</span>
          <IconButton small icon="x" label={`${remove}: ⁨${name}⁩`} onPress={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  )
}

/** What went wrong with files: those a reload could not keep, and those too large to take. */
export function FileFaults({ files: { lost, forgetLost, fault } }: { files: ReturnType<typeof useFiles> }) {
  const words = useWords('interactions')
  const { close } = useWords('common')
  return (
    <>
      {lost.length > 0 && (
        <p className="lost-files small" role="status">
          <Icon name="circle-alert" />
          <span className="grow">{words.filesLost(lost.map((name) => `⁨${name}⁩`).join(', '))}</span>
          <IconButton small icon="x" label={close} onPress={forgetLost} />
        </p>
      )}
      {fault && (
        <p className="fault" role="alert">
          <Icon name="circle-alert" />
          {fault}
        </p>
      )}
    </>
  )
}
