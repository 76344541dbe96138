/** Marks a part of a page as to be read only: what is edited where it stands elsewhere is plain text here, and offers nothing. */
import { createContext, type ReactNode, useContext } from 'react'

const Reading = createContext(false)

export const ReadOnly = ({ when, children }: { when: boolean; children: ReactNode }) => <Reading value={when}>{children}</Reading>

export const useReadOnly = () => useContext(Reading)
