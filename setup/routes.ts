import { defineRoutesSetup } from '@slidev/types'
import { toPlace } from '../composables/to-place'

const ReadingPage = () => import('../reader/ReadingPage.vue')

/**
 * Beside the slides there are pages: each model has one that one can link to (`/models/scheduler`), each chapter is one
 * to be read (`/read/promises`, and a place in it), `/try` is a stove for a program of one's own, and a demo has an
 * address that stays when slides are moved (`/demo/promise-all`).
 */
export default defineRoutesSetup(routes => [
  ...routes,
  // What a phone in the speaker's hand shows.
  { name: 'remote', path: '/remote', component: () => import('../components/parts/RemotePage.vue') },
  { name: 'models', path: '/models/:name?', component: () => import('../reader/ModelPage.vue') },
  { name: 'read', path: '/read/:chapter?/:place?', component: ReadingPage },
  { name: 'try', path: '/try/:beside(beside)?', component: () => import('../reader/TryPage.vue') },
  {
    name: 'demo',
    path: '/demo/:slug',
    // Never shown: a record needs a component, and one with `redirect` instead would not run its guard.
    component: ReadingPage,
    async beforeEnter({ params, query, hash }) {
      const demo = String(params.slug)
      const found = await toPlace({ demo })
      return found
        ? { path: `/${found.no}`, query, hash, replace: true }
        : { path: '/read', query: { ...query, 'no-demo': demo }, hash, replace: true }
    },
  },
])
