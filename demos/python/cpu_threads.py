from concurrent.futures import ThreadPoolExecutor

from kitchen import lane


# #region show
bubbles = range(12_000_000)


def beat_egg(name):
    with lane(name):
        return sum(n * n for n in bubbles)


names = ["A", "B", "C", "D"]

with ThreadPoolExecutor(4) as pool:
    for foam in pool.map(beat_egg, names):
        print(foam)
# #endregion show
