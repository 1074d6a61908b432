//! What every program here is told about its
//! kitchen, and how it reports steps that the
//! kitchen cannot see.

use std::env;
use std::fs;
use std::io;
use std::thread;
use std::time::Duration;

/// How long an egg takes when nothing else is
/// asked for.
pub fn egg_time() -> Duration {
    let ms = env::var("EGG_MS")
        .ok()
        .and_then(|ms| ms.parse().ok())
        .unwrap_or(2000.0);
    Duration::from_secs_f64(ms / 1000.0)
}

/// An order for an egg that takes its own time.
pub fn timed(
    name: &str,
    time: Duration,
) -> String {
    format!("{name}?ms={}", millis(time))
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Orders an egg without blocking the thread, and
/// hangs up when it is dropped.
pub async fn fry_egg(
    order: impl AsRef<str>,
) -> io::Result<String> {
    use tokio::io::{
        AsyncReadExt, AsyncWriteExt,
    };
    let order = Order::new(order.as_ref());
    let mut kitchen =
        tokio::net::TcpStream::connect(
            &order.host,
        )
        .await?;
    kitchen
        .write_all(order.request().as_bytes())
        .await?;
    let mut reply = String::new();
    kitchen.read_to_string(&mut reply).await?;
    order.plate(&reply)
}

/// The same for threads that may wait.
pub mod blocking {
    use super::Order;
    use std::io::{self, Read, Write};
    use std::net::TcpStream;

    /// Orders an egg, and blocks the thread until
    /// it is ready.
    pub fn fry_egg(
        order: impl AsRef<str>,
    ) -> io::Result<String> {
        let order = Order::new(order.as_ref());
        order.report("start");
        let egg = fetch(&order);
        order.report(match egg {
            Ok(_) => "end",
            Err(_) => "fail",
        });
        egg
    }

    fn fetch(
        order: &Order,
    ) -> io::Result<String> {
        let mut kitchen =
            TcpStream::connect(&order.host)?;
        kitchen.write_all(
            order.request().as_bytes(),
        )?;
        let mut reply = String::new();
        kitchen.read_to_string(&mut reply)?;
        order.plate(&reply)
    }
}

/// One request over a connection of its own.
struct Order {
    host: String,
    path: String,
    egg: String,
}

impl Order {
    fn new(order: &str) -> Self {
        let stove = env::var("KITCHEN_URL")
            .unwrap_or_else(|_| {
                "http://localhost:3001".into()
            });
        let address = stove
            .strip_prefix("http://")
            .unwrap_or(&stove);
        let (host, run) =
            address.split_once('/').map_or(
                (address, String::new()),
                |(host, run)| {
                    (host, format!("/{run}"))
                },
            );
        let egg = order.split('?').next();
        Self {
            host: match host.contains(':') {
                true => host.into(),
                false => format!("{host}:80"),
            },
            path: format!("{run}/{order}"),
            egg: egg.unwrap_or(order).into(),
        }
    }

    /// Of a thread that waits for it.
    fn report(&self, kind: &str) {
        report(kind, &self.egg, false);
    }

    fn request(&self) -> String {
        format!(
            "GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.path, self.host,
        )
    }

    fn plate(
        &self,
        reply: &str,
    ) -> io::Result<String> {
        let Some((head, body)) =
            reply.split_once("\r\n\r\n")
        else {
            return Err(io::Error::other(
                "the kitchen hung up",
            ));
        };
        if head.split(' ').nth(1) != Some("200") {
            return Err(io::Error::other(
                format!("{} is burnt", self.egg),
            ));
        }
        Ok(body.into())
    }
}

/// Reports that a task starts, and, when what it
/// returns is dropped, that it ends.
#[must_use = "the lane ends where it is dropped"]
pub fn lane(task: impl Into<String>) -> Lane {
    let lane = Lane(task.into());
    report("start", &lane.0, true);
    lane
}

/// A task that the program itself reports.
pub struct Lane(String);

impl Drop for Lane {
    fn drop(&mut self) {
        let kind = match thread::panicking() {
            true => "fail",
            false => "end",
        };
        report(kind, &self.0, true);
    }
}

/// `work` is done by the program itself, and
/// everything else is ordered.
fn report(kind: &str, task: &str, work: bool) {
    println!(
        r#"{{"kind":"{kind}","task":"{task}","work":{work}{}}}"#,
        on_thread(),
    );
}

/// This thread by the number that the system
/// knows it by, where the system shows it.
fn on_thread() -> String {
    fs::read_link("/proc/thread-self")
        .ok()
        .and_then(|path| {
            let id = path.file_name()?;
            Some(format!(
                r#","thread":{}"#,
                id.to_str()?
            ))
        })
        .unwrap_or_default()
}

/// Honest work for a processor: some tenths of a
/// second for fib(40).
pub fn fib(n: u64) -> u64 {
    match n {
        0 | 1 => n,
        _ => fib(n - 1) + fib(n - 2),
    }
}
