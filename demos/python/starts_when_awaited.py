import asyncio

from kitchen import get, stove


# #region show
async def fry_egg(name):
    print(f"{name}: the body begins")
    await get(stove + name)


async def main():
    print("before the call")
    a = fry_egg("A")
    print("after the call")

    b = asyncio.create_task(fry_egg("B"))
    print("B is a task")

    await a
    await b


asyncio.run(main())
# #endregion show
