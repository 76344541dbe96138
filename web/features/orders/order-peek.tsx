import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
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

type Props = {
  customerId: string
  orderId: string
  onClose(): void
  /** Beside a list of many customers' orders: on to the next of them, and the way to the customer's file. */
  onStep?(by: 1 | -1): void
  /** The company's own fields of the order, as the page shows them. */
  own(order: Order): ReactNode
}

/** One order with its lines, beside the list or the file it was found in. */
export default function OrderPeek({ customerId, orderId, onClose, onStep, own }: Props) {
  const words = useWords('orders')
  const common = useWords('common')
  const { data: order, error } = useQuery(ask('GET /customers/:id/orders/:partId', { params: { id: customerId, partId: orderId } }))
  const steps = onStep && (
    <>
      <IconButton small icon="chevron-up" label={common.back} keys="k" onPress={() => onStep(-1)} />
      <IconButton small icon="chevron-down" label={common.next} keys="j" onPress={() => onStep(1)} />
    </>
  )
  const title = order ? order.kind === 'return' ? words.returnOf(order.number) : words.numberOf(order.number) : <Skeleton width={140} height={16} />
  return (
    <Peek title={title} onClose={onClose} actions={steps}>
      {error ? (
        <ProblemText of={error} />
      ) : order ? (
        <div className="column">
          {onStep && (
            <ButtonLink look="filled" icon="id-card" to="/customers/$id" params={{ id: customerId }}>
              {words.openFile}
            </ButtonLink>
          )}
          <Head order={order} ofCustomer={onStep !== undefined} />
          {own(order)}
          <Lines order={order} />
        </div>
      ) : (
        <Skeleton lines={6} />
      )}
    </Peek>
  )
}

function Head({ order, ofCustomer }: { order: Order; ofCustomer: boolean }) {
  const words = useWords('orders')
  return (
    <dl className="facts">
      {ofCustomer && (
        <>
          <dt>{words.customer}</dt>
          <dd>
            <Name>{order.customer.name}</Name>
          </dd>
        </>
      )}
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
  )
}

function Lines({ order: { lines, amountMinor, currency } }: { order: Order }) {
  const words = useWords('orders')
  return (
    <table className="table">
      <caption className="hidden-text">{words.lines}</caption>
      <thead>
        <tr>
          <th scope="col">{words.product}</th>
          <th scope="col" className="number">
            {words.quantity}
          </th>
          <th scope="col" className="number">
            {words.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              <Written>{line.description ?? line.product.name}</Written>
              <div className="faint small">
                <bdi dir="ltr">{line.product.sku}</bdi> · <Money minor={line.unitPriceMinor} currency={currency} />
              </div>
            </td>
            <td className="number">
              <Count value={line.quantity} />
            </td>
            <td className="number">
              <Money minor={line.amountMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {words.total}
          </th>
          <td className="number">
            <strong>
              <Money minor={amountMinor} currency={currency} />
            </strong>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
