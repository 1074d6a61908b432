use kitchen::{fib, lane};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::hint::black_box;

// #region show
fn beat(name: &'static str) -> u64 {
    let _lane = lane(name);
    fib(black_box(40))
}

fn main() {
    ThreadPoolBuilder::new()
        .num_threads(2)
        .build_global()
        .unwrap();

    let foam: Vec<u64> = ["A", "B", "C", "D"]
        .into_par_iter()
        .map(beat)
        .collect();
    println!("{foam:?}");
}
// #endregion show
