import asyncio

from kitchen import get, stove


# #region show
async def fry_egg(name):
    return await get(stove + name)


async def main():
    eggs = await asyncio.gather(
        fry_egg("A"),
        fry_egg("B"),
        fry_egg("C"),
        fry_egg("D"),
    )
    print(eggs)


asyncio.run(main())
# #endregion show
