#include "kitchen.hpp"

using std::cout, std::endl, std::string;

// #region show
Task fry_egg(string name) {
  string egg = co_await Order(name);
  cout << egg << " is ready" << endl;
}

int main() {
  Loop loop;

  for (auto name : {"A", "B", "C", "D"}) {
    Task egg = fry_egg(name);
    // Nothing has begun yet.
    loop.start(egg);
  }

  loop.run();
}
// #endregion show
