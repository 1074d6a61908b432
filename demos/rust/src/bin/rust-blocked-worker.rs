use kitchen::blocking::fry_egg;
use std::io;
use tokio::task::JoinSet;

// #region show
#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let mut eggs = JoinSet::new();

    for name in ["A", "B", "C", "D"] {
        eggs.spawn(async move {
            // A call that blocks: no await.
            fry_egg(name)
        });
    }

    for egg in eggs.join_all().await {
        println!("{} is ready", egg?);
    }
    Ok(())
}
// #endregion show
