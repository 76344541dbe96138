import './settings.css'
import { Link } from '@tanstack/react-router'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { useWords } from '../../words.tsx'

/** What a new company may begin with. */
export function FirstSteps() {
  const words = useWords('welcome')
  return (
    <div className="first-steps">
      <Step to="/settings/people" icon="user-plus" title={words.empty} text={words.emptyText} />
    </div>
  )
}

function Step({ to, icon, title, text }: { to: string; icon: IconName; title: string; text: string }) {
  return (
    <Link to={to} className="card padded first-step">
      <Icon name={icon} size={24} />
      <strong>{title}</strong>
      <span className="muted small">{text}</span>
    </Link>
  )
}
