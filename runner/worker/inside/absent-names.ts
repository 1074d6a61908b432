/**
 * What other places have by themselves, and a program here has not: an engine says only that it is not defined.
 */

const PAGE = 'A page has it, and this program runs beside none. Print with console.log'
const KEPT = 'A page has it, and this program runs beside none. Keep things in a Map while it runs'
const SCRIPT = 'Only CommonJS scripts have it. This program is a module: it uses import and export'

const INSTEAD: Record<string, string> = {
  SharedArrayBuffer:
    'Browsers share memory only between threads of a page that is isolated from all others. Send messages instead, or run it in a terminal: npm run demo -- ./my-file.ts',
  ...Object.fromEntries(['window', 'document', 'alert', 'confirm', 'prompt', 'HTMLElement', 'Image', 'Audio', 'parent', 'top', 'screen', 'history'].map(name => [name, PAGE])),
  ...Object.fromEntries(['localStorage', 'sessionStorage'].map(name => [name, KEPT])),
  ...Object.fromEntries(['module', 'exports', 'require', '__dirname', '__filename'].map(name => [name, SCRIPT])),
  requestAnimationFrame: 'Browsers call it when they draw. Use setTimeout()',
  requestIdleCallback: 'Browsers call it when they draw nothing. Use setTimeout()',
  XMLHttpRequest: 'It is the browsers’ old way to ask. Use fetch()',
}

/** What to do instead of a name that an error says is not defined, where that is known. */
export function whatInstead(thrown: unknown): string | undefined {
  if (!(thrown instanceof ReferenceError))
    return
  // The second is WebKit's.
  const name = (/^([\w$]+) is not defined(?: in ES module scope.*)?$/.exec(thrown.message) ?? /^Can't find variable: ([\w$]+)$/.exec(thrown.message))?.[1]
  const sentence = name === undefined || !Object.hasOwn(INSTEAD, name) ? undefined : INSTEAD[name]
  return sentence && `There is no ${name} here. ${sentence}.`
}
