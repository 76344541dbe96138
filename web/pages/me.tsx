import { MyDetails } from '../features/people/my-details.tsx'
import { MyPassword } from '../features/people/my-password.tsx'
import { ButtonLink } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words.tsx'

export default function Me() {
  const words = useWords('people')
  return (
    <Page
      title={words.me}
      width="text"
      actions={
        <ButtonLink to="/me/security" icon="shield-check">
          {words.security}
        </ButtonLink>
      }
    >
      <div className="column">
        <MyDetails />
        <MyPassword />
      </div>
    </Page>
  )
}
