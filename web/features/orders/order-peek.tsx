import { useQuery } from '@tanstack/react-query'
import type { Order } from '../../../contract/orders.ts'
import { ask } from '../../api/query.ts'
import { IconButton } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { Peek } from '../../ui/peek.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Count, Money, Name, When, Written } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'
import { KindChip } from './order-list.tsx'

type Props = { customerId: string; orderId: string; onClose(): void; onStep(by: 1 | -1): void }

/** One order with its lines, beside the list. */
export function OrderPeek({ customerId, orderId, onClose, onStep }: Props) {
  const words = useWords('orders')
  const common = useWords('common')
  const { data: order, error } = useQuery(ask('GET /customers/:id/orders/:partId', { params: { id: customerId, partId: orderId } }))
  const steps = (
    <>
      <IconButton small icon="chevron-up" label={common.back} keys="k" onPress={() => onStep(-1)} />
      <IconButton small icon="chevron-down" label={common.next} keys="j" onPress={() => onStep(1)} />
    </>
  )
  const title = order ? order.kind === 'return' ? words.returnOf(order.number) : words.numberOf(order.number) : <Skeleton width={140} height={16} />
  return (
    <Peek title={title} onClose={onClose} actions={steps}>
      {error ? <ProblemText of={error} /> : order ? <OrderDetails order={order} /> : <Skeleton lines={6} />}
    </Peek>
  )
}

function OrderDetails({ order }: { order: Order }) {
  const words = useWords('orders')
  return (
    <div className="column">
      <ButtonLink look="filled" icon="id-card" to="/customers/$id" params={{ id: order.customer.id }}>
        {words.openFile}
      </ButtonLink>
      <dl className="facts">
        <dt>{words.customer}</dt>
        <dd>
          <Name>{order.customer.name}</Name>
        </dd>
        <dt>{words.kindLabel}</dt>
        <dd>
          <KindChip kind={order.kind} />
        </dd>
        <dt>{words.orderedAt}</dt>
        <dd>
          <When at={order.orderedAt} style="moment" />
        </dd>
        {order.takenBy && (
          <>
            <dt>{words.takenBy}</dt>
            <dd>
              <Name>{order.takenBy.name}</Name>
            </dd>
          </>
        )}
        {order.note && (
          <>
            <dt>{words.note}</dt>
            <dd>
              <Written>{order.note}</Written>
            </dd>
          </>
        )}
      </dl>
      <table className="table">
        <caption className="hidden-text">{words.lines}</caption>
        <thead>
          <tr>
            <th>{words.product}</th>
            <th className="number">{words.quantity}</th>
            <th className="number">{words.price}</th>
            <th className="number">{words.amount}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td>
                <Written>{line.description ?? line.product.name}</Written>{' '}
                <bdi dir="ltr" className="faint small">
                  {line.product.sku}
                </bdi>
              </td>
              <td className="number">
                <Count value={line.quantity} />
              </td>
              <td className="number">
                <Money minor={line.unitPriceMinor} currency={order.currency} />
              </td>
              <td className="number">
                <Money minor={line.amountMinor} currency={order.currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {words.total}
            </th>
            <td className="number">
              <strong>
                <Money minor={order.amountMinor} currency={order.currency} />
              </strong>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
