import { defineRoutesSetup } from '@slidev/types'
import { findPlace } from '../components/reading/outline'

/** Who is sent to a slide by its number, or to a demo by its name, gets to its place in the text. */
async function toPlace(wanted: { no: number } | { demo: string }) {
  const { default: outline } = await import('virtual:outline')
  const found = findPlace(outline, wanted)
  return found && { no: found.place.no, path: `/read/${found.chapter.name}/${found.place.slug}` }
}

/**
 * Beside the slides there are pages: each model has one that one can link to (`/models/scheduler`), each chapter is one
 * to be read (`/read/promises`, and a place in it), and a demo has an address that stays when slides are moved
 * (`/demo/promise-all`).
 */
export default defineRoutesSetup(routes => [
  ...routes,
  { name: 'models', path: '/models/:name?', component: () => import('../components/models/ModelPage.vue') },
  {
    name: 'read',
    path: '/read/:chapter?/:place?',
    component: () => import('../components/reading/ReadingPage.vue'),
    async beforeEnter({ params, query, hash }) {
      const [, no] = /^slide-(\d+)$/.exec(String(params.chapter)) ?? []
      return no === undefined || { path: (await toPlace({ no: Number(no) }))?.path ?? '/read', query, hash, replace: true }
    },
  },
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
