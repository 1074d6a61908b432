//! N eggs, an operating-system thread each: bench-threads N

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Instant;
use std::{env, process};

fn fry(host: &str, path: &str) -> io::Result<bool> {
    let mut egg = TcpStream::connect(host)?;
    let order = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    egg.write_all(order.as_bytes())?;
    let mut reply = Vec::new();
    egg.read_to_end(&mut reply)?;
    Ok(reply.starts_with(b"HTTP/1.1 200 "))
}

fn main() {
    let url = env::var("KITCHEN_URL").unwrap_or_else(|_| "http://127.0.0.1:3001/".into());
    let address = url.trim_start_matches("http://");
    let (host, run) = address.split_once('/').unwrap_or((address, ""));
    let Some(eggs) = env::args().nth(1).and_then(|n| n.parse::<usize>().ok()) else {
        eprintln!("Say how many eggs: bench-threads 100");
        process::exit(2);
    };

    let began = Instant::now();
    let threads: Vec<_> = (0..eggs)
        .map(|i| {
            let (host, path) = (host.to_string(), format!("/{run}/E{i}"));
            thread::Builder::new().spawn(move || fry(&host, &path).unwrap_or(false))
        })
        .collect();
    let fried = threads
        .into_iter()
        .map(|thread| thread.is_ok_and(|thread| thread.join().unwrap_or(false)))
        .filter(|&fried| fried)
        .count();
    let ms = began.elapsed().as_secs_f64() * 1000.0;

    println!(r#"{{"eggs":{eggs},"ms":{ms},"failed":{}}}"#, eggs - fried);
    // Whoever measures looks at this process once more before it ends.
    let _ = io::stdin().read_to_end(&mut Vec::new());
}
