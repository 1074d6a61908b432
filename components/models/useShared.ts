import type { ShallowRef } from 'vue'
import { shallowRef, watch } from 'vue'

/**
 * State of a model that every window of this browser shows: the presenter's, the projector's, and all copies of the same
 * slide in one of them. Whoever changes it last is followed. A window that opens later is told.
 */

type Message
  = | { kind: 'value', name: string, since: number, value: unknown }
    | { kind: 'hello' }

interface Kept { ref: ShallowRef<unknown>, since: number }

const kept = new Map<string, Kept>()
let channel: BroadcastChannel | undefined
/** True while a value is written that has just been heard. */
let isHearing = false

function join(): BroadcastChannel {
  if (channel)
    return channel
  channel = new BroadcastChannel(`four-eggs:models ${new URL('.', document.baseURI).pathname}`)
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'hello')
      return kept.forEach(({ since }, name) => since > 0 && say(name))
    const known = kept.get(data.name)
    if (!known || known.since >= data.since)
      return
    known.since = data.since
    isHearing = true
    known.ref.value = data.value
    isHearing = false
  })
  return channel
}

function say(name: string) {
  const { ref, since } = kept.get(name)!
  join().postMessage({ kind: 'value', name, since, value: ref.value } satisfies Message)
}

/** The value of that name: plain data, replaced and never changed inside. */
export function useShared<T>(name: string, initial: T): ShallowRef<T> {
  const known = kept.get(name)
  if (known)
    return known.ref as ShallowRef<T>
  const ref = shallowRef<unknown>(initial)
  const entry: Kept = { ref, since: 0 }
  kept.set(name, entry)
  watch(ref, () => {
    if (isHearing)
      return
    entry.since = Math.max(Date.now(), entry.since + 1)
    say(name)
  }, { flush: 'sync' })
  join().postMessage({ kind: 'hello' } satisfies Message)
  return ref as ShallowRef<T>
}
