use kitchen::{fib, fry_egg, lane};
use std::hint::black_box;
use tokio::sync::oneshot;

// #region show
async fn beat(name: &'static str) -> u64 {
    let (done, foam) = oneshot::channel();
    rayon::spawn(move || {
        let _lane = lane(name);
        let _ = done.send(fib(black_box(41)));
    });
    foam.await.unwrap()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (a, b, ..) = tokio::join!(
        beat("A"),
        beat("B"),
        fry_egg("C"),
        fry_egg("D"),
    );
    println!("{a} {b}");
}
// #endregion show
