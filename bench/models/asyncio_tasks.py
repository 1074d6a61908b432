"""N eggs, an asyncio task each: python3 asyncio_tasks.py N"""

import asyncio
import json
import os
import sys
import time
from urllib.parse import urlsplit

kitchen = urlsplit(os.environ.get("KITCHEN_URL", "http://127.0.0.1:3001"))
eggs = int(sys.argv[1])


async def fry(i):
    try:
        reader, writer = await asyncio.open_connection(kitchen.hostname, kitchen.port)
        order = f"GET {kitchen.path}/E{i} HTTP/1.1\r\nHost: {kitchen.netloc}\r\nConnection: close\r\n\r\n"
        writer.write(order.encode())
        reply = await reader.read()
        writer.close()
        return reply.startswith(b"HTTP/1.1 200 ")
    except OSError:
        return False


async def main():
    began = time.perf_counter()
    fried = await asyncio.gather(*(fry(i) for i in range(eggs)))
    return (time.perf_counter() - began) * 1000, fried.count(False)


ms, failed = asyncio.run(main())
print(json.dumps({"eggs": eggs, "ms": ms, "failed": failed}), flush=True)
# Whoever measures looks at this process once more before it ends.
sys.stdin.read()
