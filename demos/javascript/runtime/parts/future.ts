import { count, counted, happened, part } from './machine.ts'

/** What a poll answers while there is nothing yet. */
export const PENDING = Symbol('pending')

/** Says that polling again is worth it. It carries nothing, and runs nothing: it puts a task back into a queue. */
export type Waker = () => void

/**
 * A value that may come. It does nothing by itself: its executor polls, and hands over a waker for when there is no
 * value yet. Of the wakers it has been given, the newest counts.
 */
export interface Future<T> {
  name: string
  /** How it is called as one that polls others, if not by its name. */
  as?: string
  poll: (wake: Waker) => T | typeof PENDING
  /** It will not be polled again: it lets go of all it holds. */
  drop?: () => void
}

/** Who polls just now. */
let poller = 'the executor'

/** Those that have been asked and have not answered yet; one that only polls others is as pending as they are. */
const pending = new Map<string, { isShown: boolean }>()
part('pending', () => [...pending].flatMap(([name, { isShown }]) => isShown ? { name } : []))

/** The same future, whose polls are counted and told. */
export function watched<T>(future: Future<T>): Future<T> {
  const { name, as = name, drop } = future
  return {
    name,
    poll(wake) {
      const by = poller
      count('polls')
      happened(`${by} polls ${name}`, 'poll')
      poller = as
      const result = future.poll(wake)
      poller = by
      const isNews = result !== PENDING || !pending.has(name)
      if (result === PENDING)
        pending.set(name, { isShown: as === name })
      else
        pending.delete(name)
      // An executor that asks again and again hears the same again and again; once is enough to see it.
      if (isNews)
        happened(`${name} is ${result === PENDING ? 'pending' : 'ready'}`)
      return result
    },
    ...drop && {
      drop() {
        pending.delete(name)
        drop()
      },
    },
  }
}

/** How often anything has been polled. */
export const polls = (): number => counted('polls')

/** All futures but that one. */
export function without<T>(futures: Future<T>[], one: Future<T>): Future<T>[] {
  return futures.filter(future => future !== one)
}

/** All of them. It is ready when each is; one that is ready is not polled again. */
export function join<T>(futures: Future<T>[]): Future<T[]> {
  const results = new Map<Future<T>, T>()
  return watched({
    name: futures.map(({ name }) => name).join(' & '),
    as: 'join',
    poll(wake) {
      for (const future of futures) {
        if (results.has(future))
          continue
        const result = future.poll(wake)
        if (result !== PENDING)
          results.set(future, result)
      }
      return results.size < futures.length ? PENDING : futures.map(future => results.get(future)!)
    },
    drop: () => futures.forEach(future => results.has(future) || future.drop?.()),
  })
}

/** What comes of it, given to a function. */
export function map<T, U>(future: Future<T>, use: (result: T) => U): Future<U> {
  return {
    name: future.name,
    poll(wake) {
      const result = future.poll(wake)
      return result === PENDING ? PENDING : use(result)
    },
    ...future.drop && { drop: future.drop },
  }
}
