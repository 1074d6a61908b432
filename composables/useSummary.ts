import type { ComputedRef, Ref } from 'vue'
import type { Rewinding } from './useRewind.ts'
import type { ShownRun } from './useRun.ts'
import { computed } from 'vue'
import { advise } from '../trace/advice.ts'
import { ghostOf } from '../trace/one-by-one.ts'
import { compare, seconds, summarize, tellClock } from '../trace/words.ts'
import { useInTurn } from './useInTurn.ts'

/** A run, or the moment of it that is shown, in words. */
export interface Summary {
  /** Its state in a sentence. */
  sentence: ComputedRef<string>
  /** What it shows of concurrency, once it is over. */
  advice: ComputedRef<string | undefined>
  /** The large clock. */
  figure: ComputedRef<string>
  /** What stands beside the clock. */
  remark: ComputedRef<string | undefined>
  /** That the program began late, and how late; or that its times are the kitchen's. */
  began: ComputedRef<string | undefined>
  /** Whether the same eggs one by one are drawn beside it: only where the run was something else. */
  hasGhost: ComputedRef<boolean>
}

/** A wait for its turn, or for a build, that is worth a remark. */
const LONG_MS = 1000

export function useSummary(
  { state, running, started, preparing, preparedMs, events, picture: whole }: ShownRun,
  { isOpen: isWoundBack, picture }: Rewinding,
  isChecking: Readonly<Ref<boolean>>,
): Summary {
  const summed = useInTurn(() => picture.value)
  const counted = useInTurn(() => picture.value)
  const compared = useInTurn(() => picture.value)
  const advised = useInTurn(() => whole.value)
  /** A flood that is over is still being drawn for a moment. */
  const isBehind = computed(() => !running.value && summed.value.running && !isWoundBack.value)
  const inThePan = computed(() => {
    if (!counted.value.running || isBehind.value)
      return undefined
    const frying = counted.value.lanes.filter(({ kitchen }) => kitchen.some(({ open }) => open)).length
    return `${frying} in the pan`
  })
  return {
    sentence: computed(() => {
      const { clock } = summed.value
      // A run that is wound back goes by no clock.
      const shown = isWoundBack.value && clock ? { ...summed.value, clock: { ...clock, rate: 1 } } : summed.value
      const words = isChecking.value
        ? 'Checking the program'
        : preparing.value ?? (isBehind.value ? 'Over, and still being drawn' : summarize(shown, { quiet: true }))
      return isWoundBack.value ? words.replace(/^Running/, 'Rewound') : words
    }),
    advice: computed(() => advised.value.running || isWoundBack.value ? undefined : advise(events.value, advised.value)),
    // Until its first line a program has a clock of its own.
    figure: computed(() => seconds(preparing.value === undefined ? picture.value.ms ?? picture.value.to : preparedMs.value)),
    remark: computed(() => preparing.value === undefined
      ? compare(compared.value) ?? (state.value === 'idle' ? undefined : inThePan.value)
      : 'until its first line'),
    began: computed(() => started.value?.order !== undefined
      ? `order ${started.value.order}, in the kitchen’s time`
      : whole.value.clock
        ? tellClock(whole.value)
        : preparing.value === undefined && state.value !== 'replay' && preparedMs.value >= LONG_MS
          ? `began ${seconds(preparedMs.value)} after the press`
          : undefined),
    hasGhost: computed(() => !compared.value.running && ghostOf(compared.value) !== undefined),
  }
}
