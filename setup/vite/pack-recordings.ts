import type { Plugin } from 'vite'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { RECORDINGS } from '../../runner/replay/recording.ts'

/**
 * A recording says the same few words thousands of times, and all of them were a quarter of the site: in a build, each
 * is packed, and unpacks itself when it is loaded.
 */
export function packRecordings(): Plugin {
  return {
    name: 'four-eggs:pack-recordings',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const [file, query] = id.split('?') as [string, string?]
      if (query !== 'raw' || !file.includes(`/${RECORDINGS}/`))
        return
      const packed = gzipSync(readFileSync(file), { level: 9 }).toString('base64')
      // A promise of the text: what loads a recording waits for it anyway.
      return `const bytes = Uint8Array.from(atob('${packed}'), letter => letter.charCodeAt(0))
export default new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text()`
    },
  }
}
