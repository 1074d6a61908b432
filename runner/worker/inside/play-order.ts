import type { KitchenEvent } from '../../../trace/events.ts'
import type { CompiledProgram } from '../../code/compile.ts'
import type { Played, StartMessage } from '../../run/messages.ts'
import type { Globals, Platform } from './main.ts'
import { compile } from '../../code/compile.ts'
import { createHeldKitchen } from '../../kitchen/held-kitchen.ts'
import { createHeld } from '../../kitchen/held.ts'
import { absoluteNow } from '../../run/messages.ts'
import { holdTime } from './hold-time.ts'
import { runInside } from './main.ts'
import { sameWorld } from './same-world.ts'

/**
 * A thread that runs one program again and again, each time with its answers and timers in another order. The kitchen
 * is in here, too: nothing of a run depends on anything outside.
 */

/** How long an egg takes where nobody says. */
const EGG_MS = 2000

/** Of an egg’s time, the part by which answers lie apart. */
const GAP = 1 / 20

/** What starts something whose turns the kitchen cannot decide. */
const NOT_HELD: Record<string, string> = {
  Worker: 'threads of its own',
  WebSocket: 'a connection of its own',
  EventSource: 'a connection of its own',
  XMLHttpRequest: 'a request that is no fetch',
}

export interface RepeatingPlatform extends Platform {
  /** Forgets what a program has left in the engine. */
  forget?: () => void
}

export function startPlaying(platform: RepeatingPlatform): void {
  const scope = globalThis as unknown as Record<string, unknown>
  const noGlobals: Pick<Globals, 'write' | 'exit'> = { write: () => {}, exit: () => {} }
  /** Of the order that is being played. */
  let current = noGlobals
  let uncaught: Parameters<Platform['onUncaught']>[0] = () => {}
  let restore: (() => void) | undefined
  let plays = 0
  let hasLeft = false
  let compiled: CompiledProgram | undefined

  /** Once for all orders: an engine is made ready for a program, and not taken apart again. */
  function prepare({ program, kitchen, eggMs }: StartMessage) {
    platform.onUncaught((thrown, from) => uncaught(thrown, from))
    platform.setGlobals({
      isOwn: program.own === true,
      ...(program.home && { path: program.home.path + program.file }),
      env: { KITCHEN_URL: kitchen, EGG_MS: String(eggMs ?? EGG_MS) },
      write: (text, stream) => current.write(text, stream),
      exit(code) {
        hasLeft = true
        current.exit(code)
      },
    })
    restore = sameWorld(scope)
  }

  async function play(message: StartMessage): Promise<void> {
    if (!restore)
      prepare(message)
    const { program, kitchen: address, eggMs = EGG_MS, order = [] } = message
    const number = ++plays
    const held = createHeld(order, eggMs * GAP)
    const events: Played['events'] = []
    const run = new URL(address).pathname.split('/').at(-1)!
    holdTime(scope, held)
    const { timeOrigin } = performance
    const kitchen = await createHeldKitchen({
      held,
      eggMs,
      run,
      rules: program.kitchen,
      hear: (event: KitchenEvent) => events.push({ ...event, at: event.at + timeOrigin }),
    })
    let began = absoluteNow()
    let cannot: string | undefined
    let isOver = false

    function finish(over: Pick<Played, 'outcome' | 'text'> & { at: number }) {
      if (isOver)
        return
      isOver = true
      const lost = kitchen.close()
      uncaught = () => {}
      current = noGlobals
      restore!()
      platform.forget?.()
      events.sort((a, b) => a.at - b.at)
      platform.post({
        kind: 'played',
        turns: [...held.turns],
        events,
        began,
        lost,
        ...cannot !== undefined && { cannot },
        ...hasLeft && { hasLeft },
        ...over,
      })
    }

    for (const [name, what] of Object.entries(NOT_HELD)) {
      if (typeof scope[name] !== 'function')
        continue
      scope[name] = class {
        constructor() {
          cannot ??= `It starts ${what}, and the kitchen cannot decide when these go on.`
          throw new TypeError(cannot)
        }
      }
    }
    runInside({
      ...platform,
      prepare: undefined,
      post(said) {
        if (said.kind === 'began')
          began = said.at
        else if (said.kind === 'seen')
          events.push(...said.events)
        else if (said.kind === 'over')
          finish({ at: said.at, outcome: said.outcome, ...said.text !== undefined && { text: said.text } })
      },
      onUncaught: listener => void (uncaught = listener),
      // An engine loads a module once by its address: each order needs the program anew.
      toUrl: (text, file) => platform.toUrl(`${text}\n//${number}`, file),
      openWay: () => Promise.resolve(kitchen.fetch),
      setGlobals: ({ write, exit }) => void (current = { write, exit }),
      lets: held.next,
      compile: (...args) => compiled ??= compile(...args),
    }, message, () => {})
  }

  platform.onMessage((message) => {
    if ('program' in message)
      // What is wrong in here is no order's: it is said at once.
      play(message).catch(error => platform.post({ kind: 'played', events: [], began: 0, at: 0, outcome: 'failed', text: String(error), lost: 0 }))
  })
}
