import { stove } from './kitchen.ts'

// #region show
function fryEgg(name: string) {
  return fetch(stove + name)
    .then(reply => reply.text())
}

for (const name of ['A', 'B', 'C', 'D']) {
  fryEgg(name).then((egg) => {
    console.log(`${egg} is ready`)
  })
}

console.log('the loop is over')
// #endregion show
