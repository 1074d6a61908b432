import type { Demo } from '../../demos/catalogue/demo.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue, faults, findDemo } from '../../demos/catalogue.ts'
import { nearest } from '../../demos/nearest.ts'
import { checkProgram } from '../code/check-program.ts'
import { findEntry } from './find-entry.ts'

/** A demo that can be run, or why not: there is none of that slug, or its entry or its file is not in order. */
export type Asked = { demo: Demo } | { why: 'unknown' | 'faulty', sentence: string }

/** The demo of that slug; or a sentence that names the file and the line, or the slug that was probably meant. */
export async function askDemo(root: string, slug: string): Promise<Asked> {
  const demo = findDemo(slug)
  if (demo) {
    return existsSync(join(root, demo.file))
      ? { demo }
      : { why: 'faulty', sentence: `${await findEntry(root, slug)}: ${checkProgram(demo, undefined)[0]}` }
  }
  const own = faults.filter(fault => fault.slug === slug && slug !== '')
  if (own.length > 0)
    return { why: 'faulty', sentence: (await sayFaults(root, own)).join('\n') }
  const meant = nearest(slug, catalogue.map(({ slug }) => slug))
  return { why: 'unknown', sentence: `There is no demo "${slug}". ${meant ? `Did you mean ${meant}? ` : ''}npm run demo lists them.` }
}

/** What is wrong with entries, each with its file and line. */
export function sayFaults(root: string, some = faults): Promise<string[]> {
  return Promise.all(some.map(async ({ slug, sentence }) => `${await findEntry(root, slug)}: ${sentence}`))
}
