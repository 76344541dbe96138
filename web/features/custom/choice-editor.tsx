import type { FieldChoice } from '../../../contract/custom-fields.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'

/** The choices of a field, each in both languages. */
export function ChoiceEditor({ choices, onChange }: { choices: readonly FieldChoice[]; onChange(choices: FieldChoice[]): void }) {
  const words = useWords('fields')
  const change = (place: number, part: Partial<FieldChoice>) => onChange(choices.map((choice, at) => (at === place ? { ...choice, ...part } : choice)))
  return (
    <fieldset className="whole column">
      <legend className="label">{words.choices}</legend>
      {choices.map((choice, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new choice has nothing of its own yet but its place
        <div key={place} className="field-choices">
          <TextField label={words.choiceHe(place + 1)} isRequired maxLength={80} value={choice.he} onChange={(he) => change(place, { he })} />
          <TextField label={words.choiceEn(place + 1)} isRequired maxLength={80} value={choice.en} onChange={(en) => change(place, { en })} />
          <IconButton icon="x" label={words.removeChoice(place + 1)} onPress={() => onChange(choices.filter((_, at) => at !== place))} />
        </div>
      ))}
      <div>
        <Button small icon="plus" onPress={() => onChange([...choices, { key: '', he: '', en: '' }])}>
          {words.addChoice}
        </Button>
      </div>
    </fieldset>
  )
}
