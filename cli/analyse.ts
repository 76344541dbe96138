/**
 * `kesher analyse`: computes insight here and now and prints what was found; with `--changed`, reads those again whose files changed since; with `--hide-last 90`,
 * tells how it would have ranked those who left in the last days.
 */
import { parseArgs } from 'node:util'
import type { RunReport } from '../contract/insight.ts'
import { connectOne } from '../server/db/connect.ts'
import type { House } from '../server/house.ts'
import { askFor, companyDay, goThrough, type Hindsight, hindsight, latestRuns, readChanged, readPurchases } from '../server/insight/index.ts'
import { withHouse } from './database.ts'
import { Refusal } from './refusal.ts'

export async function run(args: string[]) {
  const { values } = parseArgs({ args, options: { 'hide-last': { type: 'string' }, 'changed': { type: 'boolean' } } })
  const days = values['hide-last'] === undefined ? undefined : Number(values['hide-last'])
  if (days !== undefined && !(Number.isInteger(days) && days > 0)) throw new Refusal('--hide-last takes a whole number of days, such as --hide-last 90')
  await withHouse((house) => (values.changed ? again(house) : days === undefined ? compute(house) : lookBack(house, days)))
}

async function again(house: House) {
  const outcome = await readChanged(house)
  if ('wholeIsDue' in outcome && outcome.wholeIsDue) throw new Refusal('Too much changed, or nothing was computed yet: run kesher analyse without --changed.')
  const { read } = outcome
  console.log(
    read === 0
      ? 'No file changed since'
      : read === 1
        ? 'One customer whose file changed was read again'
        : `${read} customers whose files changed were read again`,
  )
}

async function compute(house: House) {
  // No job is added: the run is gone through here. One that a server is busy with is waited for by nobody.
  const { id } = await house.db.transaction().execute((tx) => askFor({ tx, now: house.now(), addJob: async () => {} }, null))
  await goThrough(house, id)
  const run = (await latestRuns(house.db)).find((one) => one.id === id)
  if (run?.state !== 'done' || !run.report) throw new Refusal('Another run is under way. Ask again when it has ended.')
  for (const line of told(run.report)) console.log(line)
}

function told({ from, asOf, customers, orders, otherCurrency, model, test, signals, raised, ended, seconds }: RunReport): string[] {
  return [
    `${customers} customers with ${orders} orders${from ? `, ${from} to ${asOf}` : ''}, in ${seconds.toFixed(1)} s`,
    ...(otherCurrency > 0 ? [`${otherCurrency} orders are in another currency than their customer's: counted in time, not in money`] : []),
    model
      ? `Model: ${model.name}${model.regular ? ` with mbg-cnbd-${model.regular.k}` : ''}, log-likelihood ${model.logLikelihood.toFixed(1)}${model.trusted ? '' : `, not to be trusted: ${model.doubts.join(', ')}`}`
      : 'No model could be fitted: too few orders',
    ...(test
      ? [
          `The last 90 days: ${test.left} of ${test.customers} regular customers left or shrank; used, as of ${test.days} days of the past: ${test.chosen}. AUC:`,
          ...test.ways.map(({ way, auc }) => `  ${way.padEnd(22)}${auc.toFixed(3)}`),
        ]
      : ['The last 90 days hold too little to test on']),
    `Signals: ${raised} raised, ${ended} ended`,
    ...Object.entries(signals).map(([kind, count]) => `  ${kind.padEnd(22)}${count}`),
  ]
}

async function lookBack({ url, db, now }: House, days: number) {
  const { client, close } = await connectOne(url)
  try {
    await client.query('begin isolation level repeatable read read only')
    const seen = hindsight(await readPurchases(client, await companyDay(db, now())), days)
    if (!seen) throw new Refusal('There is too little history to look back on.')
    for (const line of ranked(seen)) console.log(line)
  } finally {
    await close()
  }
}

const names = {
  'watch': 'Kesher',
  'longest-silence': 'longest silence',
  'silence-by-own-gap': 'silence / own mean gap',
  'bg-nbd': 'BG/NBD alone',
} as const

function ranked({ from, hiddenFrom, until, customers, left, rankings }: Hindsight): string[] {
  const share = (value: number) => `${(100 * value).toFixed(0)} %`.padStart(8)
  return [
    `Orders from ${from} to ${until}; hidden from ${hiddenFrom} on.`,
    `${left} of ${customers} customers with three orders or more stopped, or bought less than half as often.`,
    '',
    `${''.padEnd(24)}${'AUC'.padStart(8)}${'of 50'.padStart(8)}${'of 100'.padStart(8)}`,
    ...rankings.map(({ by, auc, first50, first100 }) => `${names[by].padEnd(24)}${auc.toFixed(3).padStart(8)}${share(first50)}${share(first100)}`),
  ]
}
