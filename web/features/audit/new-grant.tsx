import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { ask, refresh } from '../../api/query.ts'
import { Tag } from '../../ui/chip.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Form } from '../../ui/form.tsx'
import { usePlace } from '../../ui/place.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words.tsx'
import { findCustomer } from './find-customer.ts'

type File = { id: string; name: string }
const any = 'any'

/** Files chosen one by one, and all that fit a filter; until the end of a day, for a reason. */
export function NewGrant({ userId, onDone }: { userId: string; onDone: () => void }) {
  const words = useWords('audit')
  const { today, timeZone } = usePlace()
  const id = useRef(newId())
  const [files, setFiles] = useState<readonly File[]>([])
  const [teamId, setTeamId] = useState(any)
  const [tag, setTag] = useState(any)
  const [day, setDay] = useState<string | null>(null)
  const { data: teams = [] } = useQuery(ask('GET /teams'))
  const { data: tags = [] } = useQuery(ask('GET /tags'))
  const anything = { id: any, label: words.any }
  return (
    <Form
      className="card padded"
      label={words.newGrant}
      onCancel={onDone}
      onSave={async ({ reason = '', city = '' }) => {
        const filter = { ...(teamId !== any && { teamId }), ...(tag !== any && { tag }), ...(city.trim() && { city: city.trim() }) }
        await call('POST /users/:id/grants', {
          params: { id: userId },
          body: {
            id: id.current,
            until: endOf(day ?? today, timeZone),
            reason,
            fileIds: files.map((file) => file.id),
            filter: Object.keys(filter).length > 0 ? filter : null,
          },
        })
        await refresh('GET /users/:id/grants')
        onDone()
      }}
    >
      <div className="column">
        <ComboBox
          key={files.length}
          name="fileIds"
          label={words.grantFiles}
          placeholder={words.findFile}
          icon="search"
          find={findCustomer}
          onChange={(fileId, option) => {
            if (fileId && option && !files.some((file) => file.id === fileId)) setFiles([...files, { id: fileId, name: option.label }])
          }}
        />
        {files.length > 0 && (
          <div className="row wrap">
            {files.map((file) => (
              <Tag key={file.id} onRemove={() => setFiles(files.filter((one) => one !== file))}>
                {file.name}
              </Tag>
            ))}
          </div>
        )}
        <p className="muted small">{words.orFilter}</p>
        <div className="form-fields">
          <Select
            label={words.grantTeam}
            value={teamId}
            onChange={setTeamId}
            options={[anything, ...teams.map((team) => ({ id: team.id, label: team.name }))]}
          />
          <Select label={words.grantTag} value={tag} onChange={setTag} options={[anything, ...tags.map((one) => ({ id: one.tag, label: one.tag }))]} />
          <TextField name="city" label={words.grantCity} maxLength={100} />
          <DateField name="until" label={words.until} day={day} onDay={setDay} from={today} isRequired />
          <TextField name="reason" label={words.reason} isRequired maxLength={300} />
        </div>
      </div>
    </Form>
  )
}

/** The moment the day after begins, where the company is. */
function endOf(day: string, timeZone: string) {
  const noon = Date.parse(`${day}T12:00:00Z`) + 86_400_000
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', day: '2-digit', hourCycle: 'h23' }).formatToParts(noon)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const ahead = part('hour') * 60 + part('minute') - 720 + (part('day') === new Date(noon).getUTCDate() ? 0 : 1440)
  return new Date(noon - (720 + ahead) * 60_000).toISOString()
}
