/* eslint-disable antfu/no-top-level-await -- a program, which nothing imports */
// `npm start`: reads our own options, looks whether the ports are free, and lets Slidev begin. Plain JavaScript, so
// that Slidev runs without a loader of ours.
import process from 'node:process'
import { tsImport } from 'tsx/esm/api'

await tsImport('../tools/say-mistakes.ts', import.meta.url)
// Slidev would say of a mistake in it no more than where it is, and of one in a chapter nothing.
await tsImport('../demos/catalogue.ts', import.meta.url)
await (await tsImport('../talk/slides.ts', import.meta.url)).loadDeck()
const { prepare } = await tsImport('./start/prepare.ts', import.meta.url)
const ready = await prepare(process.argv.slice(2), process.env)
if ('text' in ready) {
  console.error(ready.text)
  process.exit(ready.code)
}
Object.assign(process.env, ready.env)
process.argv.splice(2, Infinity, ...ready.args)
await import('@slidev/cli/bin/slidev.mjs')
