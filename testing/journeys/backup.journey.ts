import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hindrances } from './axe.ts'
import { colleague, picture } from './journey.ts'

test('an administrator chooses where backups go, makes one, and sees what came of it; a bad folder is told at its field', async () => {
  const place = mkdtempSync(join(tmpdir(), 'kesher-journey-backups-'))
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  writeFileSync(join(place, 'a file'), '')
  const { page } = await colleague({ language: 'he' })
  await page.goto('/settings/backup')
  const folder = page.getByRole('textbox', { name: 'תיקיית הגיבוי' })
  await folder.fill(join(place, 'a file'))
  await page.getByRole('button', { name: 'שמירה' }).click()
  await page.getByText('זו לא תיקייה שאפשר לכתוב בה').waitFor()
  await folder.fill(place)
  await page.getByRole('button', { name: 'שמירה' }).click()
  await page.getByText('תוכנית הגיבוי נשמרה').waitFor()
  await page.getByRole('button', { name: 'גיבוי עכשיו' }).click()
  await page.getByText('הושלם').first().waitFor()
  await picture(page, 'backup')
  expect(await hindrances(page)).toEqual([])
})

test('backups are not for those who do not run the system', async () => {
  const { page } = await colleague({ role: 'rep', language: 'en' })
  await page.goto('/settings/backup')
  await page.getByText('Backups are for administrators.').waitFor()
})
