/** The pages before one is inside: a card in the middle, and the switch of language. */
import type { ReactNode } from 'react'
import { setLanguage } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Logo } from '../../ui/logo.tsx'
import { useTitle } from '../../ui/page.tsx'
import { useLanguage, useWords } from '../../words.tsx'

export function Doorstep({ title, text, wide, children }: { title: string; text?: ReactNode; wide?: boolean; children: ReactNode }) {
  useTitle(title)
  return (
    <main className="doorstep">
      <LanguageButton />
      <div className={`doorstep-card ${wide ? 'wide' : ''}`}>
        <header className="doorstep-head">
          <Logo size={44} />
          <h1>{title}</h1>
          {text && <p className="muted">{text}</p>}
        </header>
        {children}
      </div>
    </main>
  )
}

function LanguageButton() {
  const words = useWords('shell')
  const language = useLanguage()
  return (
    <Button look="quiet" icon="languages" className="doorstep-language" onPress={() => setLanguage(language === 'he' ? 'en' : 'he')}>
      <span lang={language === 'he' ? 'en' : 'he'}>{words.otherLanguage}</span>
    </Button>
  )
}
