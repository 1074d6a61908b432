import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { Channel } from '../runner/windows/channel.ts'
import type { Note, NoteMessage, Notes } from '../runner/windows/shared-state.ts'
import { computed, shallowReactive, toValue } from 'vue'
import { openChannel } from '../runner/windows/channel.ts'
import { keyOf, NOTES_CHANNEL, take } from '../runner/windows/shared-state.ts'

const notes: Notes = shallowReactive(new Map<string, Note>())

let channel: Channel<NoteMessage> | undefined

/** Joins the other windows; asked for once. */
function join(): Channel<NoteMessage> {
  if (channel)
    return channel
  channel = openChannel<NoteMessage>(NOTES_CHANNEL)
  channel.onMessage((message) => {
    switch (message.kind) {
      case 'hello':
        if (notes.size > 0)
          channel!.say({ kind: 'notes', notes: [...notes.values()] })
        return
      case 'notes':
        return message.notes.forEach(note => take(notes, note))
      case 'note':
        return void take(notes, message.note)
    }
  })
  channel.say({ kind: 'hello' })
  return channel
}

export interface SharedNote<T> {
  value: ComputedRef<T | undefined>
  /** Writes the note in every window; nothing takes it off. */
  write: (value: T | undefined) => void
}

/** A note at a place of the deck, the same in every window. */
export function useNote<T>(place: MaybeRefOrGetter<string>, name: string): SharedNote<T> {
  join()
  const key = computed(() => keyOf({ place: toValue(place), name }))
  const value = computed(() => notes.get(key.value)?.value as T | undefined)
  return {
    value,
    write(next) {
      if (next === undefined && value.value === undefined)
        return
      const since = Math.max(Date.now(), (notes.get(key.value)?.since ?? 0) + 1)
      const note: Note = { place: toValue(place), name, since, ...next !== undefined && { value: next } }
      take(notes, note)
      join().say({ kind: 'note', note })
    },
  }
}
