use kitchen::{egg_time, fry_egg, timed};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError::Closed;
use tokio::time::sleep;

type Inbox = broadcast::Receiver<&'static str>;

/// The second cook needs a whole egg's time.
async fn fry(n: u32, name: &str) {
    println!("cook {n} has {name}");
    let time = match n {
        1 => egg_time() / 12,
        _ => egg_time(),
    };
    let order =
        timed(&format!("{name}{n}"), time);
    fry_egg(order).await.unwrap();
}

#[tokio::main]
async fn main() {
    let pause = egg_time() / 6;
    // #region show
    let (orders, a) = broadcast::channel(2);
    let b = orders.subscribe();

    let cook = async |n, mut orders: Inbox| loop {
        match orders.recv().await {
            Ok(name) => fry(n, name).await,
            Err(Closed) => break,
            Err(news) => println!("{n}: {news}"),
        }
    };
    let waiter = async move {
        for name in ["A", "B", "C", "D"] {
            orders.send(name).unwrap();
            sleep(pause).await;
        }
    };

    tokio::join!(cook(1, a), cook(2, b), waiter);
    // #endregion show
}
