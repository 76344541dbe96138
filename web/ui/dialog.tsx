import { type ReactNode, Suspense } from 'react'
import { soon } from './later.tsx'

export type DialogProps = {
  title: string
  onClose: () => void
  size?: 'small' | 'large'
  children: ReactNode
  /** Beside the title. */
  actions?: ReactNode
  open?: boolean
  /** Asks for an answer: a press beside it does not close it. */
  urgent?: boolean
}

const DialogPanel = soon(() => import('./dialog-panel.tsx'))

/** A question or a form above the page. Esc and a press outside close it, unless it is urgent. */
export function Dialog(props: DialogProps) {
  return (
    <Suspense fallback={null}>
      <DialogPanel {...props} at="middle" />
    </Suspense>
  )
}

/** A panel at the end side that leaves the page in sight; from below on a phone. */
export function Sheet(props: Omit<DialogProps, 'urgent' | 'size'> & { size?: 'large' }) {
  return (
    <Suspense fallback={null}>
      <DialogPanel {...props} at="side" />
    </Suspense>
  )
}
