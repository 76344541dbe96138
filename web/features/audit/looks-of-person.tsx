import type { User } from '../../../contract/people.ts'
import { Sheet } from '../../ui/dialog.tsx'
import { useWords } from '../../words.tsx'
import { LooksOfPerson } from './look-list.tsx'

export default function LooksOfPersonSheet({ user, onClose }: { user: Pick<User, 'id' | 'name'>; onClose: () => void }) {
  const words = useWords('audit')
  return (
    <Sheet size="large" title={words.lookedAtBy(`⁨${user.name}⁩`)} onClose={onClose}>
      <LooksOfPerson userId={user.id} />
    </Sheet>
  )
}
