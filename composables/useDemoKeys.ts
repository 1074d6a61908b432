import { onScopeDispose } from 'vue'
import { registerBack, registerEditable, registerPausable, registerRecorded, registerResettable, registerRewindable, registerSlow, registerStep } from './useInView.ts'

/** What the keys of the demo in view do, besides running it. What a demo does not have, its key does not do. */
export interface DemoKeys {
  recorded?: () => void
  edit?: () => void
  rewind?: () => void
  reset: () => void
  /** Steps through a run that is wound back, or lets the next answer of a paused one go. */
  step?: (by: 1 | -1) => void
  /** Pauses a live run, and lets it go on. */
  pause?: () => void
  slower?: () => void
}

/** Each action of a demo's buttons has a key, as long as the button could be pressed. */
export function useDemoKeys(
  isInView: () => boolean,
  { recorded, edit, rewind, reset, step, pause, slower }: DemoKeys,
  canStep: () => boolean = () => false,
): void {
  const keys = [
    registerResettable({ isInView, act: reset }),
    ...recorded ? [registerRecorded({ isInView, act: recorded })] : [],
    ...edit ? [registerEditable({ isInView, act: edit })] : [],
    ...pause ? [registerPausable({ isInView, act: pause })] : [],
    ...slower ? [registerSlow({ isInView, act: slower })] : [],
    ...rewind ? [registerRewindable({ isInView, act: rewind })] : [],
    ...step
      ? [
          registerStep({ isInView: () => isInView() && canStep(), act: () => step(1) }),
          registerBack({ isInView: () => isInView() && canStep(), act: () => step(-1) }),
        ]
      : [],
  ]
  onScopeDispose(() => keys.forEach(end => end()))
}
