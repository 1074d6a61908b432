import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

const beater = new URL('./egg-beater.mjs', import.meta.url)
const workers = Array.from({ length: 8 }, () => new Worker(beater))
await Promise.all(workers.map(worker => once(worker, 'online')))

// #region show
async function beat(i, cooks) {
  const worker = workers[i]
  const done = once(worker, 'message')
  worker.postMessage({
    name: `${i + 1} of ${cooks}`,
    eggs: 8 / cooks,
  })
  await done
}

for (const cooks of [1, 2, 4, 8]) {
  await Promise.all(Array.from(
    { length: cooks },
    (_, i) => beat(i, cooks),
  ))
}
// #endregion show

for (const worker of workers)
  void worker.terminate()
