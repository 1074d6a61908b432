import asyncio
import sys

salt = asyncio.Lock()
pepper = asyncio.Lock()


# #region show
async def cook(name, a, b):
    async with a:
        await asyncio.sleep(0)
        async with b:
            print(f"{name} has both")


async def main():
    one = cook("A", salt, pepper)
    two = cook("B", pepper, salt)
    tasks = [
        asyncio.create_task(one, name="A"),
        asyncio.create_task(two, name="B"),
    ]
    # In a second: where is every task?
    await asyncio.wait(tasks, timeout=1)
    for task in tasks:
        task.print_stack(file=sys.stdout)


# #endregion show
asyncio.run(main())
