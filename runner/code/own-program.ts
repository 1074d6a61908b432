import type { Program } from './program.ts'

/** Programs of one's own, which are in no catalogue: what `/try` shows, and the second one beside it. */
export const OWN = 'try'
export const OTHER_OWN = 'try-2'

export function isOwn(slug: string): boolean {
  return slug === OWN || slug === OTHER_OWN
}

/**
 * Where what they begin with lies. They find the same modules as the demos there, and are called by their names alone.
 */
export const OWN_FOLDER = 'demos/javascript'

/** The path of a demo's module, as a program of one's own has it. */
export function inOwnFolder(file: string): string {
  return file.startsWith(`${OWN_FOLDER}/`) ? file.slice(OWN_FOLDER.length + 1) : file
}

const REGION = /^[ \t]*\/\/ ?#(?:end)?region\b.*(?:\n|$)/gm
const SPECIFIER = /(\bfrom\s*|\bimport\s*(?:\(\s*)?)(['"])(\.[^'"\n]+)\2/g

/**
 * The whole of a program's file as one of one's own: without the marks of what a slide shows, and at home in another
 * folder.
 */
export function toOwn({ file, text }: Pick<Program, 'file' | 'text'>): string {
  const folder = file.split('/').slice(0, -1)
  return text
    .replace(REGION, '')
    .replace(
      SPECIFIER,
      (_, before: string, quote: string, specifier: string) => `${before}${quote}${fromOwnFolder(folder, specifier)}${quote}`,
    )
    .trim()
}

function fromOwnFolder(folder: readonly string[], specifier: string): string {
  const path = [...folder]
  for (const part of specifier.split('/')) {
    if (part === '..')
      path.pop()
    else if (part !== '.')
      path.push(part)
  }
  const home = OWN_FOLDER.split('/')
  const same = home.findIndex((part, index) => path[index] !== part)
  const shared = same < 0 ? home.length : same
  const up = home.slice(shared).map(() => '..')
  return [...up.length > 0 ? up : ['.'], ...path.slice(shared)].join('/')
}
