import asyncio
import time

from kitchen import egg_time, waiting


# #region show
async def fry_egg(name):
    with waiting(name):
        time.sleep(egg_time)
    print(f"{name} is ready")


async def main():
    async with asyncio.TaskGroup() as eggs:
        for name in ["A", "B", "C", "D"]:
            eggs.create_task(fry_egg(name))


asyncio.run(main())
# #endregion show
