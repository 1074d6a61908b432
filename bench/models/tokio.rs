//! N eggs, a Tokio task each: bench-tokio N

use std::io::{self, Read};
use std::time::Instant;
use std::{env, process};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

async fn fry(host: String, path: String) -> io::Result<bool> {
    let mut egg = TcpStream::connect(&host).await?;
    let order = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    egg.write_all(order.as_bytes()).await?;
    let mut reply = Vec::new();
    egg.read_to_end(&mut reply).await?;
    Ok(reply.starts_with(b"HTTP/1.1 200 "))
}

#[tokio::main]
async fn main() {
    let url = env::var("KITCHEN_URL").unwrap_or_else(|_| "http://127.0.0.1:3001/".into());
    let address = url.trim_start_matches("http://");
    let (host, run) = address.split_once('/').unwrap_or((address, ""));
    let Some(eggs) = env::args().nth(1).and_then(|n| n.parse::<usize>().ok()) else {
        eprintln!("Say how many eggs: bench-tokio 100");
        process::exit(2);
    };

    let began = Instant::now();
    let tasks: JoinSet<_> = (0..eggs)
        .map(|i| fry(host.to_string(), format!("/{run}/E{i}")))
        .collect();
    let fried = tasks
        .join_all()
        .await
        .into_iter()
        .filter(|egg| matches!(egg, Ok(true)))
        .count();
    let ms = began.elapsed().as_secs_f64() * 1000.0;

    println!(r#"{{"eggs":{eggs},"ms":{ms},"failed":{}}}"#, eggs - fried);
    // Whoever measures looks at this process once more before it ends.
    let _ = io::stdin().read_to_end(&mut Vec::new());
}
