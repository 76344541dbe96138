/** What stands around every page of insight. */
import '../features/insight/pages.css'
import { Link, Outlet } from '@tanstack/react-router'
import { useSeesWhole } from '../api/session.ts'
import { useCurrentInSight } from '../ui/current-in-sight.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words.tsx'

const sections = [
  ['changes', '/insight/changes', 'activity'],
  ['churn', '/insight/churn', 'chart-line'],
  ['segments', '/insight/segments', 'users'],
  ['baskets', '/insight/baskets', 'shopping-cart'],
  ['value', '/insight/value', 'gauge'],
  ['demand', '/insight/demand', 'clock'],
  ['chain', '/insight/chain', 'link'],
  ['backTest', '/insight/back-test', 'check-check'],
] as const satisfies readonly (readonly [string, string, IconName])[]

/** What is told of the files somebody sees, however many they are. */
const ofSome: ReadonlySet<string> = new Set(['changes', 'segments', 'value'])

export default function Insight() {
  const words = useWords('findings')
  const whole = useSeesWhole()
  const links = useCurrentInSight()
  return (
    <Page title={words.title}>
      <nav ref={links} className="insight-sections" aria-label={words.title}>
        {sections
          .filter(([name]) => whole || ofSome.has(name))
          .map(([name, to, icon]) => (
            <Link key={to} to={to} className="item">
              <Icon name={icon} />
              {words.sections[name]}
            </Link>
          ))}
      </nav>
      <Outlet />
    </Page>
  )
}
