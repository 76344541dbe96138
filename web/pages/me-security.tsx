import { useSession } from '../api/session.ts'
import { MyFactors } from '../features/people/my-factors.tsx'
import { MyKeys } from '../features/people/my-keys.tsx'
import { MySessions } from '../features/people/my-sessions.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words.tsx'

/** How I come in, where I am in, and who acts for me. */
export default function MySecurity() {
  const words = useWords('security')
  const { user } = useSession()
  return (
    <Page title={words.title} width="text">
      <div className="column">
        {user.lacksFactor && <Notice tone="warn">{words.factorFirst}</Notice>}
        <MyFactors />
        <MySessions />
        {!user.lacksFactor && <MyKeys />}
      </div>
    </Page>
  )
}
