import { defineConfig } from 'vite'

export default defineConfig({
  optimizeDeps: {
    // What only a demo's worker or the editor asks for is found when somebody first presses Run or Edit: too late, for
    // Vite then bundles it and reloads the page under the run.
    include: [
      '@codemirror/commands',
      '@codemirror/lang-javascript',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
      'acorn',
      'loupe',
      'sucrase',
    ],
  },
})
