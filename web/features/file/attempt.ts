/** A small change that has no form to show its fault in: when it is refused, a toast says why. */
import { useSentence } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'

export function useAttempt() {
  const sentence = useSentence()
  return (change: () => Promise<unknown>) => {
    change().catch((fault: unknown) => toast({ text: sentence(fault), tone: 'bad' }))
  }
}
