import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import '../features/custom/custom.css'
import { FieldList } from '../features/custom/field-list.tsx'
import { RemovedFields } from '../features/custom/removed-fields.tsx'
import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function SettingsFields() {
  return useIsAdministrator() ? <Fields /> : null
}

function Fields() {
  const words = useWords('fields')
  const { data: fields, error } = useQuery(ask('GET /custom-fields'))
  const { data: removed = [] } = useQuery(ask('GET /custom-fields/removed'))
  if (error && !fields) throw error
  return (
    <>
      <Card title={words.title}>
        <p className="muted small">{words.hint}</p>
        {fields ? <FieldList fields={fields} /> : <Skeleton lines={6} />}
      </Card>
      {removed.length > 0 && <RemovedFields fields={removed} />}
    </>
  )
}
