import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useWords } from '../../words.tsx'
import { type Kind, kindIcons, kindName, kindsInSight, moreKinds } from './kinds.ts'

/** The kinds of entry as chips; the rare ones behind "more", until one of them is chosen. */
export function KindChoice({ kind, onKind }: { kind: Kind; onKind: (kind: Kind) => void }) {
  const words = useWords('interactions')
  const rare = (moreKinds as readonly Kind[]).includes(kind)
  const shown: readonly Kind[] = rare ? [...kindsInSight, kind] : kindsInSight
  return (
    <div className="kinds">
      <RadioGroup aria-label={words.kindLabel} className="kinds-group" orientation="horizontal" value={kind} onChange={(next) => onKind(next as Kind)}>
        {shown.map((one) => (
          <Radio key={one} value={one} className="kind" data-kind={one}>
            <Icon name={kindIcons[one]} size={15} />
            {kindName(words, one)}
          </Radio>
        ))}
      </RadioGroup>
      <Menu
        label={words.moreKinds}
        trigger={<IconButton small icon="ellipsis" label={words.moreKinds} />}
        entries={moreKinds.map((one) => ({ id: one, label: kindName(words, one), icon: kindIcons[one], run: () => onKind(one), chosen: one === kind }))}
      />
    </div>
  )
}
