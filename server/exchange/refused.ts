/** The rows that were not taken, as a file to mend and hand over again: the same columns, and why. */
import { sql } from 'kysely'
import type { Download } from '../../contract/endpoint.ts'
import type { ImportMapping, Refusal } from '../../contract/exchange.ts'
import { exchange as words } from '../../words/exchange.ts'
import { spoken } from '../../words/phrases.ts'
import type { Context } from '../context.ts'
import { csvFile } from '../http/csv.ts'
import { refuseForgotten } from './forgetting.ts'
import { importedFile } from './importing.ts'
import { look } from './inspection.ts'
import { ownLabels } from './own-fields.ts'
import { rowOf } from './queries.ts'
import { pieces, type Source } from './source.ts'

export async function refusedRows(ctx: Context, id: string): Promise<Download> {
  const row = await rowOf(ctx, id)
  refuseForgotten(row)
  const mapping = row.mapping as ImportMapping
  const path = importedFile(ctx.place.folder, id)
  const say = spoken(words, ctx.actor.language)
  const names = row.mapping
    ? (await look(path, { kind: row.kind, encoding: mapping.encoding, delimiter: mapping.delimiter, header: mapping.header })).names
    : []
  const header = [...names.map((name, n) => name || say.columnNo(n + 1)), say.reason]
  const own = await ownLabels(ctx.tx, ctx.actor, row.kind)
  const stem = row.name.replace(/\.[^.]*$/, '')
  return {
    name: `${stem}-refused.csv`,
    contentType: 'text/csv; charset=utf-8',
    stream: csvFile(
      header,
      lines({ path, format: row.format, mapping, bytes: row.sizeBytes }, await reasonsOf(ctx, id), names.length, (reason, field) => {
        const name = own.get(field) ?? (field in say.field ? say.field[field as keyof typeof say.field] : '')
        return name ? `${name}: ${say.refusal[reason]}` : say.refusal[reason]
      }),
    ),
  }
}

type Why = { reason: Refusal; field: string }

/** Reads the file again and keeps the refused rows. Their numbers are all that was stored of them. */
async function* lines(source: Source, reasons: Map<number, Why>, width: number, told: (reason: Refusal, field: string) => string) {
  if (reasons.size === 0) return
  let left = reasons.size
  for await (const { rows } of pieces(source)) {
    for (const { no, cells } of rows) {
      const why = reasons.get(no)
      if (!why) continue
      yield [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill(''), told(why.reason, why.field)]
      if (--left === 0) return
    }
  }
}

async function reasonsOf({ tx }: Context, id: string): Promise<Map<number, Why>> {
  const { rows } = await sql<Why & { rowNumbers: number[] }>`select reason, field, row_numbers from import_refusals where import_id = ${id}`.execute(tx)
  return new Map(rows.flatMap(({ reason, field, rowNumbers }) => rowNumbers.map((no) => [no, { reason, field }] as const)))
}
