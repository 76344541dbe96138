import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'react-aria-components/Button'
import { useMay } from '../api/session.ts'
import { Icon } from '../ui/icon.tsx'
import { Logo } from '../ui/logo.tsx'
import { Menu } from '../ui/menu.tsx'
import { useWords } from '../words.tsx'
import { useNavigation } from './use-navigation.ts'

/** The places of Kesher: a rail at the start side, a bar under the thumb on a phone. */
export function Rail({ onRecord }: { onRecord: () => void }) {
  const words = useWords('shell')
  const { appName, more } = useWords('common')
  const navigate = useNavigate()
  const navigation = useNavigation()
  const mayRecord = useMay('record')
  const others = navigation
    .filter(({ thumb }) => !thumb)
    .map(({ name, to, icon }) => ({ id: name, label: words.places[name], icon, run: () => void navigate({ to }) }))
  return (
    <nav className="rail" aria-label={words.mainNavigation}>
      <Link to="/" className="rail-logo" aria-label={appName}>
        <Logo />
      </Link>
      {navigation.map(({ name, to, icon, thumb, end }) => (
        <Link
          key={to}
          to={to}
          className={`rail-place ${thumb ? '' : 'only-wide'} ${end ? 'at-end' : ''}`}
          activeOptions={{ exact: to === '/', includeSearch: false }}
        >
          <Icon name={icon} size={20} />
          <span>{words.places[name]}</span>
        </Link>
      ))}
      {mayRecord && (
        <Button className="rail-place rail-record only-narrow" onPress={onRecord}>
          <Icon name="square-pen" size={20} />
          <span>{words.record}</span>
        </Button>
      )}
      <Menu
        label={more}
        placement="top end"
        entries={others}
        trigger={
          <Button className="rail-place only-narrow">
            <Icon name="ellipsis" size={20} />
            <span>{more}</span>
          </Button>
        }
      />
    </nav>
  )
}
