import { fry } from './fry.ts'

type Order = [name: string, time: number]

const orders: Order[] = [['A', 1], ['B', 0.5], ['C', 0.75], ['D', 0.25]]

// #region show
const withNames = false

async function cook([name, time]: Order) {
  const who = withNames ? `${name} ` : ''
  console.log(`${who}goes into the pan`)
  const burn = name === 'C'
  await fry(name, { time, burn }).then(
    () => console.log(`${who}is ready`),
    () => console.log(`${who}is burnt`),
  )
}

await Promise.all(orders.map(cook))
// #endregion show
