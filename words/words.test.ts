import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fieldFaults, problems as problemCodes } from '../contract/problems.ts'
import { keepLanguage } from '../web/build/one-language.ts'
import { spoken } from './phrases.ts'
import { problems } from './problems.ts'

type Tree = { [name: string]: Tree | string | ((...facts: unknown[]) => string) }

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const at = `${path}.${name}`
    if (typeof value === 'string') return [[at, value] as [string, string]]
    return typeof value === 'function' ? [] : leaves(value, at)
  })
}

const notAreas = ['areas', 'phrases', 'plural']
const areas = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => file.replace('.ts', ''))
  .filter((name) => !name.includes('.test') && !notAreas.includes(name))

test.each(areas)('%s: every Hebrew text is Hebrew, every English text is not, and none is empty', async (area) => {
  const module = await import(join(import.meta.dirname, `${area}.ts`))
  const texts = module[area] ?? {}
  for (const [path, text] of leaves(spoken(texts, 'he') as Tree)) {
    expect(text.trim(), path).not.toBe('')
    expect(/[א-ת]/.test(text) || !/[a-z]{3}/i.test(text) || /^[A-Z][\w .+-]*$/.test(text), `${area}${path}: ${text}`).toBe(true)
  }
  for (const [path, text] of leaves(spoken(texts, 'en') as Tree)) {
    expect(text.trim(), path).not.toBe('')
    expect(/[א-ת]/.test(text) && !/עברית|קשר/.test(text), `${area}${path}: ${text}`).toBe(false)
  }
})

test('every problem and every field fault of the contract has its sentence', () => {
  expect(Object.keys(problems.problem).sort()).toEqual(Object.keys(problemCodes).sort())
  expect(Object.keys(problems.field).sort()).toEqual([...fieldFaults].sort())
})

test('a chunk of one language holds no text of the other', () => {
  const source = `export const a = phrases({ save: { he: 'שמירה', en: 'Save' }, deep: { n: { he: (n: number) => \`\${n} ימים\`, en: (n: number) => \`\${n} days\` } } })`
  expect(keepLanguage(source, 'he')).toBe(`export const a = phrases({ save: 'שמירה', deep: { n: (n: number) => \`\${n} ימים\` } })`)
  expect(keepLanguage(source, 'en')).toContain(`save: 'Save'`)
})
