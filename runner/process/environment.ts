import process from 'node:process'

/**
 * What a child process finds in its environment: what it needs to work, and nothing that happens to be there.
 */

/** What nearly every program needs to find its parts, its user's folder and a place for temporary files. */
const NEEDED = process.platform === 'win32'
  ? ['PATH', 'PATHEXT', 'SystemRoot', 'SystemDrive', 'ComSpec', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'TEMP', 'TMP']
  : ['PATH', 'HOME', 'TMPDIR']

/** A program asks its kitchen, which is on this machine: a proxy in between would only be in the way. */
const PROXY = /_proxy$/i

/** The language of messages and the encoding of text, the same on every machine. */
const LOCALE = { LANG: 'C.UTF-8' }

type Variables = Record<string, string>

/** The few variables that every child gets, and of `inherits` those that are set. */
export function baseEnvironment(inherits: readonly string[] = [], from: NodeJS.ProcessEnv = process.env): Variables {
  const names = [...NEEDED, ...inherits]
  return { ...LOCALE, ...Object.fromEntries(names.flatMap(name => from[name] === undefined ? [] : [[name, from[name]]])) }
}

/** The same for a program that runs: it needs no way to the world. */
export function programEnvironment(inherits: readonly string[] = [], from: NodeJS.ProcessEnv = process.env): Variables {
  return baseEnvironment(inherits.filter(name => !PROXY.test(name)), from)
}
