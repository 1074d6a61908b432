import asyncio

from kitchen import lane, turn


def stir():
    return sum(n * n for n in range(150_000))


# #region show
async def beat_egg(name):
    with lane(name):
        for _ in range(20):
            stir()
            await turn(name)


async def main():
    names = ["A", "B", "C", "D"]
    eggs = map(beat_egg, names)
    await asyncio.gather(*eggs)


asyncio.run(main())
# #endregion show
