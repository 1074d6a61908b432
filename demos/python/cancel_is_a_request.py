import asyncio

from kitchen import egg_time, get, stove

wash = f"wash?ms={egg_time * 600:g}"


# #region show
async def cook():
    try:
        await get(stove + "A")
    except asyncio.CancelledError:
        await get(stove + wash)
        print("washed up and gone")


async def main():
    job = asyncio.create_task(cook())
    await asyncio.sleep(egg_time / 2)
    print("asked to stop:", job.cancel())
    await job
    print("cancelled:", job.cancelled())
# #endregion show


asyncio.run(main())
