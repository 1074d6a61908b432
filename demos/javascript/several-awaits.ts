import { fry } from './fry.ts'

// #region show
const wishes = {
  A: { egg: 0.75, toast: 0.75 },
  B: { egg: 0.25, toast: 0.25 },
  C: { egg: 0.75, toast: 0.25 },
}
type Name = keyof typeof wishes

async function serve(name: Name) {
  const { egg, toast } = wishes[name]
  await fry(name, { time: egg })
  await fry(`${name}-toast`, { time: toast })
  console.log(`${name} is served`)
}

const names: Name[] = ['A', 'B', 'C']
await Promise.all(names.map(serve))
// #endregion show
