/** The first page of the day: what I promised, whom I spoke with, what changed. */
import { useQuery } from '@tanstack/react-query'
import { comingFrom } from '../api/file.ts'
import { useIsAdministrator, useSession } from '../api/session.ts'
import { dayQuery } from '../features/my-day/day-query.ts'
import '../features/my-day/my-day.css'
import { ChangedCustomers, TodaysContacts } from '../features/my-day/news.tsx'
import { Promises } from '../features/my-day/promises.tsx'
import { useLive } from '../shell/live.ts'
import { Card } from '../ui/card.tsx'
import { later } from '../ui/later.tsx'
import { useTitle } from '../ui/page.tsx'
import { ProblemText } from '../ui/problem.tsx'
import { DayText } from '../ui/values.tsx'
import { Skeleton } from '../ui/waiting.tsx'
import { loadWords, useWords } from '../words.tsx'

const StandingAlerts = later(async () => {
  const [{ StandingAlerts }] = await Promise.all([import('../features/audit/alerts.tsx'), loadWords('audit')])
  return { default: StandingAlerts }
})

export default function MyDayPage() {
  const words = useWords('day')
  useTitle(words.title)
  const { company } = useSession()
  const administrator = useIsAdministrator()
  const { data: day, error } = useQuery(dayQuery)
  useLive()
  return (
    <div className="day-page" onClickCapture={comingFrom('day')}>
      <header className="row wrap">
        <h1>{words.title}</h1>
        <span className="muted">
          <DayText day={company.today} style="long" />
        </span>
      </header>
      {error && !day && <ProblemText of={error} />}
      <div className="day-columns">
        {day ? (
          <Promises promises={day.promises} />
        ) : (
          !error && (
            <Card title={words.promises}>
              <Skeleton lines={6} />
            </Card>
          )
        )}
        <div className="column">
          {administrator && <StandingAlerts />}
          {day ? (
            <>
              <TodaysContacts contacts={day.contacts} />
              <ChangedCustomers changed={day.changed} />
            </>
          ) : (
            !error && (
              <Card title={words.contacts}>
                <Skeleton lines={4} />
              </Card>
            )
          )}
        </div>
      </div>
    </div>
  )
}
