/** One Web Worker of a pool in a browser. */
import { answer } from './answering.ts'
import type { Answer, Order } from './messages.ts'

const here = self as unknown as { onmessage: (event: MessageEvent<Order>) => void; postMessage(reply: Answer, transfer: ArrayBuffer[]): void }

here.onmessage = ({ data }) => answer(data, (reply, transfer) => here.postMessage(reply, transfer))
