import type { Ref, ShallowRef } from 'vue'
import { customRef, readonly, shallowRef, triggerRef } from 'vue'

/**
 * What this browser keeps of its reader: nothing of it leaves the device. Where a browser keeps nothing (site data that
 * is blocked, a disk that is full), all of it works until the tab is closed, and `isKeeping` says so.
 */

const PREFIX = 'four-eggs:'

const keeping = shallowRef(true)

/** Whether what is written now is there tomorrow. */
export const isKeeping: Readonly<Ref<boolean>> = readonly(keeping)

const values = new Map<string, ShallowRef<unknown>>()

/** A value that is kept under a name; `initial` has the fields that an older version of it may lack. */
export function useKept<T extends object>(name: string, initial: T): Ref<T> {
  let value = values.get(name) as ShallowRef<T> | undefined
  if (!value) {
    value = shallowRef<T>({ ...initial, ...read(name) })
    values.set(name, value as ShallowRef<unknown>)
    listen()
  }
  const kept = value
  return customRef(() => ({
    get: () => kept.value,
    set(next) {
      kept.value = next
      write(name, next)
    },
  }))
}

function read(name: string): object {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? '{}')
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {}
  }
  catch {
    // What another program wrote there is no value of ours; a browser that blocks is found out below.
    tryToKeep()
    return {}
  }
}

function write(name: string, value: object): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
    // `public/start.js` has put something else in the place of a storage that is blocked.
    keeping.value = !(globalThis as { keepsNothing?: boolean }).keepsNothing
  }
  catch {
    keeping.value = false
  }
}

function tryToKeep(): void {
  write('kept', {})
}

let isListening = false

/** Another window of this browser has written. */
function listen(): void {
  if (isListening || typeof window === 'undefined')
    return
  isListening = true
  tryToKeep()
  addEventListener('storage', ({ key }) => {
    const name = key?.slice(PREFIX.length)
    const value = name !== undefined && values.get(name)
    if (!value)
      return
    value.value = { ...value.value as object, ...read(name) }
    triggerRef(value)
  })
}
