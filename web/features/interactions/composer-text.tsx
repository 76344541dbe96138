import { type ClipboardEvent, type KeyboardEvent, type Ref, useId, useState } from 'react'
import { TextArea } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import { type Kind, kindsTyped } from './kinds.ts'
import { SlashKinds, useKindNames } from './slash-kinds.tsx'

type Props = {
  kind: Kind
  text: string
  onText: (text: string) => void
  /** A kind was chosen by typing a slash and its name. */
  onKind: (kind: Kind) => void
  onPaste: (event: ClipboardEvent) => void
  textRef: Ref<HTMLTextAreaElement>
  autoFocus: boolean | undefined
}

/** The text of an entry. A slash at its beginning offers kinds, which the keys of the text choose among. */
export function ComposerText({ kind, text, onText, onKind, onPaste, textRef, autoFocus }: Props) {
  const words = useWords('interactions')
  const id = useId()
  const [place, setPlace] = useState(0)
  const offered = kindsTyped(text, useKindNames())
  const chosen = Math.min(place, offered.length - 1)
  const asks = kind === 'note' || kind === 'wish' || kind === 'complaint' || kind === 'promise' || kind === 'score' ? words.ask[kind] : words.ask.event

  const choose = (event: KeyboardEvent) => {
    if (offered.length === 0) return
    if (event.code === 'ArrowDown' || event.code === 'ArrowUp') {
      event.preventDefault()
      setPlace((place + (event.code === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    } else if ((event.code === 'Enter' || event.code === 'Tab') && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      onKind(offered[chosen]!)
    } else if (event.code === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onText('')
    }
  }

  return (
    <div className="composer-text">
      <TextArea
        bare
        name="text"
        label={asks}
        placeholder={asks}
        rows={kind === 'score' ? 2 : 3}
        inputRef={textRef}
        autoFocus={autoFocus}
        value={text}
        onChange={(next) => {
          setPlace(0)
          onText(next)
        }}
        onKeyDown={(event) => {
          choose(event)
          event.continuePropagation()
        }}
        onPaste={onPaste}
        aria-controls={offered.length > 0 ? id : undefined}
        aria-activedescendant={offered.length > 0 ? `${id}-${offered[chosen]}` : undefined}
      />
      {offered.length > 0 && <SlashKinds id={id} offered={offered} chosen={chosen} onChoose={onKind} />}
    </div>
  )
}
