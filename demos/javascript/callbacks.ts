import { stove } from './kitchen.ts'

type Done = (error: unknown, egg?: string) => void

// #region show
function fryEgg(name: string, done: Done) {
  fetch(stove + name)
    .then(reply => reply.text())
    .then(egg => done(null, egg), done)
}

for (const name of ['A', 'B', 'C', 'D']) {
  fryEgg(name, (error, egg) => {
    if (error)
      return console.error(error)
    console.log(`${egg} is ready`)
  })
}
// #endregion show
