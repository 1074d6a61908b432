use kitchen::{fib, lane};
use std::hint::black_box;
use std::thread;

fn beat(name: String, eggs: usize) {
    let _lane = lane(name);
    for _ in 0..eggs {
        black_box(fib(black_box(37)));
    }
}

// #region show
fn main() {
    for cooks in [1, 2, 4, 8] {
        thread::scope(|scope| {
            for cook in 1..=cooks {
                scope.spawn(move || {
                    let name = format!(
                        "{cook} of {cooks}"
                    );
                    beat(name, 8 / cooks);
                });
            }
        });
    }
}
// #endregion show
