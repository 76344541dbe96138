/** One thread of a pool under Node. */
import { parentPort } from 'node:worker_threads'
import { answer } from './answering.ts'
import type { Order } from './messages.ts'

parentPort!.on('message', (order: Order) => answer(order, (reply, transfer) => parentPort!.postMessage(reply, transfer)))
