import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closureOf } from './closure.ts'
import { scopeStyles } from './scope-styles.ts'
import { pick, readManifest, writePackage } from './write-package.ts'

/** Slidev's own theme, with which a deck begins. */
export const THEME = { '@slidev/theme-default': '0.25.0' }

const NAME = 'slidev-addon-four-eggs'
const COMPONENTS = ['LiveDemo', 'DemoRace', 'Predict']
const SETUPS = ['vite-plugins', 'shortcuts']

/** What is read at run time, by its path. */
const READ = ['demos/javascript/try.ts', 'demos/javascript/try-2.ts', 'demos/javascript/kitchen.ts']

/** A demo's look, in the order of the deck's own styles. */
const STYLES = ['tokens', 'range', 'parts', 'cards', 'paper']

/** The class of the element around each component (packages/addon/AddonRoot.vue). */
const CLASS = 'four-eggs'

/** The preview deck has the programs of the starter. */
const PREVIEWED = [
  'demos/at-once.ts',
  'demos/one_by_one.py',
  'demos/catalogue.ts',
  'demos/recordings/at-once.ndjson',
  'demos/recordings/one-by-one.ndjson',
]

/** A slide of ours gives its height to a demo; here the demo takes it. */
const FILLS = `.${CLASS} > :is(.live-demo, .demo-race) { height: var(--four-eggs-height) }\n`

/** Node reads no TypeScript in node_modules; what reads it is told to a process of its own. */
const BIN = `#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('./lib/packages/addon/main.ts', import.meta.url))
const { status } = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), main, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
`

/** What a deck brings anyway. With two of one of these nothing would work. */
const PEERS: Record<string, string> = {
  '@slidev/client': '>=52',
  'vite': '>=8',
  'vue': '^3.5.0',
  'vue-router': '>=4',
}

/** Makes the add-on for every Slidev deck: the files that its components need, laid out as they are here. */
export function buildAddon(root: string, out: string): void {
  const own = (name: string) => `packages/addon/${name}`
  const { files, packages } = closureOf(root, [
    ...COMPONENTS.map(name => own(`${name}.vue`)),
    ...SETUPS.map(name => own(`${name}.ts`)),
    own('main.ts'),
    ...READ,
  ])
  const { version, license, engines, dependencies } = readManifest(root)
  const styles = STYLES.map(name => scopeStyles(readFileSync(join(root, `styles/${name}.css`), 'utf8'), CLASS))

  writePackage(out, {
    name: NAME,
    version,
    type: 'module',
    description: 'Live programs on a Slidev slide: press Run, and see who waited for whom.',
    license,
    keywords: ['slidev-addon', 'slidev', 'concurrency', 'async', 'live-coding', 'teaching'],
    engines: { ...engines, slidev: '>=52' },
    types: './index.ts',
    bin: { [NAME]: './bin.mjs' },
    dependencies: pick(dependencies, [...packages, 'tsx'].filter(name => !(name in PEERS))),
    peerDependencies: PEERS,
    scripts: { dev: 'slidev slides.md', build: 'slidev build slides.md', export: 'slidev export slides.md' },
    devDependencies: { '@slidev/cli': dependencies['@slidev/cli'], ...THEME },
  }, {
    ...Object.fromEntries(COMPONENTS.map(name => [
      `components/${name}.ts`,
      `import '../style.css'\nimport 'virtual:four-eggs-fonts.css'\n\nexport { default } from '../lib/packages/addon/${name}.vue'\n`,
    ])),
    ...Object.fromEntries(SETUPS.map(name => [`setup/${name}.ts`, `export { default } from '../lib/packages/addon/${name}.ts'\n`])),
    'index.ts': `export type { Entries, Entry } from './lib/packages/addon/programs.ts'\n`,
    'style.css': [...styles, FILLS].join('\n'),
    'bin.mjs': BIN,
    ...Object.fromEntries(['README.md', 'picture.svg', 'slides.md'].map(file => [file, readFileSync(join(root, own(file)), 'utf8')])),
    ...Object.fromEntries(PREVIEWED.map(file => [file, readFileSync(join(root, 'packages/create/template', file), 'utf8')])),
    'LICENSE': readFileSync(join(root, 'LICENSE'), 'utf8'),
    'lib/package.json': `${JSON.stringify({ type: 'module', version })}\n`,
    ...Object.fromEntries(files.map(file => [`lib/${file}`, adapt(readFileSync(join(root, file), 'utf8'))])),
  })
}

/**
 * Another deck has other commands. And what all plugins of a deck share carries our name there: modules that are no
 * files, addresses at its server, constants.
 */
export function adapt(text: string): string {
  return text
    .replace(/npm run (demo|record)(?: --)?/g, `npx ${NAME} $1`)
    .replace(/npm run kitchen(?: --)?/g, 'npx egg-server')
    .replaceAll('npm start', 'npx slidev')
    .replaceAll('The files in demos/catalogue/ have all that there are.', 'The files in demos/ are all that there are.')
    .replace(/\bvirtual:(?!four-eggs)/g, 'virtual:four-eggs-')
    .replace(/\b__(kitchen|role|runs)\b/g, '__four-eggs-$1')
    .replace(/\b__(KITCHEN_URL|EGG_MS|SITE_URL)__\b/g, '__FOUR_EGGS_$1__')
}
