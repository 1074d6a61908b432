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
  stop: () => void
}

/**
 * Sends `cracked` at once, the other stages at thirds of the time, and ends. An egg that burns says `event: burnt` where
 * it would have been ready.
 */
export function streamSteps({ at, ms, burn, until, onDone, onCancel }: Stages): StepStream {
  const encoder = new TextEncoder()
  let callOff = (): void => {}
  let stop = (): void => {}

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      function show(stage: number): void {
        const last = stage === STAGES.length - 1
        const event = last && burn ? 'burnt' : 'step'
        const data = last && burn ? 'the egg is burnt' : STAGES[stage]
        if (last)
          onDone()
        controller.enqueue(encoder.encode(`event: ${event}\nid: ${stage + 1}\ndata: ${data}\n\n`))
        if (last)
          controller.close()
        else
          callOff = until(at + ms * (stage + 1) / (STAGES.length - 1), () => show(stage + 1))
      }
      stop = () => {
        callOff()
        controller.error(new Error('The client is gone.'))
      }
      show(0)
    },
    cancel() {
      callOff()
      onCancel()
    },
  })
  return { body, stop }
}
