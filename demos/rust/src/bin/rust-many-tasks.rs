use kitchen::{egg_time, fry_egg};
use tokio::time::sleep;

async fn fry(egg: &str) {
    fry_egg(egg).await.unwrap();
}

// #region show
async fn wait(n: u32) {
    match n {
        1 => fry("A").await,
        5_000 => fry("B").await,
        10_000 => fry("C").await,
        _ => sleep(egg_time()).await,
    }
}

#[tokio::main]
async fn main() {
    let tasks: Vec<_> = (1..=10_000)
        .map(|n| tokio::spawn(wait(n)))
        .collect();

    for task in tasks {
        task.await.unwrap();
    }
    println!("10000 tasks are done");
}
// #endregion show
