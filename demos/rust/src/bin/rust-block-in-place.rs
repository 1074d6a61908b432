use kitchen::blocking::fry_egg;
use std::io;
use tokio::task::{JoinSet, block_in_place};

// #region show
#[tokio::main(worker_threads = 1)]
async fn main() -> io::Result<()> {
    let mut eggs = JoinSet::new();

    for name in ["A", "B", "C", "D"] {
        eggs.spawn(async move {
            // The same, said to the runtime.
            block_in_place(|| fry_egg(name))
        });
    }

    for egg in eggs.join_all().await {
        println!("{} is ready", egg?);
    }
    Ok(())
}
// #endregion show
