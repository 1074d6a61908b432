use kitchen::{egg_time, fry_egg, timed};
use std::io;

#[tokio::main]
async fn main() -> io::Result<()> {
    let half = egg_time() / 2;
    let a = timed("A", 2 * half);
    let b = timed("B", half);
    let c = timed("C", 3 * half);
    let d = timed("D", 4 * half);
    // #region show
    let first = tokio::select! {
        egg = fry_egg(a) => egg?,
        egg = fry_egg(b) => egg?,
        egg = fry_egg(c) => egg?,
        egg = fry_egg(d) => egg?,
    };
    println!("{first} is first");
    // #endregion show
    Ok(())
}
