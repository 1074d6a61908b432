import { hold } from './holds.ts'
import { awaits } from './report.ts'

/** What a picture of who waits for whom calls a channel, and the tasks at its two ends, where those are known. */
interface Ends { name?: string, from?: string, to?: string }

/** A task that waits to receive. An offer that is not accepted has found one that has left. */
interface Taker<T> { offer: (value: T | undefined) => boolean }

interface Sender<T> { value: T, accepted: () => void, refused: (error: Error) => void }

/**
 * Passes values from tasks to tasks, each value to exactly one. It holds at most `capacity` of them: then a sender
 * waits until there is room, which slows it down to the pace of the receivers. With capacity 0 it waits for a receiver.
 *
 * A channel that is closed takes nothing more; what is in it can still be received, and after that there is
 * `undefined`, which therefore cannot be sent.
 */
export class Channel<T extends NonNullable<unknown>> implements AsyncIterable<T> {
  readonly #values: T[] = []
  #senders: Sender<T>[] = []
  #takers: Taker<T>[] = []
  #isClosed = false

  readonly #ends: Ends

  constructor(readonly capacity = 0, ends: Ends = {}) {
    if (!(capacity >= 0))
      throw new RangeError(`A channel holds 0 values or more; ${capacity} is not a number of values.`)
    this.#ends = ends
    this.#owe('owes')
  }

  /** How many values are in it. */
  get size(): number {
    return this.#values.length
  }

  /** Settles when the value is in the channel or received. Rejects if the channel is closed before. */
  send(value: T): Promise<void> {
    if (this.#isClosed)
      return Promise.reject(closed())
    if (this.#give(value))
      return Promise.resolve()
    if (this.#values.length < this.capacity) {
      this.#values.push(value)
      return Promise.resolve()
    }
    const sent = new Promise<void>((accepted, refused) => {
      this.#senders.push({ value, accepted, refused })
    })
    awaits(this.#room, sent)
    return sent
  }

  /** Settles with the next value; with `undefined` when the channel is closed and empty. */
  receive(): Promise<T | undefined> {
    let isHere = false
    const received = new Promise<T | undefined>((resolve) => {
      this.take({
        offer(value) {
          isHere = true
          resolve(value)
          return true
        },
      })
    })
    if (!isHere)
      awaits(this.#value, received)
    return received
  }

  /** Nothing more will be sent. Those who wait to send are refused, those who wait to receive get `undefined`. */
  close(): void {
    if (!this.#isClosed)
      this.#owe('gives')
    this.#isClosed = true
    this.#senders.forEach(({ refused }) => refused(closed()))
    this.#senders = []
    this.#takers.forEach(({ offer }) => offer(undefined))
    this.#takers = []
  }

  /** Receives until the channel is closed and empty. */
  async* [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (let value = await this.receive(); value !== undefined; value = await this.receive())
      yield value
  }

  /** Offers the next value to a taker, now or when there is one. For `select`, which takes from several channels. */
  take(taker: Taker<T>): void {
    const value = this.#values[0] ?? this.#senders[0]?.value
    if (value === undefined && !this.#isClosed) {
      this.#takers.push(taker)
      return
    }
    if (taker.offer(value) && value !== undefined)
      this.#advance()
  }

  /** Forgets a taker that has found something elsewhere. */
  leave(taker: Taker<T>): void {
    this.#takers = this.#takers.filter(other => other !== taker)
  }

  get #room(): string {
    return `room in ${this.#ends.name ?? 'a channel'}`
  }

  get #value(): string {
    return `a value in ${this.#ends.name ?? 'a channel'}`
  }

  /** Who is to send owes values, and who is to receive makes room. */
  #owe(does: 'owes' | 'gives'): void {
    const { from, to } = this.#ends
    if (from !== undefined)
      hold(from, does, this.#value)
    if (to !== undefined)
      hold(to, does, this.#room)
  }

  /** Gives a value to the first taker that is still there. */
  #give(value: T): boolean {
    while (this.#takers.length > 0) {
      if (this.#takers.shift()!.offer(value))
        return true
    }
    return false
  }

  /** Removes the value that has just been taken, and lets the sender in who has waited longest. */
  #advance(): void {
    const hadValue = this.#values.length > 0
    this.#values.shift()
    const sender = this.#senders.shift()
    if (!sender)
      return
    if (hadValue)
      this.#values.push(sender.value)
    sender.accepted()
  }
}

function closed(): Error {
  return new Error('The channel is closed: nothing can be sent any more.')
}

type Sent<C> = C extends Channel<infer T> ? T : never

/** What `select` received and from which channel, by its key; or that nothing came in time. */
export type Selected<C> = { [K in keyof C]: { from: K, value: Sent<C[K]> | undefined } }[keyof C] | { from: 'timeout', value: undefined }

/**
 * Receives from whichever of these channels has something first, and from that one only: from the others nothing is
 * taken, so nothing is lost. (`Promise.race` of several `receive()` would take from all.) If several have something,
 * the first one listed wins. After `ms` milliseconds without anything it is from `'timeout'`.
 */
export function select<C extends Record<string, Channel<any>>>(channels: C, ms = Infinity): Promise<Selected<C>> {
  return new Promise((resolve) => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const takers = Object.entries(channels).map(([from, channel]) => ({
      channel,
      taker: {
        offer(value: unknown): boolean {
          if (isOver)
            return false
          settle({ from, value } as Selected<C>)
          return true
        },
      },
    }))

    function settle(found: Selected<C>): void {
      isOver = true
      clearTimeout(timer)
      takers.forEach(({ channel, taker }) => channel.leave(taker))
      resolve(found)
    }

    for (const { channel, taker } of takers) {
      if (!isOver)
        channel.take(taker)
    }
    if (!isOver && ms < Infinity)
      timer = setTimeout(() => settle({ from: 'timeout', value: undefined }), ms)
  })
}
