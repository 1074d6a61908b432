import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { THEME } from './addon.ts'
import { readManifest, writePackage } from './write-package.ts'

const FOLDER = 'packages/create'

/** Makes what `npm create four-eggs` copies: a deck of three slides, with the versions that are tested here. */
export function buildCreate(root: string, out: string): void {
  const { version, license, engines, dependencies, overrides } = readManifest(root)
  const deck = {
    private: true,
    type: 'module',
    scripts: {
      dev: 'slidev --open',
      build: 'slidev build --base ./ --router-mode hash',
      export: 'slidev export',
      record: 'slidev-addon-four-eggs record',
    },
    dependencies: {
      '@slidev/cli': dependencies['@slidev/cli'],
      ...THEME,
      'slidev-addon-four-eggs': version,
      'vue': dependencies.vue,
    },
    overrides,
  }
  writePackage(out, {
    name: 'create-four-eggs',
    version,
    type: 'module',
    description: 'Begins a Slidev deck whose programs run: three slides, two programs.',
    license,
    keywords: ['create', 'slidev', 'concurrency'],
    engines,
    bin: { 'create-four-eggs': './main.mjs' },
  }, {
    ...Object.fromEntries(filesIn(join(root, FOLDER)).map(file => [file, readFileSync(join(root, FOLDER, file), 'utf8')])),
    'template/package.json': `${JSON.stringify(deck, null, 2)}\n`,
    'LICENSE': readFileSync(join(root, 'LICENSE'), 'utf8'),
  })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
}
