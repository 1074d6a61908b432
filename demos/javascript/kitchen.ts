// What every program here is told about its kitchen. A runner says it through the environment; without a runner it
// is the kitchen on this machine, as `npm run kitchen` starts it.
const env = globalThis.process?.env ?? {}

/** The address at which eggs are ordered: an egg's name follows. */
export const stove = `${env.KITCHEN_URL ?? 'http://localhost:3001'}/`

/** How long an egg takes there when nothing else is asked for, in milliseconds. */
export const eggTime = Number(env.EGG_MS ?? 2000)
