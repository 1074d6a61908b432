use kitchen::{egg_time, fry_egg, timed};
use std::io;
use tokio::task::JoinSet;

#[tokio::main]
async fn main() -> io::Result<()> {
    let half = egg_time() / 2;
    let orders = [
        timed("A", 4 * half),
        timed("B", 2 * half),
        timed("C", half),
        timed("D", 3 * half),
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
