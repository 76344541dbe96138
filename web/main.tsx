import { createRoot } from 'react-dom/client'
import './ui/style.css'
import { loadWords, useWords, WordsProvider } from './words.tsx'

function Hello() {
  const words = useWords('common')
  return (
    <h1>
      {words.appName} {words.customers(2)}
    </h1>
  )
}

await loadWords('common', 'problems')
createRoot(document.getElementById('root')!).render(
  <WordsProvider>
    <Hello />
  </WordsProvider>,
)
