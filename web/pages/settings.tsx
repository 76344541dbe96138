import '../features/settings/settings.css'
import { Link, Outlet } from '@tanstack/react-router'
import { useIsAdministrator } from '../api/session.ts'
import { useCurrentInSight } from '../ui/current-in-sight.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words.tsx'

const sections = [
  ['company', '/settings/company', 'building-2'],
  ['people', '/settings/people', 'users'],
  ['teams', '/settings/teams', 'users-round'],
  ['hours', '/settings/hours', 'clock'],
  ['fields', '/settings/fields', 'clipboard-list'],
  ['signIn', '/settings/sign-in', 'shield-check'],
  ['access', '/settings/access', 'lock'],
  ['audit', '/settings/audit', 'eye'],
  ['backup', '/settings/backup', 'hard-drive'],
  ['privacy', '/settings/privacy', 'trash-2'],
] as const satisfies readonly (readonly [string, string, IconName])[]

const onlyAdministrators: ReadonlySet<string> = new Set(['fields', 'access', 'audit', 'backup', 'privacy'])

export default function Settings() {
  const words = useWords('settings')
  const administrator = useIsAdministrator()
  const links = useCurrentInSight()
  return (
    <Page title={words.title}>
      <div className="settings">
        <nav ref={links} className="settings-sections" aria-label={words.title}>
          {sections
            .filter(([name]) => administrator || !onlyAdministrators.has(name))
            .map(([name, to, icon]) => (
              <Link key={to} to={to} className="item">
                <Icon name={icon} />
                {words.sections[name]}
              </Link>
            ))}
        </nav>
        <div className="column grow">
          {!administrator && <Notice>{words.onlyAdministrator}</Notice>}
          <Outlet />
        </div>
      </div>
    </Page>
  )
}
