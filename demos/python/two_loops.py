import asyncio
from threading import Thread

from kitchen import get, stove


async def fry_egg(name):
    egg = await get(stove + name)
    print(f"{egg} is ready")


# #region show
async def fry(first, second):
    await asyncio.gather(
        fry_egg(first), fry_egg(second)
    )


def cook(first, second):
    asyncio.run(fry(first, second))


helper = Thread(target=cook, args="CD")
helper.start()
cook("A", "B")
helper.join()
# #endregion show
