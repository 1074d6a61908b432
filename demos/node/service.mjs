// A small server of ours in a process of its own, three guests who are there, and one who comes late.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { connect } from 'node:net'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { eggTime, stove } from './kitchen.mjs'

const times = { A: 2, B: 3, D: 20, E: 1 }
const HOUSE = 'house'

/** Orders an egg at the kitchen. */
export async function fryEgg(name, signal) {
  const reply = await fetch(`${stove}${name}?ms=${times[name] * eggTime}`, { signal })
  return reply.text()
}

/** Asks the house for an egg, on a connection of its own. */
function visit(port, name) {
  http.get({ port, host: '127.0.0.1', path: `/${name}`, agent: false }, (reply) => {
    reply.resume()
    reply.on('end', () => console.log(name, reply.statusCode === 200 ? 'is served' : 'is sent home'))
  }).on('error', ({ code }) => console.log(name, code === 'ECONNREFUSED' ? 'is turned away' : 'is dropped'))
}

/** The program runs twice: once as the house, which serves, and once for its guests. */
export async function open(server, program) {
  await (process.argv[2] === HOUSE ? house(server) : guests(program))
}

/** Waits until the kitchen has so many eggs of this run in the pan: on a busy machine that takes its time. */
async function frying(count) {
  for (let seen = 0; seen < count; await sleep(eggTime / 50)) {
    const reply = await fetch(new URL('trace', stove))
    const trace = await reply.text()
    // Without a run of its own there is nothing to look at.
    seen = reply.ok ? trace.split('"start"').length - 1 : count
  }
}

/** Waits until no guest is let in any more. */
async function closed(port) {
  for (let isOpen = true; isOpen; await sleep(eggTime / 50)) {
    const door = connect(port, '127.0.0.1')
    isOpen = await once(door, 'connect').then(() => true, () => false)
    door.destroy()
  }
}

async function house(server) {
  // The first fetch of a process takes its time, and is not to be a guest's.
  await fetch(new URL('/health', stove)).then(reply => reply.text())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  process.send(server.address().port, () => process.disconnect())
}

async function guests(program) {
  const house = fork(fileURLToPath(program), [HOUSE])
  const [port] = await once(house, 'message')
  for (const name of ['A', 'B', 'D'])
    visit(port, name)
  await frying(3)
  house.kill('SIGTERM')
  await closed(port)
  visit(port, 'E')
}
