import { defineConfig } from 'vite'

export default defineConfig({
  optimizeDeps: {
    // What only a demo's worker or a slide asks for is found when somebody first presses Run: too late, for Vite then
    // bundles it and reloads the page under the run.
    include: ['acorn', 'loupe', 'sucrase'],
  },
})
