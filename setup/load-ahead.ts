/**
 * What a press on a slide shows or needs, and no slide does before. On a stage it is there before the press: Vite takes
 * a moment to hand it out, and UnoCSS makes all styles of the page anew for it. The editor is large and seldom wanted:
 * Edit loads it.
 */
const NEEDED_AT_A_PRESS: readonly (() => Promise<unknown>)[] = [
  () => import('../components/parts/ClockBar.vue'),
  () => import('../components/parts/CloseUp.vue'),
  () => import('../components/parts/DemoContradictions.vue'),
  () => import('../components/parts/KeysList.vue'),
  () => import('../components/parts/OrdersCard.vue'),
  () => import('../components/parts/RemoteCode.vue'),
  () => import('../components/parts/RoomVote.vue'),
  () => import('../components/parts/SweepChart.vue'),
  () => import('../components/parts/WaitGraph.vue'),
  () => import('../composables/orders/explore.ts'),
  () => import('../runner/windows/runs.ts'),
  () => import('../trace/dumps.ts'),
  () => import('virtual:outline'),
  () => import('virtual:pace'),
]

/** Fetches all of it at once. What cannot be had now is asked for again when it is needed. */
export async function loadAhead(): Promise<void> {
  await Promise.allSettled(NEEDED_AT_A_PRESS.map(load => load()))
}
