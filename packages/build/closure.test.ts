import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { closureOf } from './closure.ts'

const root = mkdtempSync(join(tmpdir(), 'closure-'))
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(files: Record<string, string>) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
}

it('finds what a component is made of, its types and what it starts included', () => {
  write({
    'a/Top.vue': `<script setup lang="ts">\nimport type { Props } from '../b/props'\nimport { ref } from 'vue'\nimport Part from './Part.vue'\n</script>\n<template><p>import x from './no.ts'</p></template>`,
    'a/Part.vue': `<script setup lang="ts">\nconst load = () => import('../b/later.ts')\n</script>`,
    'b/props.ts': `import type { Plugin } from 'vite'\nexport interface Props { plugin: Plugin }`,
    'b/later.ts': `import words from 'virtual:words'\nimport fs from 'node:fs'\nimport { x } from '@scope/pack/deep'\nexport const worker = new URL('./worker.mjs', import.meta.url)`,
    'b/worker.mjs': '',
    'b/unused.ts': '',
  })
  expect(closureOf(root, ['a/Top.vue'])).toEqual({
    files: ['a/Part.vue', 'a/Top.vue', 'b/later.ts', 'b/props.ts', 'b/worker.mjs'],
    packages: ['@scope/pack', 'vue'],
  })
})

it('names what is missing, and by which file it is wanted', () => {
  write({ 'a.ts': `import './gone.ts'` })
  expect(() => closureOf(root, ['a.ts'])).toThrow('a.ts needs ./gone.ts, and there is no such file.')
})
