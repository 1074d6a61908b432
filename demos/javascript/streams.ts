import { stove } from './kitchen.ts'

/** What an egg goes through, one after the other, as the kitchen reports it. */
async function* steps(name: string) {
  const reply = await fetch(`${stove}${name}/steps`)
  const text = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await text.read(); !part.done; part = await text.read()) {
    const messages = (rest + part.value).split('\n\n')
    rest = messages.pop()!
    for (const message of messages)
      yield message.slice(message.indexOf('data:') + 5).trim()
  }
}

// #region show
async function fryEgg(name: string) {
  for await (const step of steps(name))
    console.log(`${name}: ${step}`)
}

await fryEgg('A')
console.log('A is ready')
// #endregion show
