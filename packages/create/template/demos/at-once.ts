const kitchen = `${process.env.KITCHEN_URL}/`

// #region show
async function fry(name: string) {
  const reply = await fetch(kitchen + name)
  return reply.text()
}

const eggs = ['A', 'B'].map(fry)

for (const egg of await Promise.all(eggs))
  console.log(`${egg} is ready`)
// #endregion show
