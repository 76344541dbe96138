/** Changes of contact points: at once on the screen, then on the server. */
import type { ContactPoint } from '../../../contract/customers.ts'
import { call } from '../../api/client.ts'
import { fileQuery } from '../../api/file.ts'
import { queries } from '../../api/query.ts'
import { changePart } from './file-query.ts'

const changeList = <Reply>(customerId: string, show: (points: ContactPoint[]) => ContactPoint[], send: () => Promise<Reply>) =>
  changePart(customerId, (file) => ({ ...file, points: show(file.points) }), send)

/** The one of a channel that comes first for this customer. */
export const primaryOf = (customerId: string, channel: ContactPoint['channel']) =>
  queries.getQueryData(fileQuery(customerId).queryKey)?.points.find((point) => point.isPrimary && point.channel === channel)

/** A new one, or one that was removed, as it was. */
export const putPoint = (customerId: string, point: ContactPoint) =>
  changeList(
    customerId,
    (points) => [...points, point],
    () => call('POST /customers/:id/points', { params: { id: customerId }, body: point }),
  )

export const takePoint = (customerId: string, { id }: ContactPoint) =>
  changeList(
    customerId,
    (points) => points.filter((each) => each.id !== id),
    () => call('DELETE /customers/:id/points/:partId', { params: { id: customerId, partId: id } }),
  )

type PointChange = Partial<Pick<ContactPoint, 'value' | 'label' | 'isPrimary'>>

/** Of a channel one alone is primary. */
export const changePoint = (customerId: string, { id, channel }: ContactPoint, change: PointChange, seen?: PointChange) =>
  changeList(
    customerId,
    (points) =>
      points.map((each) => {
        if (each.id === id) return { ...each, ...change }
        return change.isPrimary && each.channel === channel ? { ...each, isPrimary: false } : each
      }),
    () => call('PATCH /customers/:id/points/:partId', { params: { id: customerId, partId: id }, body: { ...change, seen } }),
  )
