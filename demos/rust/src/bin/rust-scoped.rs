use kitchen::blocking::fry_egg;
use std::thread;

fn main() {
    // #region show
    let names = ["A", "B", "C", "D"];

    thread::scope(|scope| {
        for name in &names {
            scope.spawn(move || {
                let egg = fry_egg(name).unwrap();
                println!("{egg} is ready");
            });
        }
    });

    println!("{names:?} are all out");
    // #endregion show
}
