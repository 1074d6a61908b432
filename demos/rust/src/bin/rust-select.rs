use kitchen::{egg_time, fry_egg, timed};
use std::io;

#[tokio::main]
async fn main() -> io::Result<()> {
    let quarter = egg_time() / 4;
    let a = timed("A", 4 * quarter);
    let b = timed("B", quarter);
    let c = timed("C", 2 * quarter);
    let d = timed("D", 3 * quarter);
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
