use kitchen::fry_egg;
use std::sync::{Arc, Mutex};
use tokio::task::JoinSet;

#[tokio::main]
async fn main() {
    // #region show
    let plates = Arc::new(Mutex::new(Vec::new()));
    let mut eggs = JoinSet::new();

    for name in ["A", "B", "C", "D"] {
        let plates = Arc::clone(&plates);
        eggs.spawn(async move {
            let egg =
                fry_egg(name).await.unwrap();
            plates.lock().unwrap().push(egg);
        });
    }
    eggs.join_all().await;

    let mut plates = plates.lock().unwrap();
    plates.sort();
    println!("{plates:?}");
    // #endregion show
}
