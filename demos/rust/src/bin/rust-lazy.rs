use kitchen::blocking::fry_egg;
use std::io;
use std::thread;

fn main() -> io::Result<()> {
    // #region show
    let eggs = ["A", "B", "C", "D"]
        .into_iter()
        .map(|name| {
            thread::spawn(move || fry_egg(name))
        })
        .map(|egg| egg.join().unwrap());

    for egg in eggs {
        println!("{} is ready", egg?);
    }
    // #endregion show
    Ok(())
}
