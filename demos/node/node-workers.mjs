import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

const beater = new URL('./beater.mjs', import.meta.url)

// #region show
const names = ['A', 'B', 'C', 'D'].values()

async function cook() {
  const worker = new Worker(beater)

  // Both cooks take from the same list.
  for (const name of names) {
    const answer = once(worker, 'message')
    worker.postMessage(name)
    const [foam] = await answer
    console.log(`${name}: ${foam}`)
  }

  await worker.terminate()
}

await Promise.all([cook(), cook()])
// #endregion show
