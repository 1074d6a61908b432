import { fry } from './fry.ts'

// `await using` does not parse in Node 20 or Safari, so the demo does by hand what it does. Where there is no
// Symbol.asyncDispose either, a symbol of our own serves as well.
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')

function takePan() {
  return {
    async [asyncDispose]() {
      await fry('wash', { time: 0.5 })
      console.log('the pan is washed')
    },
  }
}

// #region show
async function cook() {
  // await using pan = takePan()
  const pan = takePan()
  try {
    await fry('A', { time: 0.5 })
    await fry('B', { time: 0.5, burn: true })
    console.log('never printed')
  }
  finally {
    await pan[asyncDispose]()
  }
}

await cook().catch(error =>
  console.log(`and then: ${error}`))
// #endregion show
