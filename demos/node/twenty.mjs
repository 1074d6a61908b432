import { eggTime, stove } from './kitchen.mjs'

/** Half of an egg's time: the slow one in twenty takes five times as long. */
const fryTime = eggTime / 2

/** Twenty eggs of one breakfast. */
export const eggs = Array.from({ length: 20 }, (_, index) => `G${index + 1}`)

/** Orders an egg; settles when it is on the plate. */
export async function order(egg, signal) {
  const reply = await fetch(`${stove}${egg}?ms=${fryTime}`, { signal })
  return reply.text()
}

/** For how long the kitchen had the gas on, by its own trace, in times of one of these eggs. */
export async function gas() {
  let lines
  // The kitchen may hear a moment later that the loser is called off.
  do lines = (await fetch(`${stove}trace`).then(reply => reply.text())).trim().split('\n').map(line => JSON.parse(line))
  while (lines.length % 2 === 1)
  const ms = lines.reduce((sum, { kind, at }) => sum + (kind === 'start' ? -at : at), 0)
  return (ms / fryTime).toFixed(0)
}

// The first fetch of a process takes its time, and is not to be an egg's.
await fetch(new URL('/health', stove)).then(reply => reply.text())
