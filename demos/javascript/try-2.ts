// #region show
const stove = 'http://localhost:3001/'

async function cook(egg: string) {
  const reply = await fetch(stove + egg)
  console.log(await reply.text())
}

await cook('A')
await cook('B')
await cook('C')
// #endregion show
