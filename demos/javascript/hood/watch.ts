import { stove } from '../kitchen.ts'
import { step } from '../step.ts'

export type Name = string

/** What is kept while the function waits: by an explicit machine, its state. What an engine keeps cannot be seen. */
let kept: () => object | undefined = () => undefined

/** From now on, this is what the function keeps while it waits. */
export function watch(state: () => object): void {
  kept = state
}

/** Prints these variables, and says that they are there now: on the stack, for as long as the function runs. */
export function note(variables: Record<string, string>): void {
  console.log(Object.values(variables).join(' '))
  step('meal runs its first lines', { kept: kept(), stack: variables })
}

/** Fries an egg, and says when it is asked for and when it is here. */
export async function fry(name: string): Promise<string> {
  step(`meal asks for ${name} and lets go`, { kept: kept() })
  const reply = await fetch(stove + name)
  const plate = await reply.text()
  step(`${name} is here`, { kept: kept() })
  return plate
}

/** The function's last word: what was eaten, and by whom. */
export function done(who: Name | undefined, first: string | undefined, second: string): string {
  step('meal is done', { kept: kept() })
  return `${who} had ${first} and ${second}`
}
