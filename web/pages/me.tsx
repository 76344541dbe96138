import { MyDetails } from '../features/people/my-details.tsx'
import { MyPassword } from '../features/people/my-password.tsx'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words.tsx'

export default function Me() {
  const words = useWords('people')
  return (
    <Page title={words.me} width="text">
      <div className="column">
        <MyDetails />
        <MyPassword />
      </div>
    </Page>
  )
}
