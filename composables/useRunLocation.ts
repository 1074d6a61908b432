import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { Recorded } from '../runner/replay/recording.ts'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { RunStarted } from '../trace/events.ts'
import { computed, toValue, watch } from 'vue'
import { isOnPaper } from '../runner/code/on-paper.ts'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { findOut, whetherLive } from '../runner/windows/availability.ts'
import { isPlayed } from '../runner/windows/runs.ts'
import { useRole } from './useRole.ts'

const NO_PORT = { can: false, off: 'It is about connections to a server, and inside a browser there are none.' } as const

export interface RunLocation {
  /** RunLocation it runs or ran, in a few words. */
  where: ComputedRef<string>
  /** It needs the kitchen, and that is closed. */
  isClosed: ComputedRef<boolean>
  /** There is a way to run it or to play it. */
  canRun: ComputedRef<boolean>
}

/**
 * RunLocation a demo would run, or where the run that is shown ran. What it needs is looked for when it `isShown`, each
 * time anew while it is missing.
 */
export function useRunLocation(
  demo: MaybeRefOrGetter<LoadedDemo | undefined>,
  started: MaybeRefOrGetter<RunStarted | undefined>,
  isShown: MaybeRefOrGetter<boolean>,
): RunLocation {
  const kitchen = useKitchen()
  const { isAudience } = useRole()
  const live = computed(() => {
    const { slug, language, needsPort, recorded } = toValue(demo) ?? {}
    if (language === 'javascript')
      return recorded && isPlayed({ needsPort }) ? NO_PORT : { can: true as const, toolchain: {} }
    return slug === undefined ? undefined : whetherLive(slug)
  })
  /** A run of another window tells by itself what it was. */
  const isReplay = computed(() => toValue(started)?.engine === 'replay' || (!toValue(started) && live.value?.can === false))
  const isClosed = computed(() => kitchen.state.value === 'closed' && !isReplay.value)

  const where = computed(() => {
    const { language, recorded, source, runsWith } = toValue(demo) ?? {}
    if (isAudience.value)
      return 'you are watching · the speaker runs it'
    const { order } = toValue(started) ?? {}
    if (order !== undefined)
      return `order ${order} · in the kitchen’s time`
    if (isReplay.value) {
      return (
        [
          recorded ? describe(recorded) : 'no recording',
          ...(recorded && recorded.source !== source ? ['of an earlier version of the program'] : []),
        ].join(' · ') + instead(live.value, runsWith)
      )
    }
    if (isClosed.value)
      return 'no kitchen'
    if (!language)
      return ''
    if (language === 'javascript')
      return `live · ${kitchen.place.value}`
    const toolchain = toValue(started)?.toolchain ?? (live.value?.can ? live.value.toolchain : undefined)
    return toolchain ? `live · ${versions(toolchain)} · ${kitchen.place.value}` : `looking for ${runsWith}`
  })

  // A site knows without asking.
  watch(() => toValue(isShown) || __KITCHEN_URL__ === null ? toValue(demo) : undefined, (shown) => {
    if (shown && shown.language !== 'javascript')
      void findOut(shown.slug)
  }, { immediate: true })

  return {
    where,
    isClosed,
    canRun: computed(() => live.value?.can !== false || toValue(demo)?.recorded !== undefined),
  }
}

/** `recorded 21 Nov 2026 · Linux, 2 cores · go 1.25.3`. */
function describe({ startedAt, machine, toolchain }: Recorded): string {
  const date = new Date(startedAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return [`recorded ${date}`, ...machine ? [`${machine.os}, ${machine.cores} cores`] : [], versions(toolchain)].join(' · ')
}

function versions(toolchain: Record<string, string>): string {
  return Object.entries(toolchain).map(([name, version]) => `${name} ${version}`).join(', ')
}

/** What would have to be done to run it live. */
function instead(live: ReturnType<typeof whetherLive>, runsWith = 'its toolchain'): string {
  // Paper does not depend on the machine that prints it.
  if (!live || live.can || isOnPaper)
    return ''
  if (live === NO_PORT)
    return '; npm start runs it live'
  return 'off' in live ? `; npm start on a machine with ${runsWith} runs it live` : `; install ${runsWith} to run it live`
}
