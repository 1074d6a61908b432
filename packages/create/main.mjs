#!/usr/bin/env node
/** `npm create four-eggs my-talk`: a deck of three slides with two programs that run. */
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const [name = 'my-talk', ...more] = process.argv.slice(2)

if (name.startsWith('-') || more.length > 0)
  fail('Name one folder, and nothing else: npm create four-eggs my-talk')

const folder = resolve(name)
// Vite takes them for the end of a file's name.
if (/[#?]/.test(folder))
  fail(`There is a # or a ? in ${folder}, and what serves a deck cannot read files below such a folder. Choose another.`)
if (existsSync(folder) && readdirSync(folder).length > 0)
  fail(`There is something in ${name} already. Name a folder that is not there: npm create four-eggs my-talk`)

cpSync(fileURLToPath(new URL('template', import.meta.url)), folder, { recursive: true })
// npm leaves files of that name out of packages.
renameSync(join(folder, '_gitignore'), join(folder, '.gitignore'))

const manifest = join(folder, 'package.json')
const named = { name: nameOf(basename(folder)), ...JSON.parse(readFileSync(manifest, 'utf8')) }
writeFileSync(manifest, `${JSON.stringify(named, null, 2)}\n`)

const to = relative(process.cwd(), folder)
console.log(`Three slides and two programs are in ${to || 'this folder'}. Now:\n`)
console.log(`${to && `  cd ${/\s/.test(to) ? `"${to}"` : to}\n`}  npm install\n  npm run dev`)

/** What npm takes for a name: `Mein Vortrag` → `mein-vortrag`. */
function nameOf(text) {
  return text.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'my-talk'
}

function fail(sentence) {
  console.error(sentence)
  process.exit(2)
}
