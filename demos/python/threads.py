from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

from kitchen import stove


# #region show
def fry_egg(name):
    with urlopen(stove + name) as reply:
        return reply.read().decode()


names = ["A", "B", "C", "D"]

with ThreadPoolExecutor(4) as pool:
    for egg in pool.map(fry_egg, names):
        print(f"{egg} is ready")
# #endregion show
