import { useMemo, useState } from 'react'
import type { Team } from '../../../contract/people.ts'
import type { Company } from '../../../contract/settings.ts'
import { call } from '../../api/client.ts'
import { refresh, remember } from '../../api/query.ts'
import { useIsAdministrator } from '../../api/session.ts'
import { CheckboxGroup, RadioGroup } from '../../ui/choice.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Form } from '../../ui/form.tsx'
import { useLocale } from '../../ui/place.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'
import { weekdays } from './weekdays.ts'

const currencies = ['ILS', 'USD', 'EUR', 'GBP', 'JOD', 'CHF', 'CAD', 'AUD', 'JPY']
const regions = ['IL', 'US', 'GB', 'FR', 'DE', 'IT', 'ES', 'NL', 'CH', 'CA', 'AU', 'JO', 'CY', 'GR']

export function CompanyForm({ company, teams }: { company: Company; teams: readonly Team[] }) {
  const words = useWords('settings')
  const people = useWords('people')
  const locale = useLocale()
  const disabled = !useIsAdministrator()
  const [draft, setDraft] = useState(company)
  const change = (part: Partial<Company>) => setDraft({ ...draft, ...part })
  const named = useMemo(() => choices(locale), [locale])
  return (
    <Form
      readOnly={disabled}
      onSave={async () => {
        const { defaultTeamId, ...rest } = draft
        remember('GET /company', {}, await call('PATCH /company', { body: { ...rest, ...(defaultTeamId ? { defaultTeamId } : {}) } }))
        await refresh('GET /session')
        toast({ text: words.saved, tone: 'good' })
      }}
    >
      <div className="form-fields">
        <TextField name="name" label={words.companyName} value={draft.name} onChange={(name) => change({ name })} isRequired isReadOnly={disabled} />
        <Select
          name="defaultTeamId"
          label={words.defaultTeam}
          hint={words.defaultTeamHint}
          isDisabled={disabled}
          value={draft.defaultTeamId}
          onChange={(defaultTeamId) => change({ defaultTeamId })}
          options={teams.map(({ id, name }) => ({ id, label: name }))}
        />
        <Select
          name="currency"
          label={words.currency}
          isDisabled={disabled}
          value={draft.currency}
          onChange={(currency) => change({ currency })}
          options={named.currencies(draft.currency)}
        />
        <ComboBox
          name="timeZone"
          label={words.timeZone}
          isDisabled={disabled}
          value={draft.timeZone}
          onChange={(timeZone) => timeZone && change({ timeZone })}
          options={named.zones}
        />
        <Select
          name="region"
          label={words.region}
          hint={words.regionHint}
          isDisabled={disabled}
          value={draft.region}
          onChange={(region) => change({ region })}
          options={named.regions(draft.region)}
        />
        <RadioGroup
          segmented
          name="language"
          label={words.companyLanguage}
          hint={words.companyLanguageHint}
          isDisabled={disabled}
          value={draft.language}
          onChange={(language) => change({ language })}
          options={[
            { id: 'he', label: people.hebrew },
            { id: 'en', label: people.english },
          ]}
        />
        <CheckboxGroup
          className="whole"
          orientation="horizontal"
          name="weekend"
          label={words.weekend}
          isDisabled={disabled}
          value={draft.weekend.map(String)}
          onChange={(days) => change({ weekend: days.map(Number).sort() })}
          options={weekdays.map((day) => ({ id: String(day), label: words.weekdays[`d${day}`] }))}
        />
      </div>
    </Form>
  )
}

/** Currencies, countries and time zones by the names the browser knows for them. */
function choices(locale: string) {
  const naming = (type: 'currency' | 'region') => new Intl.DisplayNames(locale, { type })
  const named = (type: 'currency' | 'region', ids: readonly string[]) => (present: string) =>
    [...new Set([present, ...ids])].map((id) => ({ id, label: naming(type).of(id) ?? id, hint: id }))
  return {
    currencies: named('currency', currencies),
    regions: named('region', regions),
    zones: Intl.supportedValuesOf('timeZone').map((id) => ({ id, label: id })),
  }
}
