import type { Router } from 'vue-router'
import { otherSide } from '../talk/outline.ts'

/** The slide of the talk from which one went to what stands behind its chapter. */
let left: number | undefined

/** From a slide of the talk to what stands behind its chapter, and from there back to where one was. */
export async function toggleMore(router: Router): Promise<void> {
  const { name, params, query } = router.currentRoute.value
  const { default: outline } = await import('virtual:outline')
  const no = Number(params.no)
  const to = otherSide(outline, no, left)
  if (to === undefined || !name)
    return
  left = no
  await router.push({ name, params: { ...params, no: String(to) }, query: { ...query, clicks: undefined } })
}
