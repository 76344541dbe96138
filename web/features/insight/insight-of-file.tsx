/** Beside the timeline: what losing this customer costs, whether they are leaving, and how we know. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/query.ts'
import { useIsHidden } from '../../api/session.ts'
import { CostOfLosing } from './cost-of-losing.tsx'
import './insight.css'
import { OffersOfFile } from './offers-of-file.tsx'
import { SignalsOfFile } from './signals-of-file.tsx'

const question = (id: string) => ask('GET /customers/:id/insight', { params: { id } })

type Props = {
  customerId: string
  /** What to do next: below the signs, above what it is worth. */
  next: ReactNode
  children: ReactNode
}

/** What stands around it comes with it, so that nothing is pushed down while somebody reads. */
export default function InsightOfFile({ customerId, next, children }: Props) {
  const { data, isPending, failureCount } = useQuery(question(customerId))
  const isHidden = useIsHidden()
  if (isPending && failureCount === 0) return null
  return (
    <>
      {data && <SignalsOfFile customerId={customerId} told={data} />}
      {next}
      {data && !isHidden('amounts') && <CostOfLosing customerId={customerId} told={data} />}
      {data && <OffersOfFile offers={data.offers} />}
      {children}
    </>
  )
}
