use kitchen::{fib, fry_egg, lane};
use std::hint::black_box;
use tokio::sync::oneshot;

fn beat(name: &'static str) -> u64 {
    let _lane = lane(name);
    fib(black_box(40))
}

// #region show
async fn foam(name: &'static str) -> u64 {
    let (done, foam) = oneshot::channel();
    rayon::spawn(move || {
        let _ = done.send(beat(name));
    });
    foam.await.unwrap()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (a, b, ..) = tokio::join!(
        foam("A"),
        foam("B"),
        fry_egg("C"),
        fry_egg("D"),
    );
    println!("{a} {b}");
}
// #endregion show
