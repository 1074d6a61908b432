use kitchen::fry_egg;
use std::io;
use tokio::sync::mpsc;

#[tokio::main]
async fn main() -> io::Result<()> {
    // #region show
    let (plate, mut plates) = mpsc::channel(4);

    for name in ["A", "B", "C", "D"] {
        let plate = plate.clone();
        tokio::spawn(async move {
            let egg = fry_egg(name).await;
            plate.send(egg).await.unwrap();
        });
    }
    drop(plate);

    while let Some(egg) = plates.recv().await {
        println!("{} is ready", egg?);
    }
    // #endregion show
    Ok(())
}
