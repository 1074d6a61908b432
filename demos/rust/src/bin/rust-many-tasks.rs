use kitchen::{egg_time, fry_egg};
use tokio::{spawn, time::sleep};

fn egg(n: u32) -> Option<&'static str> {
    match n {
        1 => Some("A"),
        5_000 => Some("B"),
        10_000 => Some("C"),
        _ => None,
    }
}

async fn fry(egg: &str) {
    fry_egg(egg).await.unwrap();
}

// #region show
async fn wait(n: u32) {
    match egg(n) {
        Some(egg) => fry(egg).await,
        None => sleep(egg_time()).await,
    }
}

#[tokio::main]
async fn main() {
    let mut tasks = Vec::new();
    for n in 1..=10_000 {
        tasks.push(spawn(wait(n)));
    }
    for task in tasks {
        task.await.unwrap();
    }
    println!("10000 tasks are done");
}
// #endregion show
