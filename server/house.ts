/** Everything that lives as long as the server: database, place, clock, log. */
import pino, { type Logger } from 'pino'
import type { Place } from './context.ts'
import { type Connection, connect } from './db/connect.ts'

export type House = Connection & { place: Place; now(): Date; log: Logger }

export type HouseOptions = { url: string; folder: string; address: string; now?: () => Date; log?: Logger; connections?: number }

export function openHouse({ url, folder, address, now = () => new Date(), log = pino({ level: 'warn' }), connections }: HouseOptions): House {
  return { ...connect(url, { connections }), place: { folder, address }, now, log }
}
