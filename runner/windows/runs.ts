import type { RunEvent } from '../../trace/events.ts'
import type { ClockWish } from '../run/ask-clock.ts'
import type { GrowingRun } from '../run/growing-run.ts'
import type { Run } from '../run/start-run.ts'
import type { LoadedDemo } from './loaded-demo.ts'
import type { RunSnapshot, RunValue } from './run-entry.ts'
import { useKitchen } from '../kitchen/which-kitchen.ts'
import { requestRun } from '../process/client.ts'
import { loadRecording } from '../replay/recordings.ts'
import { startReplay } from '../replay/replay.ts'
import { isClockWish } from '../run/ask-clock.ts'
import { createGrowingRun } from '../run/growing-run.ts'
import { createRunId, startRun } from '../run/start-run.ts'
import { spawn } from '../worker/browser.ts'
import { findOut } from './availability.ts'
import { thisBrowser } from './browser-name.ts'
import { asReplay, isRunKey, isRunning, readRun, runKey } from './run-entry.ts'
import { ask, entryAt, grew, me, now, onAsk, onChange, write } from './shared.ts'
import { showRun } from './show-run.ts'

/**
 * The runs of all windows. The window in which Run was pressed runs JavaScript and owns its entry; other languages run
 * on the deck's server, which owns theirs. All windows draw what the entry says.
 */

/** What is asked of the owner of a run. */
type Wish = 'stop' | { say: unknown } | { clock: ClockWish }

/** Until the program's first sign of life, or something better to say. */
const GETTING_READY = 'Getting ready'

const shared = { get: entryAt, write, grew, now }

/** Places at which a run was called off while the server was already asked for it. */
const calledOff = new Set<string>()

/** What this window runs, by key. */
const mine = new Map<string, Pick<Run, 'id' | 'stop' | 'say' | 'setClock'>>()

onAsk((key, what) => {
  const wish = what as Wish | undefined | null
  const own = mine.get(key)
  if (wish === 'stop')
    void own?.stop()
  else if (typeof wish === 'object' && wish !== null && 'say' in wish)
    own?.say?.(wish.say)
  else if (typeof wish === 'object' && wish !== null && isClockWish(wish.clock))
    void own?.setClock?.(wish.clock)
})

// Another window, or the server, has taken this place with a newer run: ours ends.
onChange((key) => {
  if (!isRunKey(key) || entryAt(key)?.owner === me)
    return
  if (calledOff.delete(key))
    ask(key, 'stop' satisfies Wish)
  const own = mine.get(key)
  mine.delete(key)
  void own?.stop()
})

/** What this window shows at a place, or nothing. */
export function shownAt(place: string): RunSnapshot | undefined {
  return readRun(entryAt(runKey(place)))
}

/** Whether what is shown at a place runs in this window. */
export function isOwnAt(place: string): boolean {
  return shownAt(place)?.owner === me
}

/** Runs a demo and shows it in all windows; `kitchen` is the kitchen's address for it, where that is not the usual. */
export function runAt(place: string, demo: LoadedDemo, kitchen?: string): void {
  if (isRunning(shownAt(place)) && mine.has(runKey(place)))
    return
  if (demo.language === 'javascript' && !(isPlayed(demo) && demo.recorded))
    own(runKey(place), startHere(demo, kitchen))
  else
    void runElsewhere(place, demo)
}

/** Plays the recording of a demo in all windows, in the place of a live run. */
export async function playAt(place: string, slug: string): Promise<void> {
  const recording = await loadRecording(slug)
  const before = mine.get(runKey(place))
  own(runKey(place), startReplay(recording))
  void before?.stop()
}

/** Shows a run that is over in all windows, in the place of what is there. */
export function showAt(place: string, run: Run): void {
  const before = mine.get(runKey(place))
  own(runKey(place), run)
  void before?.stop()
}

/** A run of this window, shown in all. */
function own(key: string, run: Run) {
  mine.set(key, run)
  showRun(shared, key, run)
  void run.finished.then(() => mine.get(key) === run && mine.delete(key))
}

/** The deck's server runs it where it can, and takes the place over; otherwise an earlier run of it is played. */
async function runElsewhere(place: string, { slug }: LoadedDemo): Promise<void> {
  const key = runKey(place)
  const pressedAt = now()
  const growing = createGrowingRun()
  const hangUp = new AbortController()
  const id = createRunId()
  const waiting = {
    id,
    async stop() {
      if (mine.get(key) === waiting)
        calledOff.add(key)
      hangUp.abort()
      end(growing, id, 'stopped')
    },
  }
  const isOurs = () => mine.get(key) === waiting
  calledOff.delete(key)
  mine.set(key, waiting)
  write(key, { run: id, preparing: GETTING_READY } satisfies RunValue, { list: growing.events as RunEvent[], writtenAt: pressedAt })
  void growing.finished.then(() => {
    if (isOurs()) {
      mine.delete(key)
      grew(key, { run: id })
    }
  })
  try {
    const { can } = await findOut(slug)
    if (!isOurs())
      return
    if (can)
      await requestRun(slug, { place, pressedMsAgo: now() - pressedAt }, hangUp.signal)
    else
      own(key, startReplay(await loadRecording(slug)))
  }
  catch (error) {
    end(growing, id, 'failed', error instanceof Error ? error.message : String(error))
  }
}

function end(growing: GrowingRun, run: string, outcome: 'failed' | 'stopped', text?: string) {
  growing.add({ t: 0, kind: 'finish', witness: 'program', run, outcome, ms: 0, ...text !== undefined && { text } })
}

/** Whether this page can only play it: what a demo shows of connections to a server is not there inside a browser. */
export function isPlayed({ needsPort }: Pick<LoadedDemo, 'needsPort'>): boolean {
  return needsPort === true && useKitchen().isInTab
}

/** A thread of this window runs it. */
function startHere(demo: LoadedDemo, kitchen?: string): Run {
  const { url, feed, remembers, eggMs, isInTab } = useKitchen()
  return startRun({
    demo: demo.slug,
    program: demo.program,
    kitchen: kitchen ?? url,
    eggMs: eggMs.value,
    feed,
    remembers,
    threadTellsRules: isInTab,
    ...demo.limit && { limitMs: demo.limit * 1000 },
    spawn,
    toolchain: thisBrowser(),
  })
}

/** Stops the run at a place, wherever it runs. */
export function stopAt(place: string): void {
  const key = runKey(place)
  if (mine.has(key))
    void mine.get(key)!.stop()
  else if (isRunning(shownAt(place)))
    ask(key, 'stop' satisfies Wish)
}

/** Says something to the program that runs at a place, wherever it runs: plain data. */
export function sayAt(place: string, what: unknown): void {
  const key = runKey(place)
  if (mine.has(key))
    mine.get(key)!.say?.(what)
  else if (isRunning(shownAt(place)))
    ask(key, { say: what } satisfies Wish)
}

/** Sets the clock of the run at a place, wherever it runs. */
export function setClockAt(place: string, clock: ClockWish): void {
  const key = runKey(place)
  if (mine.has(key))
    void mine.get(key)!.setClock?.(clock)
  else if (isRunning(shownAt(place)))
    ask(key, { clock } satisfies Wish)
}

/** Shows the recorded run of a demo at a place, all of it at once. Throws where there is none. */
export async function showRecordedAt(place: string, slug: string): Promise<void> {
  const { run, events } = asReplay(slug, await loadRecording(slug))
  write(runKey(place), { run } satisfies RunValue, { list: events })
}

/** Empties a place in every window; a run that is under way is stopped. */
export function clearAt(place: string): void {
  const key = runKey(place)
  stopAt(place)
  mine.delete(key)
  write(key)
}
