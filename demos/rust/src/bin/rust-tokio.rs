use kitchen::fry_egg;
use std::io;

// #region show
#[tokio::main]
async fn main() -> io::Result<()> {
    let mut eggs = Vec::new();

    for name in ["A", "B", "C", "D"] {
        let egg = tokio::spawn(fry_egg(name));
        eggs.push(egg);
    }

    for egg in eggs {
        println!("{} is ready", egg.await??);
    }
    Ok(())
}
// #endregion show
