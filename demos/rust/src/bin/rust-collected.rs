use kitchen::blocking::fry_egg;
use std::io;
use std::thread;

fn main() -> io::Result<()> {
    // #region show
    let threads: Vec<_> = ["A", "B", "C", "D"]
        .into_iter()
        .map(|name| {
            thread::spawn(move || fry_egg(name))
        })
        .collect();

    let eggs = threads
        .into_iter()
        .map(|egg| egg.join().unwrap());

    for egg in eggs {
        println!("{} is ready", egg?);
    }
    // #endregion show
    Ok(())
}
