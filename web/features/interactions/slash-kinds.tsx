import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words.tsx'
import { type Kind, kindIcons, kindName, kinds } from './kinds.ts'

/** The kinds a slash offers, under the text; the text keeps the focus and its keys move the choice. */
export function SlashKinds({ id, offered, chosen, onChoose }: { id: string; offered: readonly Kind[]; chosen: number; onChoose: (kind: Kind) => void }) {
  const words = useWords('interactions')
  return (
    <div className="slash-kinds listbox" role="listbox" id={id} aria-label={words.kindLabel}>
      {offered.map((kind, place) => (
        <div
          key={kind}
          id={`${id}-${kind}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === chosen}
          className="item"
          data-focused={place === chosen || undefined}
          onMouseDown={(event) => {
            event.preventDefault()
            onChoose(kind)
          }}
        >
          <Icon name={kindIcons[kind]} />
          {kindName(words, kind)}
        </div>
      ))}
    </div>
  )
}

export function useKindNames(): Record<Kind, string> {
  const words = useWords('interactions')
  return Object.fromEntries(kinds.map((kind) => [kind, kindName(words, kind)])) as Record<Kind, string>
}
