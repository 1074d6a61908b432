use kitchen::blocking::fry_egg;
use std::io;
use std::thread;

fn main() -> io::Result<()> {
    // #region show
    let mut eggs = Vec::new();

    for name in ["A", "B", "C", "D"] {
        let egg =
            thread::spawn(move || fry_egg(name));
        eggs.push(egg);
    }

    for egg in eggs {
        let egg = egg.join().unwrap()?;
        println!("{egg} is ready");
    }
    // #endregion show
    Ok(())
}
