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
