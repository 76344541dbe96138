import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words.tsx'

/** The codes, this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const words = useWords('security')
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    toast({ text: words.copied, tone: 'good' })
  }
  return (
    <div className="column">
      <Notice tone="warn">{words.recoveryCodesText}</Notice>
      <ul className="codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="form-end">
        <Button icon="copy" onPress={copy}>
          {words.copy}
        </Button>
        <Button look="filled" onPress={onKept} autoFocus>
          {words.kept}
        </Button>
      </div>
    </div>
  )
}
