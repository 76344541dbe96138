import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../api/client.ts'
import { useComingIn } from '../features/people/coming-in.tsx'
import { takeDeparture } from '../features/people/company-account.ts'
import { Doorstep } from '../features/people/doorstep.tsx'
import { ButtonLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSentence } from '../ui/problem.tsx'
import { useWords } from '../words.tsx'

/** Back from the company's own sign-in, with its answer in the address. */
export default function SignInCompany() {
  const words = useWords('people')
  const sentence = useSentence()
  const search = useSearch({ from: '/sign-in/company' })
  const [left] = useState(takeDeparture)
  const { arrive, step } = useComingIn(left?.back)
  const { data: came, error } = useQuery({
    queryKey: ['came from the company', left?.ticket],
    queryFn: () => call('POST /session/company', { body: { ticket: left?.ticket ?? 'none', answer: new URLSearchParams(search).toString() } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [fault, setFault] = useState<unknown>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with the answer
  useEffect(() => {
    if (came) arrive(came).catch(setFault)
  }, [came])
  if (step) return step
  const failed = error ?? fault
  return (
    <Doorstep title={words.signInTitle}>
      {failed ? <Notice tone="warn">{sentence(failed)}</Notice> : <p role="status">{words.comingFromCompany}</p>}
      {failed ? (
        <div>
          <ButtonLink to="/sign-in">{words.startOver}</ButtonLink>
        </div>
      ) : null}
    </Doorstep>
  )
}
