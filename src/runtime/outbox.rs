//! Bytes for the terminal that it has not taken yet.
//!
//! A terminal that takes only a part of a frame gets the rest later, and
//! nothing else before it: half a sequence and another frame behind it would
//! be garbage. Until then no other frame is made, so that the next one shows
//! what is true by then, not what was true meanwhile.

use std::io;

/// What is left to be written.
#[derive(Debug, Default)]
pub struct Outbox {
    bytes: Vec<u8>,
    /// How many of them have been taken.
    taken: usize,
}

impl Outbox {
    /// Whether all has been taken.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.taken == self.bytes.len()
    }

    /// Bytes that are left.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bytes.len() - self.taken
    }

    /// Adds bytes behind what is left.
    pub fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Forgets what is left.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.taken = 0;
    }

    /// Writes as much as is taken now. `offer` returns how many bytes it took,
    /// 0 when it takes none at present.
    ///
    /// # Errors
    /// Those of `offer`.
    pub fn push(&mut self, mut offer: impl FnMut(&[u8]) -> io::Result<usize>) -> io::Result<()> {
        while !self.is_empty() {
            match offer(&self.bytes[self.taken..])? {
                0 => return Ok(()),
                taken => self.taken += taken,
            }
        }
        self.clear();
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_go_out_in_order_however_few_are_taken() {
        let mut outbox = Outbox::default();
        let mut out = Vec::new();
        let text: Vec<u8> = (0..=255).collect();
        for (at, part) in text.chunks(7).enumerate() {
            outbox.add(part);
            let mut room = at % 5;
            outbox
                .push(|bytes| {
                    let taken = bytes.len().min(room);
                    room -= taken;
                    out.extend_from_slice(&bytes[..taken]);
                    Ok(taken)
                })
                .unwrap();
            assert_eq!(out.len() + outbox.len(), (7 * at + 7).min(256));
        }
        outbox
            .push(|bytes| {
                out.push(bytes[0]);
                Ok(1)
            })
            .unwrap();
        assert!(outbox.is_empty());
        assert_eq!(out, text);
    }

    #[test]
    fn an_error_is_told() {
        let mut outbox = Outbox::default();
        outbox.add(b"x");
        let gone = || Err(io::ErrorKind::BrokenPipe.into());
        assert!(outbox.push(|_| gone()).is_err());
    }
}
