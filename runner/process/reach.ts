import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'

/** This machine answers itself at once, or does not listen there. */
const ANSWER_MS = 500

/** The addresses under which other machines know this one. */
function outerAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap(known => known ?? [])
    .flatMap(({ internal, address, scopeid }) => (internal ? [] : [scopeid ? `${address}%${scopeid}` : address]))
}

/**
 * Whether another machine could reach what listens at a port of this one, as far as can be seen from here.
 */
export async function isReachable(port: number, addresses = outerAddresses()): Promise<boolean> {
  const answers = await Promise.all(addresses.map(address => answersAt(address, port)))
  return answers.includes(true)
}

function answersAt(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_MS })
    const settle = (answers: boolean) => {
      socket.destroy()
      resolve(answers)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false)).once('timeout', () => settle(false))
  })
}
