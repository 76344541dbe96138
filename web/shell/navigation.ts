/** The places of the rail, in order. The keys follow `g`. */
import type { Verb } from '../../contract/access.ts'
import type { Areas } from '../../words/areas.ts'
import type { IconName } from '../ui/icons.ts'

export type Place = {
  name: keyof Areas['shell']['places']
  to: string
  icon: IconName
  keys: string /** In the bar of a phone; the others are behind its last button. */
  thumb?: true
  end?: true
  /** Only for those who may. */
  may?: Verb
}

export const navigation: readonly Place[] = [
  { name: 'day', to: '/', icon: 'house', keys: 'g d', thumb: true },
  { name: 'customers', to: '/customers', icon: 'users', keys: 'g c', thumb: true },
  { name: 'watch', to: '/watch', icon: 'gauge', keys: 'g w' },
  { name: 'insight', to: '/insight', icon: 'chart-line', keys: 'g a' },
  { name: 'orders', to: '/orders', icon: 'shopping-cart', keys: 'g o' },
  { name: 'voices', to: '/voices', icon: 'lightbulb', keys: 'g v' },
  { name: 'products', to: '/products', icon: 'package', keys: 'g p' },
  { name: 'import', to: '/import', icon: 'file-up', keys: 'g i', may: 'import' },
  { name: 'settings', to: '/settings', icon: 'settings', keys: 'g s', end: true },
]
