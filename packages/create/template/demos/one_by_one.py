import os
from urllib.request import urlopen

kitchen = os.environ["KITCHEN_URL"] + "/"


# #region show
def fry(name):
    with urlopen(kitchen + name) as reply:
        return reply.read().decode()


for name in ["A", "B"]:
    egg = fry(name)
    print(f"{egg} is ready")
# #endregion show
