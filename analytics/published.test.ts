/** The room as others get it: by the name of the package, from any folder. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

test('a program in another folder imports kesher/analytics by name, and the pool with its threads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kesher-analytics-'))
  try {
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(root, join(folder, 'node_modules', 'kesher'))
    writeFileSync(
      join(folder, 'program.mjs'),
      `import { baskets, costOfLoss, frequentItemsets, InvalidInput } from 'kesher/analytics'
       import { nodePool } from 'kesher/analytics/node-pool'
       const few = baskets([[1, 2], [1, 2], [3]])
       const pool = nodePool(1)
       const there = await pool.run('frequentItemsets', { baskets: few, options: { count: 2 } })
       pool.end()
       const loss = costOfLoss({ yearly: 10_000, growth: 2_000, years: 5, profitShare: 0.2 })
       let refused
       try { frequentItemsets(few, { count: -1 }) } catch (error) { refused = error instanceof InvalidInput }
       console.log(JSON.stringify({ sets: there.counts.length, loss, refused }))`,
    )
    const told = JSON.parse(execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' }))
    expect(told).toMatchObject({ sets: 3, loss: { sales: 70_000, profit: 14_000 }, refused: true })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('nothing else of Kesher can be reached by the name of the package', async () => {
  const list = await import(`${'kesher'}/analytics`)
  expect(Object.keys(list)).toContain('fitBgNbd')
  await expect(import(`${'kesher'}/server/domains.ts`)).rejects.toThrow(/not defined|not exported|exports/i)
})
