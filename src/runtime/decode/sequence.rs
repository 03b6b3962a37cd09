//! What the control bytes and sequences of a keyboard mean: the tables behind
//! the [decoder](super). Pure.
//!
//! Sources: xterm's "Control Sequences" (PC-style function keys,
//! modifyOtherKeys), `rxvt`'s reference, `console_codes(4)`, and the basic
//! form of kitty's keyboard protocol.

use super::Report;
use crate::command::{Code, Key};

/// What a CSI sequence is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// A key.
    Key(Key),
    /// The window has gained or lost the focus.
    Focus(bool),
    /// An answer of the terminal.
    Report(Report),
    /// A bracketed paste begins.
    Paste,
    /// An old mouse report begins; three bytes follow.
    Mouse,
    /// None of these.
    Unknown,
}

/// The key of a control byte; ESC is none of them.
pub(super) fn c0(byte: u8) -> Key {
    let ctrl = |c: u8| Key {
        ctrl: true,
        ..Key::char(char::from(c))
    };
    match byte {
        b'\r' | b'\n' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x08 | 0x7f => Key::plain(Code::Backspace),
        0x00 => ctrl(b' '),
        0x01..=0x1a => ctrl(byte - 1 + b'a'),
        _ => ctrl(byte | 0x40),
    }
}

/// The key of `ESC O parameters final` (SS3): arrows in application mode,
/// F1 to F4, the keypad, and rxvt's Ctrl with an arrow.
pub(super) fn single(parameters: &[u8], last: u8) -> Option<Key> {
    let base = match last {
        b'a'..=b'd' => {
            let mut key = Key::plain(lettered(last.to_ascii_uppercase())?);
            key.ctrl = true;
            key
        }
        b'M' => Key::plain(Code::Enter),
        b'I' => Key::plain(Code::Tab),
        b' ' => Key::char(' '),
        b'X' => Key::char('='),
        b'j'..=b'y' => Key::char(char::from(last - 0x40)),
        _ => Key::plain(lettered(last)?),
    };
    // `ESC O 5 A` and `ESC O 1 ; 5 A` are both about.
    let numbers = Numbers::read(parameters);
    let modifiers = if numbers.len() > 1 { 1 } else { 0 };
    Some(modified(base, numbers.get(modifiers)))
}

/// What `ESC [ parameters final` is.
pub(super) fn control(parameters: &[u8], last: u8) -> Control {
    if let Some(private) = parameters.strip_prefix(b"?") {
        return private_report(private, last);
    }
    if parameters == b"[" {
        return match last {
            b'A'..=b'E' => Control::Key(Key::plain(Code::Function(last - b'A' + 1))),
            _ => Control::Unknown,
        };
    }
    if parameters
        .iter()
        .any(|byte| !matches!(byte, b'0'..=b'9' | b';' | b':'))
    {
        return Control::Unknown;
    }
    let numbers = Numbers::read(parameters);
    let found = match last {
        b'I' => return Control::Focus(true),
        b'O' => return Control::Focus(false),
        b'M' if parameters.is_empty() => return Control::Mouse,
        b'~' if numbers.get(0) == Some(200) => return Control::Paste,
        b'~' if numbers.get(0) == Some(27) => coded(numbers.get(2), numbers.get(1), None),
        b'~' => numbered(numbers.get(0)).map(|code| modified(Key::plain(code), numbers.get(1))),
        b'$' | b'^' | b'@' => numbered(numbers.get(0)).map(|code| Key {
            shift: last != b'^',
            ctrl: last != b'$',
            ..Key::plain(code)
        }),
        b'u' if numbers.event() == Some(3) => None,
        b'u' => coded(numbers.get(0), numbers.get(1), numbers.shifted()),
        b'Z' => Some(Key {
            shift: true,
            ..Key::plain(Code::Tab)
        }),
        b'a'..=b'd' => lettered(last.to_ascii_uppercase()).map(|code| Key {
            shift: true,
            ..Key::plain(code)
        }),
        _ if numbers.event() == Some(3) => None,
        _ => lettered(last).map(|code| modified(Key::plain(code), numbers.get(1))),
    };
    found.map_or(Control::Unknown, Control::Key)
}

/// `CSI ? …`: only answers look like this.
fn private_report(parameters: &[u8], last: u8) -> Control {
    if last == b'c' {
        return Control::Report(Report::Attributes);
    }
    let numbers = match (parameters.strip_suffix(b"$"), last) {
        (Some(numbers), b'y') => Numbers::read(numbers),
        _ => return Control::Unknown,
    };
    match (numbers.get(0), numbers.get(1)) {
        (Some(number), Some(setting)) => match (u16::try_from(number), u16::try_from(setting)) {
            (Ok(number), Ok(setting)) => Control::Report(Report::Mode { number, setting }),
            _ => Control::Unknown,
        },
        _ => Control::Unknown,
    }
}

/// The key of the final letter of an arrow, Home, End, F1 to F4.
const fn lettered(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P' => Code::Function(1),
        b'Q' => Code::Function(2),
        b'R' => Code::Function(3),
        b'S' => Code::Function(4),
        _ => return None,
    })
}

/// The key of the number before `~`: VT220, and F1 to F20 with their gaps.
fn numbered(number: Option<u32>) -> Option<Code> {
    Some(match number? {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        n @ 11..=15 => Code::Function(small(n - 10)),
        n @ 17..=21 => Code::Function(small(n - 11)),
        n @ 23..=26 => Code::Function(small(n - 12)),
        n @ 28..=29 => Code::Function(small(n - 13)),
        n @ 31..=34 => Code::Function(small(n - 14)),
        _ => return None,
    })
}

/// The number of a function key; its callers pass 1 to 20.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// The key of a code point with modifiers (kitty, modifyOtherKeys).
fn coded(code: Option<u32>, modifiers: Option<u32>, shifted: Option<u32>) -> Option<Key> {
    let base = match code? {
        9 => Key::plain(Code::Tab),
        13 | 57414 => Key::plain(Code::Enter),
        27 => Key::plain(Code::Esc),
        8 | 127 => Key::plain(Code::Backspace),
        // kitty's numbers for keys that have no character.
        57344..=63743 => return None,
        code => {
            let c = char::from_u32(code).filter(|c| !c.is_control())?;
            let key = modified(Key::char(c), modifiers);
            return Some(if key.shift {
                capital(key, shifted)
            } else {
                key
            });
        }
    };
    Some(modified(base, modifiers))
}

/// A character with Shift is another character.
fn capital(key: Key, shifted: Option<u32>) -> Key {
    let shifted = shifted.and_then(char::from_u32).filter(|c| !c.is_control());
    let code = match (shifted, key.code) {
        (Some(c), _) => Code::Char(c),
        (None, Code::Char(c)) => {
            let mut upper = c.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(upper), None) => Code::Char(upper),
                _ => Code::Char(c),
            }
        }
        (None, code) => code,
    };
    Key {
        code,
        shift: false,
        ..key
    }
}

/// Adds the modifiers of xterm's parameter: 1 + Shift 1, Alt 2, Ctrl 4.
fn modified(key: Key, parameter: Option<u32>) -> Key {
    let bits = parameter.unwrap_or(1).saturating_sub(1);
    Key {
        shift: key.shift || bits & 1 != 0,
        alt: key.alt || bits & 2 != 0,
        ctrl: key.ctrl || bits & 4 != 0,
        ..key
    }
}

/// Parameters `a:b;c`: numbers, each with sub-numbers.
struct Numbers<'a>(Vec<&'a [u8]>);

impl<'a> Numbers<'a> {
    fn read(parameters: &'a [u8]) -> Self {
        Self(parameters.split(|&byte| byte == b';').collect())
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    /// The sub-number `part` of parameter `index`.
    fn part(&self, index: usize, part: usize) -> Option<u32> {
        let bytes = self.0.get(index)?.split(|&byte| byte == b':').nth(part)?;
        std::str::from_utf8(bytes).ok()?.parse().ok()
    }

    fn get(&self, index: usize) -> Option<u32> {
        self.part(index, 0)
    }

    /// kitty: what the key gives with Shift.
    fn shifted(&self) -> Option<u32> {
        self.part(0, 1)
    }

    /// kitty: 1 press, 2 repeat, 3 release.
    fn event(&self) -> Option<u32> {
        self.part(1, 1)
    }
}

/// What an XTVERSION answer says (`>|XTerm(390)`).
pub fn name(bytes: &[u8]) -> Option<Report> {
    let name = std::str::from_utf8(bytes.strip_prefix(b">|")?).ok()?;
    (!name.contains(char::is_control)).then(|| Report::Name(name.into()))
}

/// What an OSC 11 answer says (`11;rgb:1c1c/1c1c/1c1c`, one to four
/// hexadecimal digits a channel, as X11's XParseColor reads them).
pub fn background(bytes: &[u8]) -> Option<Report> {
    let colour = std::str::from_utf8(bytes).ok()?.strip_prefix("11;rgb")?;
    let channels = colour
        .strip_prefix(':')
        .or_else(|| colour.strip_prefix("a:"))?;
    let level = |digits: &str| {
        let most = 16_u32
            .checked_pow(u32::try_from(digits.len()).ok()?)?
            .checked_sub(1)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        (digits.len() <= 4).then_some(())?;
        (value * 1000).checked_div(most)
    };
    let mut levels = channels.split('/').map(level);
    let (red, green, blue) = (levels.next()??, levels.next()??, levels.next()??);
    // The weights of luma in ITU-R BT.601.
    let luma = (299 * red + 587 * green + 114 * blue) / 1000;
    Some(Report::Background { light: luma > 500 })
}
