from faulthandler import dump_traceback_later
from threading import Barrier, Lock, Thread

salt = Lock()
pepper = Lock()
ready = Barrier(2)


# #region show
def cook(name, a, b):
    with a:
        ready.wait()
        with b:
            print(f"{name} has both")


# In a second: where is every thread?
dump_traceback_later(1, exit=True)

one = "A", salt, pepper
two = "B", pepper, salt
Thread(target=cook, args=one).start()
Thread(target=cook, args=two).start()
# #endregion show
