// #region show
async function cook(egg: string) {
  const reply = await fetch(`http://localhost:3001/${egg}`)
  console.log(await reply.text())
}

cook('A')
cook('B')
await cook('C')
// #endregion show
