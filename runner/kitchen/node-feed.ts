import type { Kitchen } from '../../egg-server/app.ts'
import type { KitchenFeed } from '../run/kitchen-feed.ts'

/** The feed of a kitchen in this very thread: nothing is on its way, and both clocks are one. */
export function feedOf({ subscribe, onClock, callOff }: Pick<Kitchen, 'subscribe' | 'onClock' | 'callOff'>): KitchenFeed {
  const nothing = async () => {}
  return {
    state: 'open',
    onState: () => () => {},
    subscribe,
    onClock,
    callOff,
    // The kitchen counts as `performance.now()` does.
    offset: () => performance.timeOrigin,
    announce: async run => run,
    sync: nothing,
    whenSynced: nothing,
    retry: () => {},
    close: () => {},
  }
}
