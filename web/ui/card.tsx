import type { ReactNode } from 'react'

/** A white ground for things that belong together; with a title it has a head, and actions at its end. */
export function Card({ title, actions, className = '', children }: { title?: ReactNode; actions?: ReactNode; className?: string; children: ReactNode }) {
  if (!title) return <div className={`card padded ${className}`}>{children}</div>
  return (
    <section className={`card ${className}`}>
      <div className="card-head">
        <h2>{title}</h2>
        {actions}
      </div>
      <div className="card-body">{children}</div>
    </section>
  )
}
