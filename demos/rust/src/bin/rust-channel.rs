use kitchen::blocking::fry_egg;
use kitchen::{egg_time, lane, timed};
use std::sync::mpsc;
use std::thread;

fn main() {
    let half = egg_time() / 2;
    let orders = [
        timed("A", half),
        timed("B", 2 * half),
        timed("C", 3 * half),
        timed("D", 4 * half),
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
        drop(plate);

        let _lane = lane("plates");
        for egg in plates {
            println!("{egg} is served");
        }
    });
    // #endregion show
}
