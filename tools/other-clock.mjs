import process from 'node:process'

/**
 * Preloaded, it puts a Node process on a machine whose clock is `CLOCK_OFF_MS` milliseconds off: what tells the time of
 * day is changed, what has passed is not.
 */
const off = Number(process.env.CLOCK_OFF_MS)
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...given.length > 0 ? given : [RealDate.now() + off])
  }

  static now() {
    return RealDate.now() + off
  }
}

const { timeOrigin } = performance
Object.defineProperty(performance, 'timeOrigin', { value: timeOrigin + off })
