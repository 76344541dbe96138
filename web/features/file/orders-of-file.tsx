import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { useIsHidden } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Money, Name, When } from '../../ui/values.tsx'
import { Skeleton } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

/** Every order and return of the customer, newest first. */
export function OrdersOfFile({ customerId, onOrder }: { customerId: string; onOrder(id: string): void }) {
  const words = useWords('orders')
  const file = useWords('file')
  const common = useWords('common')
  const hidden = useIsHidden()('amounts')
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['GET /customers/:id/orders', { params: { id: customerId } }],
    queryFn: ({ pageParam, signal }) => call('GET /customers/:id/orders', { params: { id: customerId }, query: { after: pageParam, limit: '50' } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const orders = data?.pages.flatMap(({ items }) => items) ?? []
  if (error && orders.length === 0) return <ProblemText of={error} />
  if (isPending) return <Skeleton lines={6} />
  if (orders.length === 0) return <Empty icon="shopping-cart">{file.noOrders}</Empty>
  return (
    <div className="file-orders">
      <table className="table card">
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.orderedAt}</th>
            <th scope="col">{words.takenBy}</th>
            {!hidden && (
              <th scope="col" className="number">
                {words.amount}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <td>
                <button type="button" className="link" onClick={() => onOrder(order.id)}>
                  <bdi dir="ltr">{order.number}</bdi>
                </button>{' '}
                {order.kind === 'return' && <Chip tone="bad">{words.kind.return}</Chip>}
              </td>
              <td>
                <When at={order.orderedAt} style="moment" />
              </td>
              <td>{order.takenBy && <Name>{order.takenBy.name}</Name>}</td>
              {!hidden && (
                <td className="number">
                  <Money minor={order.amountMinor} currency={order.currency} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {common.more}
        </Button>
      )}
    </div>
  )
}
