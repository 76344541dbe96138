/** The order in which test files begin. A long one that begins last would keep a single core busy while the others have nothing to do. */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take seconds, the longest first. Their order matters to nothing but the time of the whole run. */
const long = [
  'cli/start.test.ts',
  'testing/trust/killing.test.ts',
  'server/exchange/resume.test.ts',
  'cli/import.test.ts',
  'analytics/churn/churn.test.ts',
  'server/demo/load.test.ts',
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
