import { Link } from '@tanstack/react-router'
import { Button } from 'react-aria-components/Button'
import { Icon } from '../ui/icon.tsx'
import { Logo } from '../ui/logo.tsx'
import { useWords } from '../words.tsx'
import { navigation } from './navigation.ts'

/** The places of Kesher: a rail at the start side, a bar under the thumb on a phone. */
export function Rail({ onRecord }: { onRecord: () => void }) {
  const words = useWords('shell')
  const { appName } = useWords('common')
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
      <Button className="rail-place rail-record only-narrow" onPress={onRecord}>
        <Icon name="square-pen" size={20} />
        <span>{words.record}</span>
      </Button>
    </nav>
  )
}
