/** What follows once somebody has shown who they are: the second step where there is one, and inside. */
import { useNavigate, useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { CameIn, SecondStep } from '../../../contract/people.ts'
import { settle } from '../../api/session.ts'
import { later } from '../../ui/later.tsx'
import { useWords } from '../../words.tsx'
import { Doorstep } from './doorstep.tsx'

const TakeSecondStep = later(() => import('./second-step.tsx'))

/** `arrive` with what the server answered; `step` is the page of the second step, when one is due. */
export function useComingIn(back?: string): { arrive: (came: CameIn) => Promise<void>; step: ReactNode } {
  const words = useWords('people')
  const navigate = useNavigate()
  const router = useRouter()
  const [step, setStep] = useState<SecondStep>()
  const arrive = async (came: CameIn) => {
    if ('ticket' in came) return setStep(came)
    await settle(came)
    await router.invalidate()
    // Only an address of ours: another site's must not be reached by a link to us.
    await navigate({ href: back?.startsWith('/') && !back.startsWith('//') ? back : '/', replace: true })
  }
  return {
    arrive,
    step: step && (
      <Doorstep title={words.secondStepTitle}>
        <TakeSecondStep step={step} onDone={arrive} onCancel={() => setStep(undefined)} />
      </Doorstep>
    ),
  }
}
