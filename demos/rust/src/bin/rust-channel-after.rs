use kitchen::blocking::fry_egg;
use kitchen::{egg_time, lane, timed};
use std::sync::mpsc;
use std::thread;

fn main() {
    let quarter = egg_time() / 4;
    let orders = [
        timed("A", quarter),
        timed("B", 2 * quarter),
        timed("C", 3 * quarter),
        timed("D", 4 * quarter),
    ];
    // #region show
    let (plate, plates) = mpsc::channel();

    thread::scope(|scope| {
        for order in &orders {
            let plate = plate.clone();
            scope.spawn(move || {
                let egg = fry_egg(order).unwrap();
                plate.send(egg).unwrap();
            });
        }
    });
    drop(plate);

    let _lane = lane("plates");
    for egg in plates {
        println!("{egg} is served");
    }
    // #endregion show
}
