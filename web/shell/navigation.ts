/** The places of the rail, in order. The keys follow `g`. */
import type { Areas } from '../../words/areas.ts'
import type { IconName } from '../ui/icons.ts'

type Place = { name: keyof Areas['shell']['places']; to: string; icon: IconName; keys: string /** In the bar of a phone. */; thumb?: true; end?: true }

export const navigation: readonly Place[] = [{ name: 'settings', to: '/settings', icon: 'settings', keys: 'g s', thumb: true, end: true }]
