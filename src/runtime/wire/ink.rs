//! Colours in a number, so that thousands of them are compared at little cost.

use ratatui::style::Color;

/// A colour of letters or of the ground behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink(u32);

/// What an ink is to a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shade {
    /// The terminal's own.
    Default,
    /// One of the eight.
    Named(u8),
    /// One of the eight, brighter.
    Bright(u8),
    /// A place in xterm's table of 256.
    Indexed(u8),
    /// Red, green and blue.
    Rgb([u8; 3]),
}

impl Ink {
    /// The terminal's own.
    pub const DEFAULT: Self = Self(0);
    const NAMED: u32 = 1;
    const BRIGHT: u32 = 9;
    const INDEXED: u32 = 1 << 8;
    const RGB: u32 = 1 << 24;

    /// What it is to a terminal.
    pub const fn shade(self) -> Shade {
        let [kind, red, green, low] = self.0.to_be_bytes();
        match self.0 {
            0 => Shade::Default,
            number @ 1..9 => Shade::Named(number as u8 - 1),
            number @ 9..17 => Shade::Bright(number as u8 - 9),
            _ if kind == 0 => Shade::Indexed(low),
            _ => Shade::Rgb([red, green, low]),
        }
    }
}

impl From<Color> for Ink {
    fn from(colour: Color) -> Self {
        Self(match colour {
            Color::Reset => 0,
            Color::Black => Self::NAMED,
            Color::Red => Self::NAMED + 1,
            Color::Green => Self::NAMED + 2,
            Color::Yellow => Self::NAMED + 3,
            Color::Blue => Self::NAMED + 4,
            Color::Magenta => Self::NAMED + 5,
            Color::Cyan => Self::NAMED + 6,
            Color::Gray => Self::NAMED + 7,
            Color::DarkGray => Self::BRIGHT,
            Color::LightRed => Self::BRIGHT + 1,
            Color::LightGreen => Self::BRIGHT + 2,
            Color::LightYellow => Self::BRIGHT + 3,
            Color::LightBlue => Self::BRIGHT + 4,
            Color::LightMagenta => Self::BRIGHT + 5,
            Color::LightCyan => Self::BRIGHT + 6,
            Color::White => Self::BRIGHT + 7,
            Color::Indexed(index) => Self::INDEXED | u32::from(index),
            Color::Rgb(red, green, blue) => match index([red, green, blue]) {
                Some(index) => Self::INDEXED | u32::from(index),
                None => Self::RGB | u32::from_be_bytes([0, red, green, blue]),
            },
        })
    }
}

/// The index of a colour that xterm's cube or grey ramp has exactly: the same
/// colour in half the bytes. The first 16, which people set as they like, are
/// left out.
fn index(rgb: [u8; 3]) -> Option<u8> {
    let step = |channel| match channel {
        0 => Some(0),
        95 => Some(1),
        135 => Some(2),
        175 => Some(3),
        215 => Some(4),
        255 => Some(5),
        _ => None,
    };
    let [red, green, blue] = rgb;
    if red == green && green == blue && (8..=238).contains(&red) && (red - 8) % 10 == 0 {
        return Some(232 + (red - 8) / 10);
    }
    Some(16 + 36 * step(red)? + 6 * step(green)? + step(blue)?)
}
