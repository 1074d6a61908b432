import http from 'node:http'
import { stove } from './kitchen.mjs'

// #region show
function fryEgg(name, done) {
  http.get(stove + name, (reply) => {
    let egg = ''
    reply.on('data', part => egg += part)
    reply.on('error', done)
    reply.on('end', () => {
      if (reply.statusCode === 200)
        done(null, egg)
      else done(new Error(`${name} is burnt`))
    })
  }).on('error', done)
}

for (const name of ['A', 'B', 'C', 'D']) {
  fryEgg(name, (error, egg) => {
    console.log(error ?? `${egg} is ready`)
  })
}
// #endregion show
