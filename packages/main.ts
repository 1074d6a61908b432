/** `npm run build:packages`: what others can install of this repository, in `dist-packages/`, to be packed. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildAddon } from './build/addon.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: { out } } = parseArgs({ options: { out: { type: 'string', default: 'dist-packages' } } })

buildAddon(root, join(root, out, 'slidev-addon-four-eggs'))
console.log(`The packages are in ${out}/. Pack one with: npm pack ./${out}/slidev-addon-four-eggs`)
