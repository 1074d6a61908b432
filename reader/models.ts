import type { Component } from 'vue'

/** Something to take apart, as its own page offers it. */
export interface Model {
  /** Its name in the address. */
  name: string
  title: string
  load: () => Promise<{ default: Component }>
  props?: Record<string, unknown>
}

const machine = (demo: string) => ({ load: () => import('../components/boards/MachineDemo.vue'), props: { demo } })

/** All models, in the order in which the talk brings them. */
export const MODELS: readonly Model[] = [
  { name: 'event-loop', title: 'Runtime 1: a loop sleeps in one place', ...machine('runtime-event-loop') },
  { name: 'futures', title: 'Runtime 2: nothing fries until it is polled', ...machine('runtime-futures') },
  { name: 'executor', title: 'Runtime 3: polled again only when woken', ...machine('runtime-executor') },
  { name: 'busy-poller', title: 'Runtime 3, without wakers', ...machine('runtime-busy-poller') },
  { name: 'reactor', title: 'Runtime 4: who holds the waker while the egg fries', ...machine('runtime-reactor') },
  { name: 'select', title: 'Runtime 5: the loser is dropped', ...machine('runtime-select') },
  { name: 'blocking-pool', title: 'Runtime 5: what blocks gets a seat', ...machine('runtime-pool') },
  { name: 'three-forms', title: 'The same function three times', load: () => import('../components/boards/ThreeForms.vue') },
  { name: 'loop', title: 'The event loop you can see', load: () => import('../components/boards/EventLoopBoard.vue') },
  { name: 'scheduler', title: 'You are the scheduler', load: () => import('../components/boards/SchedulerBoard.vue') },
  { name: 'locks', title: 'Two threads, two locks', load: () => import('../components/boards/LockBoard.vue') },
  { name: 'channel', title: 'A full channel slows its senders down', load: () => import('../components/boards/ChannelBoard.vue') },
  { name: 'scope', title: 'A child never outlives its scope', load: () => import('../components/boards/ScopeBoard.vue') },
  { name: 'pool', title: 'What freezes what', load: () => import('../components/boards/PoolBoard.vue') },
  { name: 'rush', title: 'Rush hour: from collapse to calm', load: () => import('../components/boards/RushBoard.vue') },
  { name: 'amdahl', title: 'Amdahl’s law', load: () => import('../components/boards/AmdahlBoard.vue') },
  { name: 'little', title: 'Little’s law', load: () => import('../components/boards/LittleBoard.vue') },
]
