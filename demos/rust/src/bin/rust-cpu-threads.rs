use kitchen::{fib, lane};
use std::hint::black_box;
use std::thread;

// #region show
fn beat(name: &'static str) -> u64 {
    let _lane = lane(name);
    fib(black_box(40))
}

fn main() {
    let threads =
        ["A", "B", "C", "D"].map(|name| {
            thread::spawn(move || beat(name))
        });

    for thread in threads {
        let foam = thread.join().unwrap();
        println!("{foam}");
    }
}
// #endregion show
