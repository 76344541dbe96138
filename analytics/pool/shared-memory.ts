/** Numbers that several workers read without a copy. */

export type NumberArray = Float64Array | Int32Array | Uint8Array | Int16Array | Uint32Array

/** Whether this place has shared memory (a browser has it only on cross-origin isolated pages). */
export const hasSharedMemory = () => typeof SharedArrayBuffer === 'function'

/** The same numbers in shared memory, copied once; as they are where there is none, or where they lie in it already. */
export function shared<A extends NumberArray>(array: A): A {
  if (!hasSharedMemory() || array.buffer instanceof SharedArrayBuffer) return array
  const copy = new (array.constructor as new (buffer: SharedArrayBuffer) => A)(new SharedArrayBuffer(array.byteLength))
  copy.set(array)
  return copy
}

/** The same value with every typed array inside in shared memory. */
export function sharedWithin<Value>(value: Value): Value {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return shared(value as unknown as NumberArray) as unknown as Value
  if (Array.isArray(value)) return value.map(sharedWithin) as Value
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, sharedWithin(part)])) as Value
  return value
}

/** The buffers of the typed arrays within a value that can be handed over instead of copied. */
export function transferable(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (Array.isArray(value)) for (const part of value) transferable(part, found)
  else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) transferable(part, found)
  return [...found]
}
