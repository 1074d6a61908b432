import { step } from './step.ts'

/** What can be said of a task and a thing that not everybody can have. */
type Does = 'wants' | 'has' | 'owes' | 'leaves' | 'gives'

/** A picture of more has nothing to say, and a loop would do nothing but tell. */
const MOST = 2_000

let told = 0

/** Says who wants what and who has it: when a run stands still, that tells who waits for whom. */
export function hold(task: string, does: Does, thing: string): void {
  told++
  if (told <= MOST)
    step(`${task} ${does} ${thing}`, { task, does, thing })
  else if (told === MOST + 1)
    step('no more is told of who has what', { task, does: 'stops', thing })
}
