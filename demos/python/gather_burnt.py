import asyncio

from kitchen import BurntEgg, burning, get, stove

orders = ["A", burning("B"), "C", "D"]


# #region show
async def fry(order):
    egg = await get(stove + order)
    print(f"{egg} is ready")


async def main():
    eggs = asyncio.gather(*map(fry, orders))
    try:
        await eggs
    except BurntEgg as burnt:
        print(burnt)

    others = asyncio.all_tasks()
    others.remove(asyncio.current_task())
    print(len(others), "are still frying")
    await asyncio.wait(others)
# #endregion show


asyncio.run(main())
