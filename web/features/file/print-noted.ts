import { useEffect } from 'react'
import { call } from '../../api/client.ts'

/** A file that is printed says so, as whoever prints it leaves with a copy. */
export function usePrintNoted(id: string) {
  useEffect(() => {
    const note = () => void call('POST /customers/:id/prints', { params: { id } }).catch(() => {})
    window.addEventListener('beforeprint', note)
    return () => window.removeEventListener('beforeprint', note)
  }, [id])
}
