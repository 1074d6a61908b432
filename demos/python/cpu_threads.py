from concurrent.futures import ThreadPoolExecutor

from kitchen import lane


# #region show
def beat_egg(name):
    with lane(name):
        return sum(n * n for n in range(3_000_000))


names = ["A", "B", "C", "D"]

with ThreadPoolExecutor(max_workers=4) as pool:
    for foam in pool.map(beat_egg, names):
        print(foam)
# #endregion show
