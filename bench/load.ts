/**
 * A crowd of customers, in a process of its own: so many connections, one egg each, all in the pan together. Answers
 * one line of JSON: how late each egg was, in milliseconds.
 *
 * Called by `bench/kitchen.ts` as `load.ts ADDRESS EGGS MS`; `{ms}` in the address becomes the time. It speaks over
 * bare sockets, so that what is measured is the server rather than a client.
 */
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import process from 'node:process'

const [address = '', eggs = '', ms = ''] = process.argv.slice(2)
const { hostname, port, pathname, search } = new URL(address.replace('{ms}', ms))
const request = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`

/** Orders come in over this time, as a crowd's do, rather than in one packet storm. */
const ARRIVE_WITHIN_MS = 1000
/** Connections that are opened at a time. */
const AT_ONCE = 200

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

function fry(socket: Socket, atMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    setTimeout(() => {
      const asked = performance.now()
      socket.once('data', data => resolve(String(data).startsWith('HTTP/1.1 200') ? performance.now() - asked - Number(ms) : undefined))
      socket.once('close', () => resolve(undefined))
      socket.once('error', () => resolve(undefined))
      socket.write(request)
    }, atMs)
  })
}

const sockets: Socket[] = []
while (sockets.length < Number(eggs))
  sockets.push(...await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(eggs) - sockets.length) }, open)))
const lateness = await Promise.all(sockets.map((socket, index) => fry(socket, index / sockets.length * ARRIVE_WITHIN_MS)))
sockets.forEach(socket => socket.destroy())
console.log(JSON.stringify(lateness))
