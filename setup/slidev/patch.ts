import type { Plugin } from 'vite'

/** Lines of one of Slidev's own files, and what they become. */
export interface Patch {
  /** What the change does, as a part of a name. */
  name: string
  /** The file, from Slidev's client. */
  file: string
  lines: readonly (readonly [theirs: string, ours: string])[]
  /** What to do where Slidev has changed such a line. */
  advice: string
  /** What is written above the file. */
  imports?: string
}

/** Changes lines of Slidev's; the deck does not start where one of them is another. */
export function patchSlidev({ name, file, lines, advice, imports = '' }: Patch): Plugin {
  return {
    name: `four-eggs:${name}`,
    enforce: 'pre',
    transform: {
      filter: { id: new RegExp(`/@slidev/client/${file.replaceAll('.', '\\.')}(?:$|\\?)`) },
      handler(code) {
        const missing = lines.find(([theirs]) => !code.includes(theirs))
        if (missing)
          this.error(`Slidev’s ${file} was expected to have “${missing[0]}”. ${advice} The change is in setup/slidev/${name}.ts.`)
        return { code: imports + lines.reduce((text, [theirs, ours]) => text.replace(theirs, () => ours), code), map: null }
      },
    },
  }
}
