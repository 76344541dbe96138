/** Where and when the reader is: what days, hours and money are written by. */
import { createContext, type ReactNode, useContext } from 'react'
import { useLanguage } from '../words.tsx'

export type Place = { timeZone: string; currency: string /** The company's day, `YYYY-MM-DD`. */; today: string; weekend: readonly number[] }

const Here = createContext<Place>({ timeZone: 'Asia/Jerusalem', currency: 'ILS', today: new Date().toISOString().slice(0, 10), weekend: [5, 6] })

export const PlaceProvider = ({ place, children }: { place: Place; children: ReactNode }) => <Here value={place}>{children}</Here>
export const usePlace = () => useContext(Here)
export const useLocale = () => (useLanguage() === 'he' ? 'he-IL' : 'en-GB')
