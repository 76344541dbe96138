import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/query.ts'
import { useIsAdministrator } from '../api/session.ts'
import { Closures } from '../features/settings/closures.tsx'
import { HolidayTable } from '../features/settings/holiday-table.tsx'
import { WeekHours } from '../features/settings/week-hours.tsx'
import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { useWords } from '../words.tsx'

export default function SettingsHours() {
  const words = useWords('settings')
  const changeable = useIsAdministrator()
  const { data: hours, error } = useQuery(ask('GET /hours'))
  if (error) throw error
  if (!hours)
    return (
      <Card title={words.week}>
        <Skeleton lines={7} />
      </Card>
    )
  return (
    <>
      <Card title={words.week}>
        <WeekHours spans={hours.spans} changeable={changeable} />
      </Card>
      <Card title={words.closures}>
        <Closures closures={hours.closures} changeable={changeable} />
      </Card>
      <Card title={words.holidays}>
        <HolidayTable holidays={hours.holidays} changeable={changeable} />
      </Card>
    </>
  )
}
