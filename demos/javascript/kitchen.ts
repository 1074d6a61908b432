// What every program here is told about its kitchen. A runner says it through the environment; without a runner it
// is the kitchen on this machine, as `npm run kitchen` starts it.
const env = globalThis.process?.env ?? {}

/** The address of the kitchen, without a slash at its end. */
export const kitchen: string = env.KITCHEN_URL ?? 'http://localhost:3001'

/** How long an egg takes there when nothing else is asked for, in milliseconds. */
export const eggTime: number = Number(env.EGG_MS ?? 2000)
