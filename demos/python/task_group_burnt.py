import asyncio
from asyncio import TaskGroup

from kitchen import BurntEgg, burning, get, stove

orders = ["A", burning("B"), "C", "D"]


# #region show
async def fry(order):
    try:
        egg = await get(stove + order)
        print(f"{egg} is ready")
    except asyncio.CancelledError:
        print(f"{order} is called off")
        raise


async def main():
    try:
        async with TaskGroup() as eggs:
            for order in orders:
                eggs.create_task(fry(order))
    except* BurntEgg as burnt:
        print(burnt.exceptions[0])
# #endregion show


asyncio.run(main())
