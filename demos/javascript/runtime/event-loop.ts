import { eggTime } from '../kitchen.ts'
import { pan } from './parts/pan.ts'
import { Queue } from './parts/queue.ts'
import { Timers } from './parts/timers.ts'

interface Ready { name: string, call: () => void }

const timers = new Timers<Ready>()
const ready = new Queue<Ready>('ready queue')
const bell = { name: 'half', call: () => console.log('half time') }
const hasWork = () => ready.size + timers.size + pan.size > 0

// #region show
for (const name of ['A', 'B', 'C', 'D']) {
  pan.fry(name, (egg) => {
    console.log(`${egg} is ready`)
  })
}
timers.after(eggTime / 2, 'half', bell)

while (hasWork()) {
  for (const { call } of ready.drain())
    call()
  // All is done that can be done: sleep.
  await pan.wait(timers.next)
  ready.push(...timers.due())
  ready.push(...pan.done())
}
// #endregion show
