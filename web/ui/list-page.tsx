import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import './list-page.css'
import { useTitle } from './page.tsx'

type Props = {
  title: string
  actions?: ReactNode
  /** What narrows the list. */
  tools: ReactNode
  /** The look beside the list, while it is open; Esc in the list closes it. */
  peek?: ReactNode
  onClosePeek?: () => void
  /** Hears what is pressed anywhere on the page, before anything else does. */
  onClickCapture?: (event: MouseEvent) => void
  children: ReactNode
}

/** A page that is a list from edge to edge. */
export function ListPage({ title, actions, tools, peek, onClosePeek, onClickCapture, children }: Props) {
  useTitle(title)
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !peek || (event.target as Element).role !== 'grid') return
    event.stopPropagation()
    onClosePeek?.()
  }
  return (
    <div className="fill list-page" onKeyDownCapture={leave} onClickCapture={onClickCapture}>
      <header className="list-page-head">
        <div className="row wrap">
          <h1>{title}</h1>
          <div className="row push">{actions}</div>
        </div>
        <div className="list-page-tools">{tools}</div>
      </header>
      <div className="list-page-body">{children}</div>
      {peek}
    </div>
  )
}
