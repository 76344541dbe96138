/** Public data sets with the results of well-known tools. They lie beside the repository, never in it; tests without them are skipped, saying so. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '..', process.env.KESHER_TEST_DATA ?? '../shared/data')

/** The bytes of a file of the data folder. */
export const testData = (path: string): Uint8Array => readFileSync(resolve(folder, path))

/** A JSON file of the data folder. The caller knows its shape. */
export const testDataJson = <Shape>(path: string): Shape => JSON.parse(readFileSync(resolve(folder, path), 'utf8')) as Shape

/** Whether all these files are there. */
export const present = (...paths: string[]) => paths.every((path) => existsSync(resolve(folder, path)))

/** The options of a test that needs files of the data folder. */
export const needs = (...paths: string[]) => {
  const absent = paths.filter((path) => !existsSync(resolve(folder, path)))
  if (absent.length > 0) console.info(`skipped: ${absent.join(', ')} not in ${folder} (KESHER_TEST_DATA)`)
  return { skip: absent.length > 0 }
}
