use kitchen::fry_egg;
use std::io;
use std::sync::mpsc;
use tokio::runtime::Runtime;

fn main() -> io::Result<()> {
    // #region show
    let runtime = Runtime::new()?;
    let (plate, plates) = mpsc::channel();

    for name in ["A", "B", "C", "D"] {
        let plate = plate.clone();
        runtime.spawn(async move {
            let egg = fry_egg(name).await;
            plate.send(egg).unwrap();
        });
    }
    drop(plate);

    // Not async: main blocks here.
    for egg in plates {
        println!("{} is ready", egg?);
    }
    // #endregion show
    Ok(())
}
