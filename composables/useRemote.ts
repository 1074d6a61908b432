import { shallowRef } from 'vue'

/** Whether the code for a phone is shown in this window. */
export const isCodeOpen = shallowRef(false)

const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/

/** Where a phone finds the remote, as the deck's server tells the speaker; none without `--remote`. */
export async function findRemote(): Promise<string[]> {
  try {
    const { remote = [] } = (await fetch(`${import.meta.env.BASE_URL}__role`, { cache: 'no-store' }).then(reply => reply.json())) as {
      remote?: string[]
    }
    // Behind a proxy, only the address by which this window came leads here.
    const { hostname, origin } = location
    return LOOPBACK.test(hostname) || remote.length === 0 ? remote : [remote[0]!.replace(new URL(remote[0]!).origin, origin)]
  }
  catch {
    return []
  }
}
