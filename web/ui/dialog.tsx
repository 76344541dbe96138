import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useWords } from '../words.tsx'
import { IconButton } from './button.tsx'

type Props = {
  title: string
  onClose: () => void
  size?: 'small' | 'large'
  children: ReactNode /** Beside the title. */
  actions?: ReactNode
  open?: boolean
  urgent?: boolean
}

/** A question or a form above the page. Esc and a press outside close it, unless it is urgent. */
export function Dialog({ title, onClose, size, children, actions, open = true, urgent }: Props) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={open}
      isDismissable={!urgent}
      onOpenChange={(still) => {
        if (!still) onClose()
      }}
    >
      <Modal className={`modal ${size ?? ''}`}>
        <Inside title={title} actions={actions} onClose={onClose} role={urgent ? 'alertdialog' : 'dialog'}>
          {children}
        </Inside>
      </Modal>
    </ModalOverlay>
  )
}

/** A panel at the end side that leaves the page in sight; from below on a phone. */
export function Sheet({ title, onClose, size, children, actions, open = true }: Omit<Props, 'urgent' | 'size'> & { size?: 'large' }) {
  return (
    <ModalOverlay
      className="sheet-scrim"
      isOpen={open}
      isDismissable
      onOpenChange={(still) => {
        if (!still) onClose()
      }}
    >
      <Modal className={`sheet ${size ?? ''}`}>
        <Inside title={title} actions={actions} onClose={onClose} role="dialog">
          {children}
        </Inside>
      </Modal>
    </ModalOverlay>
  )
}

function Inside({ title, actions, onClose, role, children }: Pick<Props, 'title' | 'actions' | 'onClose' | 'children'> & { role: 'dialog' | 'alertdialog' }) {
  const words = useWords('common')
  return (
    <AriaDialog className="dialog" role={role}>
      <div className="dialog-head">
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        {actions}
        <IconButton icon="x" label={words.close} keys="esc" onPress={onClose} />
      </div>
      <div className="dialog-body">{children}</div>
    </AriaDialog>
  )
}
