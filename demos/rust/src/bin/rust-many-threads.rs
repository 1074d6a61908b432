use kitchen::{blocking::fry_egg, egg_time};
use std::thread::{sleep, spawn};

fn egg(n: u32) -> Option<&'static str> {
    match n {
        1 => Some("A"),
        5_000 => Some("B"),
        10_000 => Some("C"),
        _ => None,
    }
}

fn fry(egg: &str) {
    fry_egg(egg).unwrap();
}

// #region show
fn wait(n: u32) {
    match egg(n) {
        Some(egg) => fry(egg),
        None => sleep(egg_time()),
    }
}

fn main() {
    let mut threads = Vec::new();
    for n in 1..=10_000 {
        let thread = spawn(move || wait(n));
        threads.push(thread);
    }
    for thread in threads {
        thread.join().unwrap();
    }
    println!("10000 threads are done");
}
// #endregion show
