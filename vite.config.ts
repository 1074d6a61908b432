import { defineConfig } from 'vite'
import { LATE_PACKAGES, SPLIT_PACKAGES } from './setup/vite/packages.ts'

export default defineConfig({
  slidev: {
    components: {
      // A slide may write what lies in `components/`, its `boards/` and its `figures/`. The rooms called `parts/` hold
      // what those are made of; and on a slide, <Arrow> is Slidev's.
      globsExclude: ['components/{parts,boards/parts}/**', 'components/figures/Arrow.vue'],
    },
  },
  optimizeDeps: {
    include: [...LATE_PACKAGES, ...SPLIT_PACKAGES],
  },
})
