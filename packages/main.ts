/** `npm run build:packages`: what others can install of this repository, in `dist-packages/`, to be packed. */
import { join, relative, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { readOptions } from '../tools/options.ts'
import { buildAddon } from './build/addon.ts'
import { buildCreate } from './build/create.ts'
import { buildEggServer } from './build/egg-server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: { out } } = readOptions(
  'npm run build:packages -- [--out dist-packages]: what other decks can install, in that folder.',
  { options: { out: { type: 'string', default: 'dist-packages' } } },
)

const to = (name: string) => join(resolve(root, out), name)

buildAddon(root, to('slidev-addon-four-eggs'))
buildCreate(root, to('create-four-eggs'))
await buildEggServer(root, to('egg-server'))
const folder = relative(process.cwd(), resolve(root, out))
console.log(`The packages are in ${folder}/. Pack one with: npm pack ${folder.startsWith('.') ? '' : './'}${folder}/egg-server`)
