import type { Rollup } from 'vite'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { adapt } from './addon.ts'
import { pick, readManifest, writePackage } from './write-package.ts'

const ENTRY = 'packages/egg-server/main.ts'
const BESIDE = { 'README.md': 'packages/egg-server/README.md', 'LICENSE': 'LICENSE' }

/** Makes the kitchen for everybody: one file of JavaScript, so that `npx egg-server` is there at once. */
export async function buildEggServer(root: string, out: string): Promise<void> {
  const { version, license, engines, dependencies } = readManifest(root)
  const { output: [chunk] } = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { target: 'node' },
    plugins: [{ name: 'four-eggs:adapt', enforce: 'pre', transform: code => adapt(code) }],
    build: { write: false, ssr: join(root, ENTRY), minify: false, target: 'node20', rollupOptions: { output: { codeSplitting: false } } },
  }) as Rollup.RollupOutput
  writePackage(out, {
    name: 'egg-server',
    version,
    type: 'module',
    description: 'A slow HTTP server to teach with: it fries eggs, for as long as you say, and draws who waited for what.',
    license,
    keywords: ['http', 'server', 'slow', 'delay', 'latency', 'mock', 'teaching', 'concurrency'],
    engines,
    bin: { 'egg-server': './main.mjs' },
    dependencies: pick(dependencies, chunk.imports.filter(name => !name.startsWith('node:'))),
  }, {
    'main.mjs': `#!/usr/bin/env node\n${chunk.code}`,
    ...Object.fromEntries(Object.entries(BESIDE).map(([to, from]) => [to, readFileSync(join(root, from), 'utf8')])),
  })
}
