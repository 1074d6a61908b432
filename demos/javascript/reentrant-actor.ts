import { fry } from './fry.ts'

// #region show
class Dish {
  #butter = 100

  async fryInButter(name: string) {
    if (this.#butter < 80)
      return console.log(name, 'stays raw')
    await fry(name, { time: 0.5 })
    this.#butter -= 80
    console.log(name, this.#butter, 'g left')
  }
}

const dish = new Dish()
await Promise.all([
  dish.fryInButter('A'),
  dish.fryInButter('B'),
])
// #endregion show
