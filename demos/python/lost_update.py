from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

from kitchen import lane

all_here = Barrier(4)
plates = 0


# #region show
def serve(name):
    global plates
    all_here.wait()
    with lane(name):
        for _ in range(500):
            seen = plates
            sleep(0)  # another thread's turn
            plates = seen + 1


names = ["A", "B", "C", "D"]
with ThreadPoolExecutor(4) as pool:
    pool.map(serve, names)

print(f"{plates} of 2000 are counted")
# #endregion show
