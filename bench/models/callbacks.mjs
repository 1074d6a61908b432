// N eggs, a few callbacks each: node callbacks.mjs N
import net from 'node:net'
import process from 'node:process'

const kitchen = new URL(process.env.KITCHEN_URL ?? 'http://127.0.0.1:3001')
const eggs = Number(process.argv[2])

function fry(i, done) {
  let reply = ''
  let failure
  const egg = net.connect(Number(kitchen.port), kitchen.hostname)
  egg.setEncoding('latin1')
  egg.write(`GET ${kitchen.pathname}/E${i} HTTP/1.1\r\nHost: ${kitchen.host}\r\nConnection: close\r\n\r\n`)
  egg.on('data', part => reply += part)
  egg.on('error', error => failure = error)
  egg.on('close', () => done(!failure && reply.startsWith('HTTP/1.1 200 ')))
}

const began = performance.now()
let waiting = eggs
let failed = 0
for (let i = 0; i < eggs; i++) {
  fry(i, (fried) => {
    failed += fried ? 0 : 1
    waiting -= 1
    if (waiting === 0)
      console.log(JSON.stringify({ eggs, ms: performance.now() - began, failed }))
  })
}
// The measuring process looks at this process once more before it ends.
process.stdin.resume()
