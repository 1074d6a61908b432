/**
 * What people did around a run and every window shows: a guess, a changed program, the moment a run was wound back to.
 * Notes are small, there is one of a name at each place, and the newest counts. Runs are not among them: they have the
 * board.
 */
export interface Note {
  /** A demo's slug, as on the board. */
  place: string
  name: string
  /** Plain data; missing once the note was taken off. */
  value?: unknown
  /** Wall-clock milliseconds at which it was written: of two notes the later one counts. */
  since: number
}

/** Notes by place and name. One that was taken off stays as an empty one, so that an older one does not come back. */
export type Notes = Map<string, Note>

export type NoteMessage
  = | { kind: 'note', note: Note }
  /** A window that has just opened asks what there is. */
    | { kind: 'hello' }
  /** The answer. */
    | { kind: 'notes', notes: Note[] }

/** The name under which these messages travel between windows. */
export const NOTES_CHANNEL = 'four-eggs:notes'

/** The key of a note. No slug and no name has a space in it. */
export function keyOf({ place, name }: Pick<Note, 'place' | 'name'>): string {
  return `${place} ${name}`
}

/** Puts a note where it belongs, unless a newer one is there; answers whether it did. */
export function take(notes: Notes, note: Note): boolean {
  const known = notes.get(keyOf(note))
  if (known && known.since >= note.since)
    return false
  notes.set(keyOf(note), note)
  return true
}
