/** What stands around every page of a signed-in person. */
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { onConfirmFirst } from '../api/client.ts'
import { startSending, useWaiting } from '../api/parcels.ts'
import { useMay, useSession } from '../api/session.ts'
import { Icon } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { PlaceProvider } from '../ui/place.tsx'
import { Toasts } from '../ui/toast.tsx'
import { loadWords, useWords } from '../words.tsx'
import { type Action, useActions } from './actions.ts'
import { useLive, useOnline } from './live.ts'
import { Rail } from './rail.tsx'
import { listenToKeys } from './shortcuts.ts'
import { Top } from './top.tsx'
import { useNavigation } from './use-navigation.ts'

const Palette = later(() => import('./palette.tsx'))
const CheatSheet = later(() => import('./cheat-sheet.tsx'))
const ConfirmIdentity = later(async () => {
  const [part] = await Promise.all([import('../features/people/confirm-identity.tsx'), loadWords('people', 'security')])
  return part
})
const RecordAnywhere = later(async () => {
  const [part] = await Promise.all([import('../pages/record-anywhere.tsx'), loadWords('interactions', 'orders', 'custom')])
  return part
})

export function Frame() {
  const { company, user } = useSession()
  const words = useWords('shell')
  const [open, setOpen] = useState<'palette' | 'keys' | 'record'>()
  const online = useOnline()
  const waiting = useWaiting().length
  useLive()
  useEffect(listenToKeys, [])
  useEffect(() => startSending(user.id), [user.id])
  useOwnActions(setOpen)
  const { asking, answer } = useConfirming()
  const close = () => setOpen(undefined)
  return (
    <PlaceProvider place={company}>
      <div className="frame">
        <a className="skip" href="#main">
          {words.skip}
        </a>
        <Rail onRecord={() => setOpen('record')} />
        <Top onSearch={() => setOpen('palette')} onKeys={() => setOpen('keys')} />
        <main id="main" tabIndex={-1} data-scroll-restoration-id="main">
          {(!online || waiting > 0) && (
            <p className="offline" role="status">
              <Icon name="wifi-off" size={15} />
              {!online && <span>{words.offline}</span>}
              {waiting > 0 && <span>{words.keptHere(waiting)}</span>}
            </p>
          )}
          <Outlet />
        </main>
      </div>
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'keys' && <CheatSheet onClose={close} />}
      {open === 'record' && <RecordAnywhere onClose={close} />}
      {asking && <ConfirmIdentity onDone={answer} />}
      <Toasts />
    </PlaceProvider>
  )
}

/** Whether the person is being asked to prove who they are, for a call that waits for it. */
function useConfirming() {
  const [asking, setAsking] = useState<(proved: boolean) => void>()
  useEffect(() => onConfirmFirst(() => new Promise((settled) => setAsking(() => settled))), [])
  const answer = (proved: boolean) => {
    asking?.(proved)
    setAsking(undefined)
  }
  return { asking: asking !== undefined, answer }
}

/** What can be done from anywhere: find, go to a place, see the keys. */
function useOwnActions(open: (what: 'palette' | 'keys' | 'record') => void) {
  const words = useWords('shell')
  const navigate = useNavigate()
  const navigation = useNavigation()
  const mayRecord = useMay('record')
  const actions = useMemo<Action[]>(
    () => [
      { id: 'find', name: words.palette, keys: 'mod+k', icon: 'search', group: 'do', quiet: true, run: () => open('palette') },
      { id: 'find-too', name: words.palette, keys: '/', icon: 'search', group: 'do', quiet: true, run: () => open('palette') },
      ...(mayRecord
        ? [{ id: 'record', name: words.recordAnywhere, keys: 'r', icon: 'square-pen' as const, group: 'record' as const, run: () => open('record') }]
        : []),
      { id: 'keys', name: words.shortcuts, keys: '?', icon: 'keyboard', group: 'do', run: () => open('keys') },
      ...navigation.map(({ name, to, icon, keys }) => ({
        id: `go-${name}`,
        name: words.places[name],
        icon,
        keys,
        group: 'go' as const,
        run: () => void navigate({ to }),
      })),
      { id: 'go-me', name: words.me, icon: 'user', group: 'go', run: () => void navigate({ to: '/me' }) },
    ],
    [words, navigate, navigation, mayRecord, open],
  )
  useActions(actions)
}
