import { fryEgg } from './fry-with-callback.ts'

// #region show
fryEgg('A', (error, a) => {
  if (error)
    return console.error(error)
  fryEgg('B', (error, b) => {
    if (error)
      return console.error(error)
    fryEgg('C', (error, c) => {
      if (error)
        return console.error(error)
      fryEgg('D', (error, d) => {
        if (error)
          return console.error(error)
        console.log(a, b, c, d)
      })
    })
  })
})
// #endregion show
