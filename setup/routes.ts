import { defineRoutesSetup } from '@slidev/types'
import { toPlace } from '../composables/to-place'

/**
 * Beside the slides there are pages: each model has one that one can link to (`/models/scheduler`), each chapter is one
 * to be read (`/read/promises`, and a place in it), and a demo has an address that stays when slides are moved
 * (`/demo/promise-all`).
 */
export default defineRoutesSetup(routes => [
  ...routes,
  { name: 'models', path: '/models/:name?', component: () => import('../reader/ModelPage.vue') },
  { name: 'read', path: '/read/:chapter?/:place?', component: () => import('../reader/ReadingPage.vue') },
  {
    name: 'demo',
    path: '/demo/:slug',
    redirect: '/',
    async beforeEnter({ params, query, hash }) {
      const found = await toPlace({ demo: String(params.slug) })
      return { path: found ? `/${found.no}` : '/read', query, hash, replace: true }
    },
  },
])
