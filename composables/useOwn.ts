import { OWN } from '../runner/code/own-program.ts'
import { replaceOwn } from './useDraft.ts'

export { isOwn, OTHER_OWN, OWN, toOwn } from '../runner/code/own-program.ts'

/** Puts a program where one's own is, or beside it. */
export function putOwn(text: string, place = OWN): void {
  replaceOwn(place, text, 'example')
}
