import './ui/style.css'
import './shell/shell.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onSignedOut, queries } from './api/query.ts'
import { alwaysWords } from './shell/addresses.ts'
import { takeFirstAnswers } from './shell/first-answer.ts'
import { router } from './shell/routes.tsx'
import { firstScreenShown } from './ui/later.tsx'
import { Tooltips } from './ui/tooltip.tsx'
import { loadWords, WordsProvider } from './words.tsx'

takeFirstAnswers()
onSignedOut(() => void router.navigate({ to: '/sign-in', search: { back: router.state.location.href }, replace: true }))
const unsubscribe = router.subscribe('onRendered', () => {
  unsubscribe()
  firstScreenShown()
})
// React takes the place of the shell with the whole page at once: begun earlier, it would first clear the screen and then wait.
// Not a top-level await: the words and the page stand on the chunk this file is in, and each would wait for the other.
void Promise.all([loadWords(...alwaysWords), router.load()]).then(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <WordsProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Tooltips />
        </QueryClientProvider>
      </WordsProvider>
    </StrictMode>,
  ),
)
