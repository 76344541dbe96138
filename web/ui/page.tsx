import { type ReactNode, useEffect } from 'react'
import { useWords } from '../words.tsx'

type Props = {
  title: string /** Beside the title: a count, a state. */
  note?: ReactNode /** At the end side; one of them filled at most. */
  actions?: ReactNode
  width?: 'text' | 'wide' | 'full'
  className?: string
  children: ReactNode
}

/** A page with its heading, whose name also becomes the name of the tab. */
export function Page({ title, note, actions, width = 'wide', className = '', children }: Props) {
  useTitle(title)
  return (
    <div className={`page ${width} ${className}`}>
      <header className="page-head">
        <h1>{title}</h1>
        {note && <div className="muted small">{note}</div>}
        <div className="row push wrap">{actions}</div>
      </header>
      {children}
    </div>
  )
}

/** Names the tab. */
export function useTitle(title: string) {
  const { appName } = useWords('common')
  useEffect(() => {
    document.title = title === appName ? appName : `${title} · ${appName}`
  }, [title, appName])
}
