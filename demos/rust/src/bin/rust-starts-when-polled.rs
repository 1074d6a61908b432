use kitchen::fry_egg;
use std::io;

// #region show
async fn fry(name: &str) -> io::Result<()> {
    println!("{name}: the body begins");
    fry_egg(name).await?;
    Ok(())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    println!("before the call");
    let a = fry("A");
    println!("after the call");
    a.await
}
// #endregion show
