/** The company's own fields of an order, edited where they stand by whoever may take orders. */
import type { Order } from '../../../contract/orders.ts'
import { call } from '../../api/client.ts'
import { useFields, useNames } from '../../api/fields.ts'
import { refresh, remember } from '../../api/query.ts'
import { useMay } from '../../api/session.ts'
import { ReadOnly } from '../../ui/read-only.tsx'
import { CustomDetail, type Holder } from './custom-detail.tsx'

export default function OrderFields({ order }: { order: Order }) {
  const fields = useFields('order')
  const names = useNames(fields)
  const mayOrder = useMay('order')
  const params = { id: order.customer.id, partId: order.id }
  const holder: Holder = {
    custom: order.custom,
    write: async (custom, saw) => {
      try {
        remember(
          'GET /customers/:id/orders/:partId',
          { params },
          await call('PATCH /customers/:id/orders/:partId', { params, body: { custom, seen: { custom: saw } } }),
        )
      } catch (error) {
        void refresh('GET /customers/:id/orders/:partId')
        throw error
      }
    },
  }
  if (fields.length === 0) return null
  return (
    <ReadOnly when={!mayOrder}>
      <dl className="facts">
        {fields.map((field) => (
          <CustomDetail key={field.id} holder={holder} field={field} names={names} />
        ))}
      </dl>
    </ReadOnly>
  )
}
