import { DateField } from '../../ui/date-field.tsx'
import { Form } from '../../ui/form.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'

type Props = { onSave: (closure: { day?: string; name?: string }) => Promise<unknown>; onClose: () => void }

export default function NewClosure({ onSave, onClose }: Props) {
  const words = useWords('settings')
  return (
    <Form
      onCancel={onClose}
      onSave={async (typed) => {
        await onSave(typed)
        onClose()
      }}
    >
      <div className="form-fields">
        <DateField name="day" label={words.closureDay} isRequired autoFocus />
        <TextField name="name" label={words.closureName} isRequired />
      </div>
    </Form>
  )
}
