import { defineRoutesSetup } from '@slidev/types'

/** Each model has a page of its own that one can link to: `/models/scheduler`. */
export default defineRoutesSetup(routes => [
  ...routes,
  { name: 'models', path: '/models/:name?', component: () => import('../components/models/ModelPage.vue') },
])
