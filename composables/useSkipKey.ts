import { onScopeDispose } from 'vue'
import { registerSkippable } from './useInView.ts'

/** Lets the skip key act on this while `isAsked`: an open question on the slide that is shown. */
export function useSkipKey(isAsked: () => boolean, skip: () => void): void {
  onScopeDispose(registerSkippable({ isInView: isAsked, act: skip }))
}
