import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/query.ts'
import { numberText } from '../../ui/formats.ts'
import { Peek } from '../../ui/peek.tsx'
import { useLocale } from '../../ui/place.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Money, Name, When, Written } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

/** One order with its lines, beside the file. */
export default function OrderPeek({ customerId, orderId, onClose }: { customerId: string; orderId: string; onClose(): void }) {
  const words = useWords('orders')
  const locale = useLocale()
  const { data: order, error } = useQuery(ask('GET /customers/:id/orders/:partId', { params: { id: customerId, partId: orderId } }))
  const title = order ? (order.kind === 'return' ? words.returnOf(order.number) : words.numberOf(order.number)) : words.kind.order
  return (
    <Peek title={title} onClose={onClose}>
      {error ? (
        <ProblemText of={error} />
      ) : !order ? (
        <Skeleton lines={6} />
      ) : (
        <div className="column">
          <p className="muted">
            <When at={order.orderedAt} style="moment" />
            {order.takenBy && (
              <>
                {' '}
                · <Name>{order.takenBy.name}</Name>
              </>
            )}
          </p>
          {order.note && <p dir="auto">{order.note}</p>}
          <table className="table">
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
              {order.lines.map((line) => (
                <tr key={line.id}>
                  <td>
                    <Written>{line.description ?? line.product.name}</Written>
                    <div className="faint small">
                      <bdi dir="ltr">{line.product.sku}</bdi> · <Money minor={line.unitPriceMinor} currency={order.currency} />
                    </div>
                  </td>
                  <td className="number">
                    <bdi>{numberText(locale, line.quantity)}</bdi>
                  </td>
                  <td className="number">
                    <Money minor={line.amountMinor} currency={order.currency} />
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
                    <Money minor={order.amountMinor} currency={order.currency} />
                  </strong>
                </td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </Peek>
  )
}
