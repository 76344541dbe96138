import { useState } from 'react'
import type { CustomField } from '../../../contract/custom-fields.ts'
import { useShapes } from '../../api/fields.ts'
import { AnyFields, type Filled } from '../../ui/any-fields.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { useWords } from '../../words.tsx'
import { saveDetails } from './file-query.ts'

type Props = { customerId: string; fields: readonly CustomField[]; onClose(): void }

/** All that is missing in one form; what cannot be known today may wait. */
export default function FillMissing({ customerId, fields, onClose }: Props) {
  const words = useWords('custom')
  const [asked] = useState(fields)
  const shapes = useShapes(asked)
  const [filled, setFilled] = useState<Filled>({})
  const save = async () => {
    if (Object.keys(filled).length > 0)
      await saveDetails(customerId, { custom: filled }, { custom: Object.fromEntries(Object.keys(filled).map((key) => [key, null])) })
    onClose()
  }
  return (
    <Dialog title={words.fillTitle} onClose={onClose}>
      <Form onSave={save} onCancel={onClose}>
        <div className="form-fields">
          <AnyFields fields={shapes} filled={filled} onFill={setFilled} none={words.none} autoFocus />
        </div>
      </Form>
    </Dialog>
  )
}
