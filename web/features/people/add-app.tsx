import { useQuery } from '@tanstack/react-query'
import { generate } from 'lean-qr'
import { call } from '../../api/client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Code } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { CodeField } from './code-field.tsx'

/** An authenticator app reads the square, and shows that it did. */
export default function AddApp({ onClose, onDone }: { onClose: () => void; onDone: (recoveryCodes: readonly string[] | null) => Promise<void> }) {
  const words = useWords('security')
  const { data: begun, error } = useQuery({
    queryKey: ['an app begun'],
    queryFn: () => call('POST /me/totp'),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return (
    <Dialog title={words.app} onClose={onClose}>
      {error && <ProblemText of={error} />}
      {!begun && !error && <Skeleton lines={6} />}
      {begun && (
        <Form
          save={words.turnOn}
          onCancel={onClose}
          onSave={async ({ code = '' }) => onDone((await call('PUT /me/totp', { body: { ticket: begun.ticket, code } })).recoveryCodes)}
        >
          <p>{words.scan}</p>
          <Square text={begun.uri} label={words.qr} />
          <p className="faint small">
            {words.byHand}: <Code>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
          </p>
          <CodeField label={words.codeShown} />
        </Form>
      )}
    </Dialog>
  )
}

/** A QR code, drawn here: what it says goes to nobody else. */
function Square({ text, label }: { text: string; label: string }) {
  const square = generate(text)
  let path = ''
  for (let y = 0; y < square.size; y++) for (let x = 0; x < square.size; x++) if (square.get(x, y)) path += `M${x} ${y}h1v1h-1z`
  return (
    <svg className="qr" viewBox={`0 0 ${square.size} ${square.size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="currentColor" />
    </svg>
  )
}
