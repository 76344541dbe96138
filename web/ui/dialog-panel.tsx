import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useWords } from '../words.tsx'
import { IconButton } from './button.tsx'
import type { DialogProps } from './dialog.tsx'

const frames = {
  middle: { scrim: 'scrim', frame: 'modal' },
  side: { scrim: 'sheet-scrim', frame: 'sheet' },
} as const

/** A modal panel, in the middle or at the end side. */
export default function DialogPanel({ title, onClose, size, children, actions, open = true, urgent, at }: DialogProps & { at: keyof typeof frames }) {
  const words = useWords('common')
  const { scrim, frame } = frames[at]
  return (
    <ModalOverlay
      className={scrim}
      isOpen={open}
      isDismissable={!urgent}
      onOpenChange={(still) => {
        if (!still) onClose()
      }}
    >
      <Modal className={`${frame} ${size ?? ''}`}>
        <Dialog className="dialog" role={urgent ? 'alertdialog' : 'dialog'}>
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {actions}
            <IconButton icon="x" label={words.close} keys="esc" onPress={onClose} />
          </div>
          <div className="dialog-body">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
