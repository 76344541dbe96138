/** What the company assumes of its customers: seen by whoever sees the page, changed by an administrator. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InsightAssumptions } from '../../../contract/insight.ts'
import { call } from '../../api/client.ts'
import { ask, remember } from '../../api/query.ts'
import { useIsAdministrator } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Form } from '../../ui/form.tsx'
import { numberText } from '../../ui/formats.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { useLocale } from '../../ui/place.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

const percent = { style: 'percent', maximumFractionDigits: 1 } as const
const fields = [
  { name: 'years', minValue: 1, maxValue: 50 },
  { name: 'profitShare', minValue: 0, maxValue: 1, step: 0.01, formatOptions: percent },
  { name: 'discount', minValue: 0.001, maxValue: 1, step: 0.01, formatOptions: percent },
  { name: 'advocateReach', minValue: 0, maxValue: 1_000 },
  { name: 'avengerReach', minValue: 0, maxValue: 1_000 },
] as const

export function Assumed() {
  const { assumed: words, change, segments } = useWords('findings')
  const locale = useLocale()
  const administrator = useIsAdministrator()
  const { data } = useQuery(ask('GET /insight/assumptions'))
  const [typed, setTyped] = useState<InsightAssumptions>()
  if (!data) return null
  const number = (value: number) => numberText(locale, value)
  const save = async () => {
    const body = Object.fromEntries(fields.filter(({ name }) => typed![name] !== data[name]).map(({ name }) => [name, typed![name]]))
    remember('GET /insight/assumptions', {}, await call('PATCH /insight/assumptions', { body }))
    setTyped(undefined)
    toast({ text: words.computing, tone: 'good' })
  }
  return (
    <div className="whole">
      <Card title={words.title}>
        {typed ? (
          <Form onSave={save} onCancel={() => setTyped(undefined)}>
            {fields.map((field) => (
              <NumberField
                key={field.name}
                {...field}
                label={words[field.name]}
                value={typed[field.name]}
                onChange={(value) => setTyped({ ...typed, [field.name]: value })}
              />
            ))}
          </Form>
        ) : (
          <div className="row">
            <p className="grow">
              {words.about(number(data.years), numberText(locale, data.profitShare, percent), numberText(locale, data.discount, percent))}{' '}
              {segments.reachNote(number(data.advocateReach), number(data.avengerReach))}
            </p>
            {administrator && (
              <Button small look="quiet" icon="pencil" onPress={() => setTyped(data)}>
                {change}
              </Button>
            )}
          </div>
        )}
      </Card>
    </div>
  )
}
