import { stove } from '../../kitchen.ts'
import { count, happened, part } from './machine.ts'

interface Egg {
  name: string
  gas: AbortController
  /** Called when it is fried, by what empties the pan. */
  done?: (plate: string) => void
  /** Once it is fried. */
  plate?: string
}

/**
 * The one place from which the outside world is heard: what `epoll`, `kqueue` and the like are to a real runtime. It is
 * built on the engine's own event loop, because a program in a browser has nothing below that; and it hands over
 * nothing by itself. A loop asks, or sleeps here.
 */
export class Pan {
  readonly #eggs = new Map<string, Egg>()
  #fried: Egg[] = []
  #failed: Error | undefined
  /** Others who work for this loop and will have news: threads. */
  #expected = 0
  #hasNews = false
  #wakeUp = () => {}

  constructor() {
    part('in the pan', () => [...this.#eggs.values()].filter(({ plate }) => plate === undefined).map(({ name }) => ({ name })))
  }

  /** How many have been put in and not been taken out. */
  get size(): number {
    return this.#eggs.size
  }

  has(name: string): boolean {
    return this.#eggs.has(name)
  }

  /**
   * Puts an egg in and comes back at once. `done` gets the plate, when its owner has asked for the {@link done}.
   */
  fry(name: string, done?: (plate: string) => void, ms?: number): void {
    const egg: Egg = { name, gas: new AbortController(), ...done && { done } }
    this.#eggs.set(name, egg)
    happened(`${name} goes into the pan${done ? ', with a function to call' : ''}`, done && 'keep')
    void this.#order(egg, ms === undefined ? name : `${name}?ms=${ms}`)
  }

  async #order(egg: Egg, order: string): Promise<void> {
    const { name, gas } = egg
    try {
      const reply = await fetch(stove + order, { signal: gas.signal })
      if (!reply.ok)
        throw new Error(`The kitchen would not fry ${name}: ${reply.status}.`)
      egg.plate = await reply.text()
      this.#fried.push(egg)
      happened(`the kitchen has fried ${name}`)
    }
    catch (error) {
      if (gas.signal.aborted)
        return
      this.#failed = error as Error
    }
    this.#wakeUp()
  }

  /**
   * Another thread works for this loop, and calls what this answers when there is news: the loop sleeps for it, too.
   */
  expect(): () => void {
    this.#expected++
    return () => {
      this.#expected--
      this.#hasNews = true
      this.#wakeUp()
    }
  }

  /** Takes an egg out before it is done, and the gas goes off. */
  forget(name: string): void {
    this.#eggs.get(name)?.gas.abort()
    if (this.#eggs.delete(name))
      happened(`${name} is taken out, and its gas goes off`)
  }

  /** The plate, if it is there: comes back at once either way. */
  tryTake(name: string): string | undefined {
    const egg = this.#eggs.get(name)
    if (egg?.plate !== undefined)
      this.#eggs.delete(name)
    return egg?.plate
  }

  /**
   * Sleeps until an egg is fried or that moment has come, on the clock of `performance.now()`. With nothing to sleep
   * for it comes back at once.
   */
  async wait(until = Infinity): Promise<void> {
    if (this.#fried.length === 0 && !this.#hasNews && (this.size + this.#expected > 0 || until < Infinity))
      await this.#sleep(until)
    this.#hasNews = false
    if (this.#failed)
      throw this.#failed
  }

  #sleep(until: number): Promise<void> {
    count('sleeps')
    happened('nothing to do: the loop sleeps')
    return new Promise((resolve) => {
      const ms = until - performance.now()
      const alarm = ms < Infinity ? setTimeout(resolve, Math.max(0, ms)) : undefined
      this.#wakeUp = () => {
        clearTimeout(alarm)
        resolve()
      }
    })
  }

  /** Those that have been fried since they were last asked for, taken out, each with whom to tell. */
  * done(): Generator<{ name: string, call: () => void }> {
    for (const { name, plate, done } of this.#fried.splice(0)) {
      this.#eggs.delete(name)
      yield { name, call: () => done?.(plate!) }
    }
  }

  /** Completion: one turn of the loop. Sleeps, then gives everybody their plates. */
  async turn(): Promise<void> {
    await this.wait()
    for (const { name, call } of this.done()) {
      happened(`the pan hands over ${name}’s plate`)
      call()
    }
  }

  /** A turn without sleep: comes back as soon as the engine has had one of its own. */
  async glance(): Promise<void> {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve()
      }
      port2.postMessage(undefined)
    })
    if (this.#fried.length > 0 || this.#failed)
      await this.turn()
  }

  /** Readiness: sleeps, then says whose plate can be taken. It stays where it is. */
  async readable(): Promise<string[]> {
    await this.wait()
    return this.#fried.splice(0).map(({ name }) => name)
  }
}

/** This machine's pan. */
export const pan = new Pan()
