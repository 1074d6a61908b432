"""N eggs, an operating-system thread each: python3 threads.py N"""

import json
import os
import socket
import sys
import threading
import time
from urllib.parse import urlsplit

kitchen = urlsplit(os.environ.get("KITCHEN_URL", "http://127.0.0.1:3001"))
eggs = int(sys.argv[1])
failed = []


def fry(i):
    try:
        with socket.create_connection((kitchen.hostname, kitchen.port)) as egg:
            order = f"GET {kitchen.path}/E{i} HTTP/1.1\r\nHost: {kitchen.netloc}\r\nConnection: close\r\n\r\n"
            egg.sendall(order.encode())
            reply = b""
            while part := egg.recv(4096):
                reply += part
        if not reply.startswith(b"HTTP/1.1 200 "):
            failed.append(reply[:40])
    except OSError as error:
        failed.append(error)


began = time.perf_counter()
threads = []
for i in range(eggs):
    thread = threading.Thread(target=fry, args=(i,))
    try:
        thread.start()
        threads.append(thread)
    except RuntimeError as error:
        failed.append(error)
for thread in threads:
    thread.join()
ms = (time.perf_counter() - began) * 1000

print(json.dumps({"eggs": eggs, "ms": ms, "failed": len(failed)}), flush=True)
# Whoever measures looks at this process once more before it ends.
sys.stdin.read()
