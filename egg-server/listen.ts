import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'

/** The default address: this machine only. */
export const HOST = '127.0.0.1'

/** The other address that `localhost` may mean. */
const HOST_V6 = '::1'

/** 9 000 clients may knock within one millisecond; the system cuts this to what it allows (`somaxconn` on Linux). */
const BACKLOG = 16_384

/** How many free ports to try for one that is free on both loopback addresses. */
const PORT_TRIES = 10

/** How many ports to look at for one to recommend. */
const PORTS_TRIED = 50

/** What Node says where there is no IPv6. */
const NO_IPV6 = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']

/** The error of a server that cannot listen: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`, `ENOTFOUND`. */
export interface ListenError extends NodeJS.ErrnoException {
  address?: string
  port?: number
}

/**
 * Opens servers on an address: one, or two on the default address, because browsers and Node may take `localhost` for
 * ::1. Both then have the same port. Rejects with a `ListenError`; nothing is left open then.
 *
 * @param open makes a server that does not listen yet
 * @param port 0 picks a free one
 * @param host an address or a name of this machine
 */
export async function listen(open: () => Server, port: number, host: string): Promise<Server[]> {
  for (let tries = 1; ; tries++) {
    const first = await listenOn(open(), port, host)
    if (host !== HOST)
      return [first]
    try {
      return [first, await listenOn(open(), (first.address() as AddressInfo).port, HOST_V6)]
    }
    catch (error) {
      const { code = '' } = error as ListenError
      if (NO_IPV6.includes(code))
        return [first]
      first.close()
      if (port !== 0 || code !== 'EADDRINUSE' || tries === PORT_TRIES)
        throw error
    }
  }
}

/** The names under which clients will ask for a server that listens on this address. */
export function namesOf(host: string): string[] {
  const addresses = host === '0.0.0.0' || host === '::'
    ? Object.values(networkInterfaces()).flatMap(list => list ?? []).map(({ address }) => address)
    : [host]
  return addresses.map(address => address.includes(':') ? `[${address}]` : address)
}

/** The address to tell people. */
export function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  const name = host === HOST || host === '0.0.0.0' || host === '::' ? 'localhost' : namesOf(host)[0]
  return `http://${name}:${port}`
}

/** Whether nobody listens there. */
export async function isFree(open: () => Server, port: number, host: string): Promise<boolean> {
  try {
    const servers = await listen(open, port, host)
    await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
    return true
  }
  catch {
    return false
  }
}

/** The first port from this one on that is free, or 0, which means any. */
export async function nextFree(open: () => Server, from: number, host: string): Promise<number> {
  for (let port = from; port < Math.min(from + PORTS_TRIED, 65_536); port++) {
    if (await isFree(open, port, host))
      return port
  }
  return 0
}

async function listenOn(server: Server, port: number, host: string): Promise<Server> {
  server.listen({ port, host, backlog: BACKLOG })
  await once(server, 'listening')
  return server
}
