/**
 * What the first screen runs is translated whole and aside while it arrives. Left alone, a browser passes over each function
 * then, and reads it a second time on the main thread when it is first called. The sign, which has to come first in a file, is
 * V8's; to other browsers it is a comment.
 */
import type { Plugin } from 'vite'

const sign = '//# allFunctionsCalledOnLoad\n'

export function translatedAhead(): Plugin {
  return {
    name: 'kesher-translated-ahead',
    apply: 'build',
    generateBundle: {
      order: 'post', // Vite sets a line of its own before each file
      handler(_, bundle) {
        for (const part of Object.values(bundle)) {
          if (part.type !== 'chunk') continue
          const { name, isEntry, facadeModuleId } = part
          if (isEntry || name === 'kit' || name.startsWith('words') || facadeModuleId?.includes('/web/pages/')) part.code = sign + part.code
        }
      },
    },
  }
}
