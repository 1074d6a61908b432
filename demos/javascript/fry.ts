import { eggTime, stove } from './kitchen.ts'

/** How an egg is wanted. */
interface Wish {
  /** How long it stays in the pan: 1 is an egg's usual time, 0.5 half of it. */
  time?: number
  /** Spoil it: when its time is over it is burnt. */
  burn?: boolean
  /** Calls it off: the request ends, and the kitchen takes the egg off the heat. */
  signal?: AbortSignal
}

/** Orders an egg; settles when it is on the plate. A burnt one is an error. */
export async function fry(name: string, { time = 1, burn, signal }: Wish = {}): Promise<string> {
  const reply = await fetch(`${stove}${name}?ms=${time * eggTime}${burn ? '&burn' : ''}`, { signal })
  const egg = await reply.text()
  if (!reply.ok)
    throw new Error(`${name} is burnt`)
  return egg
}
