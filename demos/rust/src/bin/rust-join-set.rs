use kitchen::{egg_time, fry_egg, timed};
use std::io;
use tokio::task::JoinSet;

#[tokio::main]
async fn main() -> io::Result<()> {
    let quarter = egg_time() / 4;
    let orders = [
        timed("A", 4 * quarter),
        timed("B", 2 * quarter),
        timed("C", quarter),
        timed("D", 3 * quarter),
    ];
    // #region show
    let mut eggs = JoinSet::new();

    for order in orders {
        eggs.spawn(fry_egg(order));
    }

    while let Some(egg) = eggs.join_next().await {
        println!("{} is ready", egg??);
    }
    // #endregion show
    Ok(())
}
