/** Everything that lives as long as the server: database, place, clock, log, and how much callers may ask. */
import pino, { type Logger } from 'pino'
import type { Place } from './context.ts'
import { type Connection, connect } from './db/connect.ts'
import { type Limits, usualLimits } from './http/limits.ts'
import { type Rates, rates } from './http/rates.ts'

export type House = Connection & { place: Place; now(): Date; log: Logger; limits: Limits; rates: Rates; proxies: string; room: Room }

/** Whether the disk has room for what people write. */
export type Room = { left: boolean }

export type HouseOptions = {
  url: string
  folder: string
  address: string
  now?: () => Date
  log?: Logger
  connections?: number
  /** The longest a request may hold the database, in milliseconds. Commands and jobs take as long as they need. */
  longestMs?: number | undefined
  limits?: Partial<Limits>
  /** Who may say for whom they ask: addresses and networks of our own proxies. */
  proxies?: string
}

export function openHouse({ url, folder, address, now = () => new Date(), log = pino({ level: 'warn' }), proxies = 'loopback', ...rest }: HouseOptions): House {
  const limits = { ...usualLimits, ...rest.limits }
  const { connections, longestMs } = rest
  return {
    ...connect(url, { connections, longestMs }),
    place: { folder, address },
    now,
    log,
    limits,
    rates: rates(limits.pace, now),
    proxies,
    room: { left: true },
  }
}
