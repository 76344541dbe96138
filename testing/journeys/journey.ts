/**
 * Drives Kesher as a person does: by what stands on the screen and by the keyboard. Playwright waits for what it is
 * asked to press; `expect.poll` waits for what should come true. A fault on the page or a breach of the content
 * policy fails the journey even when nothing on the screen shows it.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect, inject, onTestFinished } from 'vitest'
import type { Reply, Role, Sent } from '../../contract/endpoint.ts'
import type { ContractOf, Key } from '../../contract/index.ts'
import { freshDatabase } from '../database.ts'
import { owner } from './people.ts'
import { openShop } from './shop.ts'

type Language = 'he' | 'en'
type Screen = { language?: Language; theme?: 'system' | 'light' | 'dark'; width?: number; height?: number }

let browser: Promise<Browser> | undefined
afterAll(async () => {
  await (await browser)?.close()
})

/** Somebody at a screen of their own. */
export type Visitor = {
  page: Page
  name: string
  /** Calls the API in their name, for what a journey needs before it begins. */
  call: Call
}
type Call = <K extends Key>(key: K, sent?: Partial<Sent<ContractOf[K]>>) => Promise<Reply<ContractOf[K]>>

/** An empty Kesher that nobody has visited, thrown away after the test. */
export async function emptyShop(): Promise<string> {
  const shop = await openShop(await freshDatabase())
  onTestFinished(() => shop.close())
  return shop.address
}

/** A browser nobody has signed in with. */
export async function stranger(address: string, screen: Screen = {}): Promise<Visitor> {
  const context = await openScreen(address, screen)
  return visitorOf(context, address, '', await context.newPage())
}

/** Somebody new in the demo company, signed in, in whose day nobody else interferes. */
export async function colleague({ role = 'administrator', language = 'he', theme = 'light', ...screen }: Screen & { role?: Role } = {}): Promise<Visitor> {
  const address = inject('demo')
  const name = `${language === 'he' ? 'רותם גל' : 'Robin Gale'} ${++colleagues}`
  const email = `${crypto.randomUUID()}@carmel.example`
  const token = await invited(address, { email, name, role, language })
  const context = await openScreen(address, { language, ...screen })
  const call = callerIn(context, address)
  await call('POST /access-links/:token', { params: { token }, body: { password: 'another long password' } })
  await call('PATCH /me', { body: { theme } })
  return visitorOf(context, address, name, await context.newPage())
}

let colleagues = 0

async function invited(address: string, person: { email: string; name: string; role: Role; language: Language }) {
  const context = await openScreen(address, {})
  const call = callerIn(context, address)
  await call('POST /session', { body: owner })
  const teams = await call('GET /teams')
  const { link } = await call('POST /users', { body: { ...person, teamIds: teams.map(({ id }) => id) } })
  await context.close()
  return link.split('/').at(-1)!
}

async function openScreen(address: string, { language = 'he', width = 1280, height = 800 }: Screen) {
  browser ??= chromium.connect(inject('browser'))
  const context = await (await browser).newContext({
    baseURL: address,
    viewport: { width, height },
    locale: language === 'he' ? 'he-IL' : 'en-GB',
    timezoneId: 'Asia/Jerusalem',
    reducedMotion: 'reduce',
    hasTouch: width < 600,
  })
  context.setDefaultTimeout(20_000)
  return context
}

function visitorOf(context: BrowserContext, address: string, name: string, page: Page): Visitor {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught|React/.test(message.text())) faults.push(message.text())
  })
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(page, `failed-${task.name}`).catch(() => {})
    await context.close()
    expect(faults).toEqual([])
  })
  return { page, name, call: callerIn(context, address) }
}

function callerIn({ request }: BrowserContext, address: string): Call {
  return async (key, sent = {}) => {
    const [method, path] = key.split(' ') as [string, string]
    const { params = {}, query = {}, body } = sent as { params?: Record<string, string>; query?: Record<string, string>; body?: object }
    const place = path.replace(/:(\w+)/g, (_, part: string) => params[part] ?? '')
    const answer = await request.fetch(`${address}/api${place}?${new URLSearchParams(query)}`, {
      method,
      headers: { origin: address },
      ...(body ? { data: body } : {}),
    })
    if (!answer.ok()) throw new Error(`${key} answered ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
}

const pictures = join(import.meta.dirname, '..', '.output', 'journeys')

/** A picture of the screen, in `testing/.output/journeys`. */
export async function picture(page: Page, name: string) {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`) })
}
