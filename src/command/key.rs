//! A key of our own, so that nothing above `runtime` knows a terminal
//! library: how `config.toml` writes it, and how a person reads it.
//!
//! It does not know what a key means; that is the keymap's business.

use std::{fmt, str::FromStr};

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never for characters, whose case says it.
    pub shift: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character, as typed.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete forward.
    Delete,
    /// Insert.
    Insert,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    Function(u8),
}

/// Keys that have a name: the key, the name in `config.toml`, the name for a
/// person. The first row of a key is the one that is printed.
const NAMED: &[(Code, &str, &str)] = &[
    (Code::Char(' '), "space", "Space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "delete", "Delete"),
    (Code::Insert, "insert", "Insert"),
    (Code::Up, "up", "Up"),
    (Code::Down, "down", "Down"),
    (Code::Left, "left", "Left"),
    (Code::Right, "right", "Right"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "pgup", "PgUp"),
    (Code::PageDown, "pgdn", "PgDn"),
    // Other spellings that hands know.
    (Code::Char('-'), "minus", "-"),
    (Code::Char('<'), "lt", "<"),
    (Code::Char('>'), "gt", ">"),
    (Code::Enter, "return", "Enter"),
    (Code::Esc, "escape", "Esc"),
    (Code::Delete, "del", "Delete"),
    (Code::Insert, "ins", "Insert"),
    (Code::PageUp, "pageup", "PgUp"),
    (Code::PageDown, "pagedown", "PgDn"),
];

/// The highest function key that a terminal can name.
const LAST_FUNCTION_KEY: u8 = 35;

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character key without modifiers.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character key with Ctrl.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            ..Self::char(c)
        }
    }

    /// The character, where the key types one: no Ctrl, no Alt.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The key as a person reads it: `j`, `Ctrl-D`, `PgDn`. After Ctrl and
    /// Alt letters are those of the key caps, as in every manual.
    #[must_use]
    pub fn pretty(self) -> String {
        let held = self.ctrl || self.alt;
        let capital = matches!(self.code, Code::Char(c) if c.is_ascii_uppercase());
        let mut out = String::new();
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift || (held && capital), "Shift-"),
        ] {
            out.push_str(if held { name } else { "" });
        }
        match self.code {
            Code::Char(c) if c != ' ' => {
                out.push(if held { c.to_ascii_uppercase() } else { c });
            }
            Code::Function(number) => out.push_str(&format!("F{number}")),
            code => out.push_str(name_of(code).map_or("", |(_, pretty)| pretty)),
        }
        out
    }
}

fn name_of(code: Code) -> Option<(&'static str, &'static str)> {
    NAMED
        .iter()
        .find(|(known, ..)| *known == code)
        .map(|&(_, name, pretty)| (name, pretty))
}

/// Prints the spelling of `config.toml`; [`FromStr`] reads it back.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            f.write_str(if held { name } else { "" })?;
        }
        match self.code {
            Code::Char(c) if c != ' ' => write!(f, "{c}"),
            Code::Function(number) => write!(f, "f{number}"),
            code => f.write_str(name_of(code).map_or("", |(name, _)| name)),
        }
    }
}

/// Why a text is no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// There is nothing.
    Empty,
    /// Neither one character nor a known name.
    Unknown {
        /// What was written.
        written: String,
        /// What may have been meant.
        meant: Option<String>,
    },
    /// Shift with a character whose shifted form depends on the keyboard.
    Shifted(char),
    /// Terminals send the same byte for it as for another key.
    Same {
        /// What was written.
        written: String,
        /// The key that the program would see.
        sent: Key,
    },
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an empty key"),
            Self::Unknown { written, meant } => {
                write!(f, "no such key: {written:?}")?;
                match meant {
                    Some(meant) => write!(f, "; did you mean {meant:?}?"),
                    None => Ok(()),
                }
            }
            Self::Shifted(c) => write!(f, "write the character that Shift and {c:?} make"),
            Self::Same { written, sent } => {
                write!(
                    f,
                    "terminals send {} for {written:?}; write \"{sent}\"",
                    sent.pretty()
                )
            }
        }
    }
}

impl std::error::Error for KeyError {}

/// Reads `j`, `G`, `ctrl-d`, `alt-backspace`, `shift-tab`, `space`, `f1`.
/// Names and modifiers in any case, characters as they are typed.
impl FromStr for Key {
    type Err = KeyError;

    fn from_str(written: &str) -> Result<Self, KeyError> {
        let mut key = Self::char(' ');
        let mut rest = written;
        while let Some((held, after)) = modifier(rest) {
            *match held {
                Modifier::Ctrl => &mut key.ctrl,
                Modifier::Alt => &mut key.alt,
                Modifier::Shift => &mut key.shift,
            } = true;
            rest = after;
        }
        key.code = code(rest, written)?;
        if let Code::Char(c) = key.code
            && c != ' '
        {
            key = normal(key, c, written)?;
        }
        Ok(key)
    }
}

/// What may be held down with a key.
enum Modifier {
    Ctrl,
    Alt,
    Shift,
}

/// Splits a modifier off; a lone `-` at the end is the key.
fn modifier(text: &str) -> Option<(Modifier, &str)> {
    let (name, rest) = text.split_once('-')?;
    let held = match name.to_ascii_lowercase().as_str() {
        "ctrl" | "control" | "c" => Modifier::Ctrl,
        "alt" | "meta" | "m" => Modifier::Alt,
        "shift" => Modifier::Shift,
        _ => return None,
    };
    (!rest.is_empty()).then_some((held, rest))
}

fn code(text: &str, written: &str) -> Result<Code, KeyError> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (None, _) => return Err(KeyError::Empty),
        (Some(c), None) if !c.is_control() => return Ok(Code::Char(c)),
        _ => {}
    }
    let name = text.to_ascii_lowercase();
    if let Some((code, ..)) = NAMED.iter().find(|(_, known, _)| *known == name) {
        return Ok(*code);
    }
    let number = name.strip_prefix('f').and_then(|n| n.parse().ok());
    match number {
        Some(number @ 1..=LAST_FUNCTION_KEY) => Ok(Code::Function(number)),
        _ => Err(KeyError::Unknown {
            written: written.to_owned(),
            meant: meant(text),
        }),
    }
}

/// What a person may have meant by a text that is no key: several characters
/// without spaces, or a name with a slip.
fn meant(text: &str) -> Option<String> {
    if let Some(name) = super::nearest(text, NAMED.iter().map(|&(_, name, _)| name)) {
        return Some(name.to_owned());
    }
    let few = text.chars().count() <= 3 && !text.contains(|c: char| c.is_control() || c == '-');
    few.then(|| {
        let keys: Vec<String> = text.chars().map(String::from).collect();
        keys.join(" ")
    })
}

/// A character key as terminals send it.
fn normal(mut key: Key, c: char, written: &str) -> Result<Key, KeyError> {
    if key.shift {
        if !c.is_ascii_alphabetic() || key.ctrl {
            return Err(KeyError::Shifted(c));
        }
        key.shift = false;
        key.code = Code::Char(c.to_ascii_uppercase());
    }
    if key.ctrl {
        let code = match c.to_ascii_lowercase() {
            'i' => Code::Tab,
            'm' => Code::Enter,
            '[' => Code::Esc,
            lower => Code::Char(lower),
        };
        if !matches!(code, Code::Char(_)) {
            return Err(KeyError::Same {
                written: written.to_owned(),
                sent: Key {
                    code,
                    ctrl: false,
                    ..key
                },
            });
        }
        key.code = code;
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;
    use crate::command::Sequence;

    /// Written, printed again, and for a person.
    const GOOD: &[(&str, &str, &str)] = &[
        ("j", "j", "j"),
        ("G", "G", "G"),
        ("shift-g", "G", "G"),
        ("é", "é", "é"),
        ("語", "語", "語"),
        ("ctrl-d", "ctrl-d", "Ctrl-D"),
        ("Ctrl-D", "ctrl-d", "Ctrl-D"),
        ("C-d", "ctrl-d", "Ctrl-D"),
        ("M-x", "alt-x", "Alt-X"),
        ("alt-O", "alt-O", "Alt-Shift-O"),
        ("shift-tab", "shift-tab", "Shift-Tab"),
        ("space", "space", "Space"),
        ("ctrl-space", "ctrl-space", "Ctrl-Space"),
        ("enter", "enter", "Enter"),
        ("RETURN", "enter", "Enter"),
        ("esc", "esc", "Esc"),
        ("backspace", "backspace", "Backspace"),
        ("alt-backspace", "alt-backspace", "Alt-Backspace"),
        ("pgdn", "pgdn", "PgDn"),
        ("PageDown", "pgdn", "PgDn"),
        ("f1", "f1", "F1"),
        ("F12", "f12", "F12"),
        ("lt", "<", "<"),
        ("<", "<", "<"),
        ("-", "-", "-"),
        ("minus", "-", "-"),
        ("ctrl--", "ctrl--", "Ctrl--"),
        ("ctrl-minus", "ctrl--", "Ctrl--"),
        ("c", "c", "c"),
        ("g g", "g g", "gg"),
        ("ctrl-x ctrl-c", "ctrl-x ctrl-c", "Ctrl-X Ctrl-C"),
        ("g space", "g space", "g Space"),
    ];

    #[test]
    fn keys_are_read_and_printed() {
        for &(written, printed, pretty) in GOOD {
            let sequence: Sequence = written.parse().unwrap();
            assert_eq!(sequence.to_string(), printed, "{written}");
            assert_eq!(sequence.pretty(), pretty, "{written}");
            assert_eq!(printed.parse::<Sequence>().unwrap(), sequence, "{written}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused_with_advice() {
        for (written, said) in [
            ("", "an empty key"),
            ("g  g", "an empty key"),
            ("gg", "no such key: \"gg\"; did you mean \"g g\"?"),
            ("spcae", "no such key: \"spcae\"; did you mean \"space\"?"),
            ("f0", "no such key: \"f0\"; did you mean \"f 0\"?"),
            ("f99", "no such key: \"f99\"; did you mean \"f 9 9\"?"),
            ("hyper-x", "no such key: \"hyper-x\""),
            ("ctrl-", "no such key: \"ctrl-\""),
            ("\u{1b}", "no such key: \"\\u{1b}\""),
            ("shift-1", "write the character that Shift and '1' make"),
            ("ctrl-i", "terminals send Tab for \"ctrl-i\"; write \"tab\""),
            (
                "ctrl-M",
                "terminals send Enter for \"ctrl-M\"; write \"enter\"",
            ),
        ] {
            let error = written.parse::<Sequence>().unwrap_err();
            assert_eq!(error.to_string(), said, "{written:?}");
        }
    }

    #[test]
    fn a_typed_character_has_no_ctrl_and_no_alt() {
        assert_eq!(Key::char('x').typed(), Some('x'));
        assert_eq!(Key::ctrl('x').typed(), None);
        assert_eq!("alt-x".parse::<Key>().unwrap().typed(), None);
        assert_eq!(Key::plain(Code::Enter).typed(), None);
    }
}
