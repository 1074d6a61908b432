/**
 * What only a demo's thread or the editor asks for is found at the first press of Run or Edit: too late, for Vite then
 * bundles it and reloads the page under the run.
 */
export const LATE_PACKAGES = [
  '@codemirror/commands',
  '@codemirror/lang-javascript',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
  '@noble/hashes/sha2.js',
  'acorn',
  'magic-string',
  'sucrase',
  'uqr',
]

/** Each way from Slidev's own folder, where a package lies that is not the deck's own. */
const ofSlidev = (parent: string, ...names: string[]): string[] => names.map(name => `@slidev/cli > @slidev/client > ${parent} > ${name}`)

/**
 * What lies in some hundred small files, of which a window asks for each: Slidev leaves the packages that import these
 * unbundled, and their imports with them.
 */
export const SPLIT_PACKAGES = [
  ...ofSlidev('@slidev/rough-notation', 'roughjs/bin/generator', 'roughjs/bin/math', 'roughjs/bin/renderer'),
  ...ofSlidev('@unhead/vue', 'unhead', 'unhead/client', 'unhead/plugins', 'unhead/utils'),
  ...ofSlidev('@vueuse/motion', 'framesync', 'popmotion', 'style-value-types'),
]
