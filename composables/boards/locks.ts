/** Two threads, two locks, and a player who decides which does the next step. */

export type LockName = 'pan' | 'salt'
export type Instruction = { does: 'lock' | 'unlock', lock: LockName } | { does: 'cook' }

export interface Thread {
  name: string
  program: Instruction[]
  /** Index of the instruction that comes next; past the last one it is over. */
  next: number
}

export interface Locks {
  threads: [Thread, Thread]
  /** Who has which. */
  held: Partial<Record<LockName, string>>
}

const take = (lock: LockName): Instruction => ({ does: 'lock', lock })
const give = (lock: LockName): Instruction => ({ does: 'unlock', lock })

/** In `any` order each thread takes first what it needs first; in `same` order both take the pan before the salt. */
export function beginLocks(order: 'any' | 'same'): Locks {
  const first: Instruction[] = [take('pan'), take('salt'), { does: 'cook' }, give('salt'), give('pan')]
  const second: Instruction[] = order === 'same' ? first : [take('salt'), take('pan'), { does: 'cook' }, give('pan'), give('salt')]
  return { threads: [{ name: 'Ada', program: first, next: 0 }, { name: 'Bob', program: second, next: 0 }], held: {} }
}

export function isDone({ program, next }: Thread): boolean {
  return next >= program.length
}

/** Why a thread cannot do its next step, in a sentence; nothing if it can. */
export function whyNot(locks: Locks, name: string): string | undefined {
  const { threads, held } = locks
  const thread = threads.find(thread => thread.name === name)!
  if (isDone(thread))
    return `${name} has eaten and put everything back.`
  const lock = waitsFor(locks, name)
  if (!lock)
    return undefined
  const mine = Object.keys(held).filter(lock => held[lock as LockName] === name)
  return `${name} waits for the ${lock}: ${held[lock]} has it${mine.length > 0 ? `, and ${name} holds on to the ${mine.join(' and the ')} meanwhile` : ''}.`
}

/** One step of that thread; the same state if it cannot. */
export function stepThread(locks: Locks, name: string): Locks {
  if (whyNot(locks, name) !== undefined)
    return locks
  const { threads, held } = locks
  const thread = threads.find(thread => thread.name === name)!
  const instruction = thread.program[thread.next]!
  const after = { ...held }
  if (instruction.does === 'lock')
    after[instruction.lock] = name
  else if (instruction.does === 'unlock')
    delete after[instruction.lock]
  return { threads: threads.map(other => other === thread ? { ...other, next: other.next + 1 } : other) as Locks['threads'], held: after }
}

/** Who does the next step when nobody decides: each in turn, as far as they can; nobody, where nobody can. */
export function nextThread(locks: Locks): string | undefined {
  return locks.threads.filter(({ name }) => whyNot(locks, name) === undefined).toSorted((a, b) => a.next - b.next)[0]?.name
}

/** What a thread waits for, if it does. */
export function waitsFor(locks: Locks, name: string): LockName | undefined {
  const { program, next } = locks.threads.find(thread => thread.name === name)!
  const instruction = program[next]
  return instruction?.does === 'lock' && locks.held[instruction.lock] !== undefined ? instruction.lock : undefined
}

/** `stuck`: neither can go on, and neither is over. */
export function stateOf(locks: Locks): 'going' | 'stuck' | 'over' {
  if (locks.threads.every(isDone))
    return 'over'
  return locks.threads.every(({ name }) => whyNot(locks, name) !== undefined) ? 'stuck' : 'going'
}

/** All states that can be reached from here by any order of steps. */
export function reachable(from: Locks): Locks[] {
  const seen = new Map<string, Locks>([[keyOf(from), from]])
  for (const locks of seen.values()) {
    for (const { name } of locks.threads) {
      const after = stepThread(locks, name)
      if (!seen.has(keyOf(after)))
        seen.set(keyOf(after), after)
    }
  }
  return [...seen.values()]
}

function keyOf({ threads }: Locks): string {
  return threads.map(({ next }) => next).join()
}

/** What an instruction says, in code. */
export function wordsOf(instruction: Instruction): string {
  return instruction.does === 'cook' ? 'season and fry' : `${instruction.does}(${instruction.lock})`
}
