import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** A one-time link, to copy and hand over. */
export function AccessLink({ name, link, expiresAt }: { name: string; link: string; expiresAt: string }) {
  const words = useWords('settings')
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    toast({ text: words.copied, tone: 'good' })
  }
  return (
    <div className="column">
      <Notice tone="good">{words.inviteLinkText(name)}</Notice>
      <div className="link-box">
        <TextField label={words.inviteLink} value={link} isReadOnly ltr />
        <Button look="filled" icon="copy" autoFocus onPress={copy}>
          {words.copy}
        </Button>
      </div>
      <p className="faint small">
        {words.validUntil} <When at={expiresAt} style="moment" />
      </p>
    </div>
  )
}
