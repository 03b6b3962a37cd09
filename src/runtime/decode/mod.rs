//! Bytes from the terminal to keys, pastes and reports.
//!
//! Pure: it reads no device and no clock. Who feeds it asks
//! [`Decoder::patience`] how long to wait for more bytes and calls
//! [`Decoder::quiet`] when none came.
//!
//! The shapes are those of ECMA-48 (C0, CSI, SS3, control strings) as xterm,
//! rxvt, the Linux console and kitty use them for keys. Parsers made for what
//! programs send *to* a terminal do not fit here: ESC before a character is
//! Alt, ESC alone is a key, and both depend on time.
//!
//! Whatever comes in, the stream goes on: a sequence that is not known is
//! dropped whole, one that never ends is given up.

mod sequence;

use std::time::Duration;

use crate::{
    app::Input,
    command::{Code, Key},
};

/// How long after a lone ESC the next byte may still belong to it.
const ESCAPE: Duration = Duration::from_millis(30);
/// How long to wait for the rest of a sequence that has begun.
const SEQUENCE: Duration = Duration::from_millis(500);
/// How long a paste may pause before it counts as ended.
const PASTE: Duration = Duration::from_secs(2);
/// Bytes of a control sequence that are kept; longer ones are dropped.
const SEQUENCE_LIMIT: usize = 64;
/// Bytes after which a control string counts as garbage.
const STRING_LIMIT: usize = 4096;
/// Bytes of one paste that are kept.
const PASTE_LIMIT: usize = 1 << 20;
/// What ends a bracketed paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// One thing that has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// From the person.
    Input(Input),
    /// From the terminal itself.
    Report(Report),
}

/// What a terminal answers to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// DECRPM: the setting of a private mode; 0 means that it is not known.
    Mode {
        /// The mode, as in `CSI ? number h`.
        number: u16,
        /// 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
        setting: u16,
    },
    /// OSC 11: whether the ground that text stands on is light.
    Background {
        /// Lighter than a middle grey.
        light: bool,
    },
    /// DA1: the terminal's attributes. Every terminal answers this, in order,
    /// so it tells that no answer to an earlier question is under way.
    Attributes,
    /// XTVERSION: the terminal's name and version, as it writes them.
    Name(Box<str>),
}

/// The state of the stream between two bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// The beginning of a character of several bytes.
    Character { bytes: Vec<u8>, alt: bool },
    /// So many ESC, one or two.
    Escape(u8),
    /// ESC O and parameters.
    Single { bytes: Vec<u8>, alt: bool },
    /// ESC [ and parameters.
    Control { bytes: Vec<u8>, alt: bool },
    /// OSC, DCS, SOS, PM or APC: its second byte, the beginning of what it
    /// says, its length so far, whether an ESC has just come.
    String {
        opener: u8,
        bytes: Vec<u8>,
        length: usize,
        escape: bool,
    },
    /// A bracketed paste: its bytes, and how much of the end has matched.
    Paste { bytes: Vec<u8>, matched: usize },
    /// So many bytes to drop: the place in an old mouse report.
    Skip(u8),
}

/// The decoder.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    state: State,
}

impl Decoder {
    /// Decodes what was read; what is complete is appended to `out`.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Arrival>) {
        for &byte in bytes {
            let state = std::mem::take(&mut self.state);
            self.state = step(state, byte, out);
        }
    }

    /// How long to wait for more bytes before calling [`Decoder::quiet`];
    /// `None`: nothing is open, wait for ever.
    #[must_use]
    pub const fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape(_) => Some(ESCAPE),
            State::Paste { .. } => Some(PASTE),
            _ => Some(SEQUENCE),
        }
    }

    /// No byte came for the time of [`Decoder::patience`]: what is open is a
    /// key by itself, or is given up.
    pub fn quiet(&mut self, out: &mut Vec<Arrival>) {
        match std::mem::take(&mut self.state) {
            State::Escape(count) => {
                for _ in 0..count {
                    out.push(key(Key::plain(Code::Esc), Alt::Without));
                }
            }
            State::Single { bytes, .. } if bytes.is_empty() => out.push(character('O', Alt::With)),
            State::Control { bytes, .. } if bytes.is_empty() => {
                out.push(character('[', Alt::With));
            }
            State::String {
                opener,
                length: 0,
                escape: false,
                ..
            } => out.push(character(char::from(opener), Alt::With)),
            State::Paste { bytes, .. } => out.push(paste(&bytes)),
            _ => {}
        }
    }
}

/// Whether ESC stood before a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alt {
    With,
    Without,
}

impl From<bool> for Alt {
    fn from(alt: bool) -> Self {
        if alt { Self::With } else { Self::Without }
    }
}

fn key(mut key: Key, alt: Alt) -> Arrival {
    key.alt |= alt == Alt::With;
    Arrival::Input(Input::Key(key))
}

fn character(c: char, alt: Alt) -> Arrival {
    key(Key::char(c), alt)
}

/// A pasted text; bytes that are not UTF-8 become U+FFFD.
fn paste(bytes: &[u8]) -> Arrival {
    Arrival::Input(Input::Paste(String::from_utf8_lossy(bytes).into_owned()))
}

/// Takes one byte in one state.
fn step(state: State, byte: u8, out: &mut Vec<Arrival>) -> State {
    match state {
        State::Ground => ground(byte, Alt::Without, out),
        State::Character { bytes, alt } => continued(bytes, alt, byte, out),
        State::Escape(count) => escaped(count, byte, out),
        State::Single { bytes, alt } => single(bytes, alt, byte, out),
        State::Control { bytes, alt } => control(bytes, alt, byte, out),
        State::String {
            opener,
            bytes,
            length,
            escape,
        } => string((opener, bytes), length, escape, byte, out),
        State::Paste { bytes, matched } => pasted(bytes, matched, byte, out),
        State::Skip(left) if left > 1 => State::Skip(left - 1),
        State::Skip(_) => State::Ground,
    }
}

/// A byte outside of any sequence.
fn ground(byte: u8, alt: Alt, out: &mut Vec<Arrival>) -> State {
    match byte {
        0x1b => return State::Escape(1),
        0x00..=0x1f | 0x7f => out.push(key(sequence::c0(byte), alt)),
        0x20..=0x7e => out.push(character(char::from(byte), alt)),
        0xc2..=0xf4 => {
            return State::Character {
                bytes: vec![byte],
                alt: alt == Alt::With,
            };
        }
        // No character begins with these: dropped.
        _ => {}
    }
    State::Ground
}

/// A byte within a character of UTF-8.
fn continued(mut bytes: Vec<u8>, alt: bool, byte: u8, out: &mut Vec<Arrival>) -> State {
    if !(0x80..=0xbf).contains(&byte) {
        return ground(byte, Alt::Without, out);
    }
    bytes.push(byte);
    match std::str::from_utf8(&bytes) {
        // C1 controls are characters to UTF-8, but no key makes them.
        Ok(text) => out.extend(
            text.chars()
                .filter(|c| !c.is_control())
                .map(|c| character(c, alt.into())),
        ),
        Err(error) if error.error_len().is_none() => return State::Character { bytes, alt },
        Err(_) => {}
    }
    State::Ground
}

/// A byte after one ESC, or after two: Alt, or the begin of a sequence.
fn escaped(count: u8, byte: u8, out: &mut Vec<Arrival>) -> State {
    let alt = count > 1;
    match byte {
        b'[' => State::Control {
            bytes: Vec::new(),
            alt,
        },
        b'O' => State::Single {
            bytes: Vec::new(),
            alt,
        },
        0x1b if !alt => State::Escape(2),
        _ => {
            if alt {
                out.push(key(Key::plain(Code::Esc), Alt::Without));
            }
            match byte {
                0x1b => State::Escape(2),
                b'P' | b'X' | b']' | b'^' | b'_' => State::String {
                    opener: byte,
                    bytes: Vec::new(),
                    length: 0,
                    escape: false,
                },
                _ => ground(byte, Alt::With, out),
            }
        }
    }
}

/// A byte after ESC O.
fn single(mut bytes: Vec<u8>, alt: bool, byte: u8, out: &mut Vec<Arrival>) -> State {
    match byte {
        b'0'..=b'9' | b';' => {
            keep(&mut bytes, byte);
            State::Single { bytes, alt }
        }
        0x20..=0x7e => {
            out.extend(sequence::single(&bytes, byte).map(|found| key(found, alt.into())));
            State::Ground
        }
        _ => ground(byte, Alt::Without, out),
    }
}

/// A byte after ESC [.
fn control(mut bytes: Vec<u8>, alt: bool, byte: u8, out: &mut Vec<Arrival>) -> State {
    let linux_function = byte == b'[' && bytes.is_empty();
    let rxvt_shift = byte == b'$' && !bytes.is_empty() && bytes.iter().all(|b| b.is_ascii_digit());
    match byte {
        0x20..=0x3f if !rxvt_shift => {
            keep(&mut bytes, byte);
            State::Control { bytes, alt }
        }
        _ if linux_function => {
            keep(&mut bytes, byte);
            State::Control { bytes, alt }
        }
        0x20..=0x7e => match sequence::control(&bytes, byte) {
            _ if bytes.len() > SEQUENCE_LIMIT => State::Ground,
            sequence::Control::Key(found) => {
                out.push(key(found, alt.into()));
                State::Ground
            }
            sequence::Control::Focus(gained) => {
                out.push(Arrival::Input(Input::Focus(gained)));
                State::Ground
            }
            sequence::Control::Report(report) => {
                out.push(Arrival::Report(report));
                State::Ground
            }
            sequence::Control::Paste => State::Paste {
                bytes: Vec::new(),
                matched: 0,
            },
            sequence::Control::Mouse => State::Skip(3),
            sequence::Control::Unknown => State::Ground,
        },
        // A control byte or a byte above ASCII: the sequence was cut short.
        _ => ground(byte, Alt::Without, out),
    }
}

/// Keeps a parameter byte, and one more than the limit to know of the rest.
fn keep(bytes: &mut Vec<u8>, byte: u8) {
    if bytes.len() <= SEQUENCE_LIMIT {
        bytes.push(byte);
    }
}

/// A byte of a control string; what its beginning does not tell means nothing
/// to us.
fn string(
    (opener, mut bytes): (u8, Vec<u8>),
    length: usize,
    escape: bool,
    byte: u8,
    out: &mut Vec<Arrival>,
) -> State {
    match byte {
        b'\\' if escape => ended(opener, &bytes, out),
        _ if escape => escaped(1, byte, out),
        0x07 => ended(opener, &bytes, out),
        0x18 | 0x1a => State::Ground,
        _ if length >= STRING_LIMIT => State::Ground,
        _ => {
            if byte != 0x1b {
                keep(&mut bytes, byte);
            }
            State::String {
                opener,
                bytes,
                length: length + 1,
                escape: byte == 0x1b,
            }
        }
    }
}

/// A control string is whole.
fn ended(opener: u8, bytes: &[u8], out: &mut Vec<Arrival>) -> State {
    let report = match opener {
        b']' => sequence::background(bytes),
        b'P' => sequence::name(bytes),
        _ => None,
    };
    out.extend(report.map(Arrival::Report));
    State::Ground
}

/// A byte of a paste.
fn pasted(mut bytes: Vec<u8>, matched: usize, byte: u8, out: &mut Vec<Arrival>) -> State {
    if PASTE_END[matched] == byte {
        if matched + 1 == PASTE_END.len() {
            out.push(paste(&bytes));
            return State::Ground;
        }
        return State::Paste {
            bytes,
            matched: matched + 1,
        };
    }
    let mut add = |part: &[u8]| {
        let room = PASTE_LIMIT.saturating_sub(bytes.len());
        bytes.extend_from_slice(&part[..part.len().min(room)]);
    };
    add(&PASTE_END[..matched]);
    // The end begins with ESC and holds no other, so a mismatch can begin it
    // anew only with this byte.
    let matched = usize::from(byte == PASTE_END[0]);
    if matched == 0 {
        add(&[byte]);
    }
    State::Paste { bytes, matched }
}

#[cfg(test)]
mod tests;
