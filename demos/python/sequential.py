from urllib.request import urlopen

from kitchen import stove


# #region show
def fry_egg(name):
    with urlopen(stove + name) as reply:
        return reply.read().decode()


for name in ["A", "B", "C", "D"]:
    egg = fry_egg(name)
    print(f"{egg} is ready")
# #endregion show
