/**
 * A thread that runs out of memory takes its whole tab along: the deck, and what was said on it. No engine tells a page
 * how much a thread has used, so the ways in which programs that run away usually do it are counted: lists that
 * grow, and lists that are filled. What is counted is all that was ever asked for, so it is many times what a program
 * with a purpose needs. This is a seat belt, and no wall.
 */

/** About a quarter of what ends a tab. */
const MOST_BYTES = 1024 ** 3

/** A map of that many takes about 120 MB, and as much again while it grows. */
const MOST_ENTRIES = 2_000_000

/** An element of a list; and what an object with a few fields takes. */
const BYTES = { element: 16, object: 128 }

/** What is left for reporting that there is nothing left. */
const RESERVE_BYTES = 256 * 1024

type Method = (this: unknown[], ...values: unknown[]) => unknown

/** Makes lists count what they take, and refuse when that is too much. */
export function limitLists(prototype: object, mostBytes = MOST_BYTES): void {
  let left = mostBytes
  let reserve: number | undefined

  function charge(bytes: number) {
    left -= bytes
    if (left >= 0)
      return
    if (reserve !== undefined && bytes <= reserve) {
      reserve -= bytes
      return
    }
    // Code that is refused may still say so: printing and reporting make lists, too.
    reserve ??= RESERVE_BYTES
    throw new RangeError(
      `The program put more than ${mostBytes >= MOST_BYTES ? '1 GB' : `${mostBytes} bytes`} into lists. A tab that runs out of memory takes the slides with it.`,
    )
  }

  function wrap(name: string, cost: (list: unknown[], values: unknown[]) => number) {
    const property = Object.getOwnPropertyDescriptor(prototype, name)!
    const method = property.value as Method
    // A method of the same name and length, that is no constructor either.
    const { [name]: counted } = {
      [name](this: unknown[], ...values: unknown[]) {
        charge(cost(this, values))
        return method.apply(this, values)
      },
    }
    Object.defineProperty(prototype, name, { ...property, value: Object.defineProperty(counted!, 'length', { value: method.length }) })
  }

  const sizeOfAll = (_: unknown[], values: unknown[]) => values.reduce((sum: number, value) => sum + sizeOf(value), 0)
  wrap('push', sizeOfAll)
  wrap('unshift', sizeOfAll)
  wrap('fill', list => Number(list?.length) * BYTES.element / 2 || 0)
}

/** The same of maps and sets, which grow in great steps: in Node, one step too far takes the whole process along. */
export function limitCollections(prototypes: (Map<unknown, unknown> | Set<unknown>)[], most = MOST_ENTRIES): void {
  let left = most
  for (const prototype of prototypes) {
    const name = 'set' in prototype ? 'set' : 'add'
    const size = Object.getOwnPropertyDescriptor(prototype, 'size')!.get!
    const property = Object.getOwnPropertyDescriptor(prototype, name)!
    const method = property.value as (...values: unknown[]) => unknown
    Object.defineProperty(prototype, name, { ...property, value: new Proxy(method, {
      apply(target, self, args) {
        const before = Reflect.apply(size, self, []) as number
        const result = Reflect.apply(target, self, args) as unknown
        if (Reflect.apply(size, self, []) as number > before && --left < 0)
          throw new RangeError(`The program put more than ${most} entries into maps and sets. Something in it grows without end.`)
        return result
      },
    }) })
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string')
    return BYTES.element + value.length
  if (typeof value !== 'object' || value === null)
    return BYTES.element
  if (Array.isArray(value))
    return BYTES.object + value.length * BYTES.element / 2
  return BYTES.object + (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? value.byteLength : 0)
}
