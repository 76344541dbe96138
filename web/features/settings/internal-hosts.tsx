import type { InternalHosts as Allowed } from '../../../contract/settings.ts'
import { call } from '../../api/client.ts'
import { remember } from '../../api/query.ts'
import { Form } from '../../ui/form.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

/** Hosts inside the company's own network that Kesher may call, one a line. */
export function InternalHosts({ hosts }: Allowed) {
  const words = useWords('settings')
  const save = async (lines = '') => {
    const body = { hosts: lines.split(/\s+/).filter(Boolean) }
    remember('GET /company/internal-hosts', {}, await call('PUT /company/internal-hosts', { body }))
    toast({ text: words.saved, tone: 'good' })
  }
  return (
    <Form onSave={({ hosts: lines }) => save(lines)}>
      <p className="muted small">{words.internalHostsText}</p>
      <TextArea name="hosts" label={words.internalHostsLines} defaultValue={hosts.join('\n')} placeholder="sso.company.local" autoComplete="off" />
    </Form>
  )
}
