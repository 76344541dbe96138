import { useNavigate, useRouter } from '@tanstack/react-router'
import { choose, signOut, type Theme, useSession } from '../api/session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { setDensity, useDensity, useNarrow } from '../ui/grid/density.ts'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu, type MenuEntry } from '../ui/menu.tsx'
import { useSentence } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { useLanguage, useWords } from '../words.tsx'

const themes = [
  ['system', 'monitor'],
  ['light', 'sun'],
  ['dark', 'moon'],
] as const

export function Top({ onSearch, onKeys }: { onSearch: () => void; onKeys: () => void }) {
  const words = useWords('shell')
  const { user } = useSession()
  const language = useLanguage()
  const density = useDensity()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const router = useRouter()
  const sentence = useSentence()
  const change = (what: { language?: 'he' | 'en'; theme?: Theme }) => choose(what).catch((error) => toast({ text: sentence(error), tone: 'bad' }))
  const leave = async () => {
    await signOut()
    await navigate({ to: '/sign-in' })
    await router.invalidate()
  }
  const rowHeights: MenuEntry[] = [
    {
      id: 'compact',
      label: words.density,
      icon: 'rows-4',
      chosen: density === 'compact',
      run: () => setDensity(density === 'compact' ? 'comfortable' : 'compact'),
    },
    'line',
  ]
  const entries: MenuEntry[] = [
    { id: 'me', label: words.me, icon: 'user', run: () => void navigate({ to: '/me' }) },
    { id: 'keys', label: words.shortcuts, icon: 'keyboard', keys: '?', run: onKeys },
    'line',
    ...themes.map(([theme, icon]) => ({ id: theme, label: words.themes[theme], icon, chosen: user.theme === theme, run: () => void change({ theme }) })),
    'line',
    ...(narrow ? [] : rowHeights),
    { id: 'out', label: words.signOut, icon: 'log-out', run: () => void leave() },
  ]
  return (
    <header className="top">
      <Button className="top-search" onPress={onSearch}>
        <Icon name="search" size={16} />
        <span className="grow clip">{words.searchOrGo}</span>
        <span className="only-wide">
          <Kbd keys="mod+k" />
        </span>
      </Button>
      <span className="push" />
      <Button look="quiet" icon="languages" className="top-language" onPress={() => void change({ language: language === 'he' ? 'en' : 'he' })}>
        <span lang={language === 'he' ? 'en' : 'he'}>{words.otherLanguage}</span>
      </Button>
      <Menu
        label={words.personMenu(user.name)}
        entries={entries}
        trigger={
          <Button look="quiet" className="top-person" aria-label={words.personMenu(user.name)}>
            <Avatar name={user.name} size={30} />
          </Button>
        }
      />
    </header>
  )
}
