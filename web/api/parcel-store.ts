/** Parcels outlive the tab: in the browser's own database, which can hold files. */
import type { Parcel } from './parcels.ts'

const shelf = 'parcels'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('kesher', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(shelf, { keyPath: 'id' })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
}

async function run<Result>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  const database = await open()
  try {
    const transaction = database.transaction(shelf, mode)
    const request = act(transaction.objectStore(shelf))
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

export const parcelStore = {
  all: () => run<Parcel[]>('readonly', (store) => store.getAll()),
  put: (parcel: Parcel) => run('readwrite', (store) => store.put(parcel)),
  remove: (id: string) => run('readwrite', (store) => store.delete(id)),
}
