import { useMay } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { useWords } from '../../words.tsx'
import { LoadDemo } from './load-demo.tsx'

/** A company without customers: the three ways to begin. */
export function NoCustomers({ mayLoadDemo, onNew }: { mayLoadDemo: boolean; onNew(): void }) {
  const words = useWords('customers')
  const [mayImport, mayEdit] = [useMay('import'), useMay('edit')]
  if (!mayEdit) return <Empty icon="users">{words.noneGiven}</Empty>
  return (
    <Empty
      icon="users"
      action={
        <div className="no-customers row wrap">
          {mayImport && (
            <ButtonLink look="soft" icon="file-up" to="/import">
              {words.importFile}
            </ButtonLink>
          )}
          {mayLoadDemo && <LoadDemo />}
          <Button icon="plus" onPress={onNew}>
            {words.newCustomer}
          </Button>
        </div>
      }
    >
      <strong>{words.emptyTitle}</strong>
      <br />
      {words.emptyText}
    </Empty>
  )
}

/** Customers there are, but none that the filter finds. */
export function NoneFound({ onClear }: { onClear(): void }) {
  const words = useWords('customers')
  return (
    <Empty icon="search" action={<Button onPress={onClear}>{words.clearFilters}</Button>}>
      {words.noneFound}
    </Empty>
  )
}
