/** The order in which test files begin. A long one that begins last would keep a single core busy while the others have nothing to do. */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take seconds, the longest first. Their order matters to nothing but the time of the whole run. */
const long = [
  'cli/start.test.ts',
  'testing/trust/matrix.test.ts',
  'testing/trust/failing.test.ts',
  'cli/import.test.ts',
  'server/exchange/resume.test.ts',
  'server/insight/insight.test.ts',
  'testing/trust/killing-work.test.ts',
  'testing/trust/killing.test.ts',
  'server/customers/search.test.ts',
  'testing/trust/column-names.test.ts',
  'server/backup/backup.test.ts',
  'testing/journeys/accessibility.journey.ts',
  'testing/journeys/insight-pages.journey.ts',
  'testing/journeys/customer-file.journey.ts',
  'testing/journeys/recording.journey.ts',
  'testing/journeys/insight.journey.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId, project }: TestSpecification) => {
      const at = long.indexOf(relative(project.config.root, moduleId))
      return at < 0 ? long.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}
