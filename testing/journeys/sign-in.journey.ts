import { generate } from 'otplib'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { hindrances } from './axe.ts'
import { colleague, picture } from './journey.ts'

/** A phone or key of the person's own, played by the browser: it holds passkeys and always recognises its owner. */
async function withPasskeys(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const password = 'another long password'
const codeNow = (secret: string, at = Date.now()) => generate({ secret, epoch: Math.floor(at / 1000) })
/** The next code the app will show: the last one is used up. */
const nextCode = (secret: string) => codeNow(secret, Date.now() + 30_000)

/** As if this person had last proved who they are an hour ago. */
async function longAgo(userId: string) {
  const database = new URL(inject('postgres'))
  database.pathname = '/demo'
  const client = new pg.Client({ connectionString: database.href })
  await client.connect()
  await client.query(`update sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`, [userId])
  await client.end()
}

async function signOut(page: Page, call: (key: 'DELETE /session') => Promise<unknown>) {
  await call('DELETE /session')
  await page.goto('/sign-in')
}

test('an authenticator app is added by scanning a square; the recovery codes are shown once; signing in asks for a code', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const { user } = await call('GET /session')
  await page.goto('/me')
  await page.getByRole('link', { name: 'כניסה ואבטחה' }).click()
  await page.getByRole('button', { name: 'הוספת אפליקציה' }).click()
  await page.getByRole('img', { name: 'ריבוע לסריקה באפליקציית האימות' }).waitFor()
  await picture(page, 'authenticator-app')
  expect(await hindrances(page)).toEqual([])
  const secret = (await page.getByRole('dialog').locator('bdi').textContent())!.replaceAll(' ', '')
  await page.getByRole('textbox', { name: 'הקוד שמופיע באפליקציה' }).fill(await codeNow(secret))
  await page.keyboard.press('Enter')
  const codes = page.getByRole('alertdialog').locator('code')
  await codes.nth(9).waitFor()
  const recovery = await codes.first().textContent()
  await picture(page, 'recovery-codes')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'שמרתי אותם' }).click()
  await page.getByText('נותרו 10 קודי שחזור').waitFor()
  await picture(page, 'security')

  await signOut(page, call)
  await page.getByRole('textbox', { name: 'דוא״ל' }).fill(user.email)
  await page.getByRole('textbox', { name: 'סיסמה' }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'אימות דו־שלבי' }).waitFor()
  await picture(page, 'second-step')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('textbox', { name: 'קוד אימות' }).fill('000000')
  await page.keyboard.press('Enter')
  await page.getByText('הקוד אינו נכון, או שכבר נעשה בו שימוש.').waitFor()
  await page.getByRole('textbox', { name: 'קוד אימות' }).fill(await nextCode(secret))
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()

  await signOut(page, call)
  await page.getByRole('textbox', { name: 'דוא״ל' }).fill(user.email)
  await page.getByRole('textbox', { name: 'סיסמה' }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'כניסה עם קוד שחזור' }).click()
  await page.getByRole('textbox', { name: 'קוד שחזור' }).fill(recovery!)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
})

test('a passkey is made, named, signs in without a password, and is removed', async () => {
  const { page, call } = await colleague({ language: 'en' })
  await withPasskeys(page)
  await page.goto('/me/security')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('button', { name: /^Rename/ }).click()
  await page.getByRole('textbox', { name: 'Name of the passkey' }).fill('My laptop')
  await page.keyboard.press('Enter')
  await page.getByText('My laptop').waitFor()
  await picture(page, 'passkeys')
  expect(await hindrances(page)).toEqual([])

  await signOut(page, call)
  await picture(page, 'sign-in-with-passkey')
  expect(await hindrances(page)).toEqual([])
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('navigation').first().waitFor()
  await page.goto('/me/security')
  await page.getByText(/by passkey/).waitFor()

  await page.getByRole('button', { name: /^Remove/ }).click()
  await page.getByText('Passkey removed').waitFor()
  expect((await call('GET /me/factors')).passkeys).toEqual([])
})

test('a passkey is the second step for somebody who typed their password', async () => {
  const { page, call } = await colleague({ language: 'he', width: 390 })
  const { user } = await call('GET /session')
  await withPasskeys(page)
  await page.goto('/me/security')
  await page.getByRole('button', { name: 'הוספת מפתח גישה' }).click()
  await page.getByRole('button', { name: 'שמרתי אותם' }).click()
  await picture(page, 'security-phone')
  expect(await hindrances(page)).toEqual([])
  await signOut(page, call)
  await page.getByRole('textbox', { name: 'דוא״ל' }).fill(user.email)
  await page.getByRole('textbox', { name: 'סיסמה' }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'שימוש במפתח גישה' }).click()
  await expect.poll(() => page.url()).not.toContain('sign-in')
})

test('I see my browsers, end the others, and a screen that was open is out at once', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const { user } = await call('GET /session')
  await page.goto('/me/security')
  const other = await page
    .context()
    .browser()!
    .newContext({ baseURL: new URL(page.url()).origin, locale: 'he-IL' })
  try {
    const screen = await other.newPage()
    await screen.goto('/sign-in')
    await screen.getByRole('textbox', { name: 'דוא״ל' }).fill(user.email)
    await screen.getByRole('textbox', { name: 'סיסמה' }).fill(password)
    await screen.keyboard.press('Enter')
    await screen.getByRole('navigation').first().waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'ניתוק כל השאר' }).click()
    await page.getByText('חיבור אחד נותק').waitFor()
    await screen.getByRole('heading', { name: 'כניסה לקשר' }).waitFor({ timeout: 10_000 })
  } finally {
    await other.close()
  }
})

test('what weighs most asks once who is there, then goes on by itself; what was typed is still there', async () => {
  const { page, call } = await colleague({ language: 'he' })
  const { user } = await call('GET /session')
  await page.goto('/me/security')
  await page.getByRole('button', { name: 'מפתח חדש' }).click()
  await page.getByRole('textbox', { name: 'למה המפתח ישמש' }).fill('קופה בחנות')
  const scope = page.getByRole('row', { name: /^לקוחות/ }).getByRole('button')
  await scope.click()
  await page.getByRole('option', { name: 'קריאה', exact: true }).click()
  await picture(page, 'new-key')
  expect(await hindrances(page)).toEqual([])
  await longAgo(user.id)
  await expect.poll(() => call('GET /me/confirmation').then(String, String)).toContain('confirm-first')
  await page.getByRole('button', { name: 'יצירת המפתח' }).click()
  const asking = page.getByRole('alertdialog', { name: 'אימות זהות' })
  await asking.getByRole('textbox', { name: 'סיסמה' }).fill('not this one')
  await page.keyboard.press('Enter')
  await asking.getByText('הדוא״ל או הסיסמה אינם נכונים.').waitFor()
  await picture(page, 'confirm-identity')
  expect(await hindrances(page)).toEqual([])
  await asking.getByRole('button', { name: 'ביטול' }).click()
  expect(await page.getByRole('textbox', { name: 'למה המפתח ישמש' }).inputValue()).toBe('קופה בחנות')
  await page.getByRole('button', { name: 'יצירת המפתח' }).click()
  await asking.getByRole('textbox', { name: 'סיסמה' }).fill(password)
  await page.keyboard.press('Enter')
  const key = await page.getByRole('textbox', { name: 'מפתח', exact: true }).inputValue()
  expect(key).toMatch(/^kesher_[\w-]{43}$/)
  await picture(page, 'key-made')
  // The kit says aloud that saving goes on, for some seconds, in an element axe does not like.
  await expect.poll(() => hindrances(page), { timeout: 15_000 }).toEqual([])
  await page.getByRole('button', { name: 'סיום' }).click()
  await page.getByText('קופה בחנות').waitFor()
  await page.getByText('לקוחות (קריאה)').waitFor()
})
