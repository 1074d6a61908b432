/**
 * The egg in stages, as server-sent events.
 */

/** What there is to see while an egg fries, each at its share of the time. The last one is `ready`, or it burns. */
const STAGES = ['cracked', 'the white sets', 'the edges brown', 'ready']

/** What the stream needs to know of the egg, and whom it tells. */
export interface Stages {
  /** When the egg went in, on the clock of `until`. */
  at: number
  ms: number
  burn: boolean
  until: (due: number, done: () => void) => () => void
  /** The last stage is reached; called just before it is sent. */
  onDone: () => void
  /** The reader of the stream is gone. */
  onCancel: () => void
}

/** A stream of server-sent events, and what ends it early. */
export interface StepStream {
  body: ReadableStream<Uint8Array>
  /** Nobody reads any more. */
  stop: () => void
  /** Ends the stream for its reader, with `event: called-off` and the reason. */
  callOff: (why: string) => void
}

/**
 * Sends `cracked` at once, the other stages at thirds of the time, and ends. An egg that burns says `event: burnt`
 * where it would have been ready.
 */
export function streamSteps({ at, ms, burn, until, onDone, onCancel }: Stages): StepStream {
  const encoder = new TextEncoder()
  let takeOff = (): void => {}
  let stop = (): void => {}
  let callOff = (_why: string): void => {}

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      function send(event: string, id: number, data: string): void {
        controller.enqueue(encoder.encode(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`))
      }
      function show(stage: number): void {
        const last = stage === STAGES.length - 1
        if (last)
          onDone()
        if (last && burn)
          send('burnt', stage + 1, 'the egg is burnt')
        else
          send('step', stage + 1, STAGES[stage]!)
        if (last)
          controller.close()
        else
          takeOff = until(at + ms * (stage + 1) / (STAGES.length - 1), () => show(stage + 1))
      }
      stop = () => {
        takeOff()
        controller.error(new Error('The client is gone.'))
      }
      callOff = (why) => {
        takeOff()
        send('called-off', 0, why)
        controller.close()
      }
      show(0)
    },
    cancel() {
      takeOff()
      onCancel()
    },
  })
  return { body, stop: () => stop(), callOff: why => callOff(why) }
}
