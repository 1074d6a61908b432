import { defineConfig } from 'vite'

export default defineConfig({
  slidev: {
    components: {
      // A slide may write what lies in `components/`, its `boards/` and its `figures/`. The rooms called `parts/` hold
      // what those are made of; and on a slide, <Arrow> is Slidev's.
      globsExclude: ['components/{parts,boards/parts}/**', 'components/figures/Arrow.vue'],
    },
  },
  optimizeDeps: {
    // What only a demo's worker or the editor asks for is found at the first press of Run or Edit: too late, for
    // Vite then bundles it and reloads the page under the run.
    include: [
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
    ],
  },
})
