//! The input thread: waits for the terminal, decodes, sends bursts.
//!
//! One burst for one credit: after a burst it does not touch the terminal
//! until the loop has carried out what the burst asked for, so that a child
//! program owns the keyboard at once.

use std::{
    io,
    sync::{
        Arc,
        mpsc::{Receiver, Sender},
    },
};

use super::{
    decode::{Arrival, Decoder},
    event::Event,
    tty::{Ready, Tty},
};

/// Bytes that make up one burst at most; what is left waits in the terminal.
const BURST: usize = 1 << 16;

/// Leave to read one burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit;

/// Reads bursts until the loop or the terminal is gone.
pub fn listen(tty: &Arc<Tty>, credits: &Receiver<Credit>, events: &Sender<Event>) {
    let mut decoder = Decoder::default();
    while credits.recv().is_ok() {
        let event = match burst(tty, &mut decoder) {
            Ok(arrivals) => Event::Burst(arrivals),
            Err(_) => Event::Gone,
        };
        let gone = matches!(event, Event::Gone);
        if events.send(event).is_err() || gone {
            return;
        }
    }
}

/// Waits for a burst of at least one arrival.
fn burst(tty: &Tty, decoder: &mut Decoder) -> io::Result<Vec<Arrival>> {
    let mut arrivals = Vec::new();
    while arrivals.is_empty() {
        match tty.wait(decoder.patience())? {
            Ready::Yes => drain(tty, decoder, &mut arrivals)?,
            Ready::No => decoder.quiet(&mut arrivals),
        }
    }
    Ok(arrivals)
}

/// Reads and decodes all that is there now.
///
/// # Errors
/// The terminal is gone; what came before is lost with it.
pub fn drain(tty: &Tty, decoder: &mut Decoder, arrivals: &mut Vec<Arrival>) -> io::Result<()> {
    let mut buffer = [0; 4096];
    let mut total = 0;
    loop {
        let read = tty.read(&mut buffer)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        decoder.feed(&buffer[..read], arrivals);
        total += read;
        if total >= BURST || tty.wait(Some(std::time::Duration::ZERO))? == Ready::No {
            return Ok(());
        }
    }
}
