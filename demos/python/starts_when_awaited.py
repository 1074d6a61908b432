import asyncio

from kitchen import get, stove


# #region show
async def fry_egg(name):
    print(f"{name}: the body begins")
    await get(stove + name)


async def main():
    print("before the call")
    a = fry_egg("A")
    b = asyncio.create_task(fry_egg("B"))
    print("after the calls")
    await a
    await b
# #endregion show


asyncio.run(main())
