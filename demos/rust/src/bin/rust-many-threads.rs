use kitchen::{blocking::fry_egg, egg_time};
use std::thread;

fn fry(egg: &str) {
    fry_egg(egg).unwrap();
}

// #region show
fn wait(n: u32) {
    match n {
        1 => fry("A"),
        5_000 => fry("B"),
        10_000 => fry("C"),
        _ => thread::sleep(egg_time()),
    }
}

fn main() {
    let threads: Vec<_> = (1..=10_000)
        .map(|n| thread::spawn(move || wait(n)))
        .collect();

    for thread in threads {
        thread.join().unwrap();
    }
    println!("10000 threads are done");
}
// #endregion show
