//! From one pen to another in the fewest bytes: one SGR (ECMA-48 8.3.117).

use ratatui::style::Modifier;

use super::{
    glyph::Pen,
    ink::{Ink, Shade},
};

/// What takes modifiers away, and which it takes.
const OFF: [(Modifier, u8); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
    (Modifier::REVERSED, 27),
    (Modifier::HIDDEN, 28),
    (Modifier::CROSSED_OUT, 29),
];

/// What sets each modifier.
const ON: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Appends what makes `to` of `from`: only what differs, or a reset and all
/// that `to` has, whichever is shorter. Nothing when they are the same.
pub(super) fn change(from: Pen, to: Pen, bytes: &mut Vec<u8>) {
    if from == to {
        return;
    }
    let (mut short, mut whole) = (Length(0), Length(0));
    differences(from, to, &mut short);
    anew(to, &mut whole);
    if whole.0 < short.0 {
        anew(to, bytes);
    } else {
        differences(from, to, bytes);
    }
}

/// Bytes of [`change`].
pub(super) fn price(from: Pen, to: Pen) -> usize {
    if from == to {
        return 0;
    }
    let (mut short, mut whole) = (Length(0), Length(0));
    differences(from, to, &mut short);
    anew(to, &mut whole);
    short.0.min(whole.0)
}

/// Where bytes go.
trait Sink {
    fn put(&mut self, bytes: &[u8]);
    fn number(&mut self, value: u8);
}

impl Sink for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    fn number(&mut self, value: u8) {
        number(usize::from(value), self);
    }
}

/// Only their number.
struct Length(usize);

impl Sink for Length {
    fn put(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }

    fn number(&mut self, value: u8) {
        self.0 += digits(usize::from(value));
    }
}

/// Parameters of one SGR.
struct Parameters<'s, S> {
    sink: &'s mut S,
    first: bool,
}

impl<'s, S: Sink> Parameters<'s, S> {
    fn begin(sink: &'s mut S) -> Self {
        sink.put(b"\x1b[");
        Self { sink, first: true }
    }

    fn push(&mut self, value: u8) {
        if !std::mem::take(&mut self.first) {
            self.sink.put(b";");
        }
        self.sink.number(value);
    }

    fn all(&mut self, values: &[u8]) {
        for value in values {
            self.push(*value);
        }
    }

    fn modifiers(&mut self, modifiers: Modifier) {
        for (modifier, on) in ON {
            if modifiers.contains(modifier) {
                self.push(on);
            }
        }
    }

    /// A colour; `ground` is 30 for the letters and 40 for the background.
    fn colour(&mut self, ink: Ink, ground: u8) {
        match ink.shade() {
            Shade::Default => self.push(ground + 9),
            Shade::Named(number) => self.push(ground + number),
            Shade::Bright(number) => self.push(ground + 60 + number),
            Shade::Indexed(index) => self.all(&[ground + 8, 5, index]),
            Shade::Rgb([red, green, blue]) => self.all(&[ground + 8, 2, red, green, blue]),
        }
    }

    fn end(self) {
        self.sink.put(b"m");
    }
}

fn differences(from: Pen, to: Pen, sink: &mut impl Sink) {
    let mut parameters = Parameters::begin(sink);
    let gone = from.modifier.difference(to.modifier);
    let mut added = to.modifier.difference(from.modifier);
    for (taken, off) in OFF {
        if gone.intersects(taken) {
            parameters.push(off);
            // Bold and dim go together; one of them may stay.
            added |= to.modifier.intersection(taken);
        }
    }
    parameters.modifiers(added);
    if from.fg != to.fg {
        parameters.colour(to.fg, 30);
    }
    if from.bg != to.bg {
        parameters.colour(to.bg, 40);
    }
    parameters.end();
}

fn anew(to: Pen, sink: &mut impl Sink) {
    let mut parameters = Parameters::begin(sink);
    // A parameter that is left out is 0, the reset.
    parameters.first = false;
    parameters.modifiers(to.modifier);
    for (colour, ground) in [(to.fg, 30), (to.bg, 40)] {
        if colour != Ink::DEFAULT {
            parameters.colour(colour, ground);
        }
    }
    parameters.end();
}

/// Appends a number in decimal digits.
pub(super) fn number(value: usize, bytes: &mut Vec<u8>) {
    let mut rest = value;
    let end = bytes.len() + digits(value);
    bytes.resize(end, b'0');
    for byte in bytes.iter_mut().rev().take(digits(value)) {
        // A remainder of ten is one digit.
        *byte += u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
}

/// How many decimal digits a number has.
pub(super) const fn digits(value: usize) -> usize {
    match value {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10000 => 4,
        _ => 4 + digits(value / 10000),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn pen(fg: Color, bg: Color, modifier: Modifier) -> Pen {
        Pen {
            fg: fg.into(),
            bg: bg.into(),
            modifier,
        }
    }

    #[test]
    fn the_shorter_of_difference_and_reset() {
        const NONE: Modifier = Modifier::empty();
        let plain = Pen::default();
        let warm = pen(Color::Indexed(179), Color::Reset, NONE);
        let bar = pen(Color::Reset, Color::Blue, Modifier::BOLD);
        let both = Modifier::BOLD.union(Modifier::DIM);
        for (from, to, expected) in [
            (plain, plain, ""),
            (plain, warm, "\x1b[38;5;179m"),
            (warm, plain, "\x1b[m"),
            (
                plain,
                pen(Color::Rgb(135, 175, 215), Color::Rgb(178, 178, 178), NONE),
                "\x1b[38;5;110;48;5;249m",
            ),
            (plain, bar, "\x1b[1;44m"),
            (warm, bar, "\x1b[;1;44m"),
            (
                pen(Color::Reset, Color::Reset, Modifier::UNDERLINED),
                plain,
                "\x1b[m",
            ),
            (
                pen(Color::Rgb(1, 2, 3), Color::Reset, Modifier::UNDERLINED),
                pen(Color::Rgb(1, 2, 3), Color::Reset, NONE),
                "\x1b[24m",
            ),
            (
                pen(Color::Indexed(100), Color::Indexed(200), both),
                pen(Color::Indexed(100), Color::Indexed(200), Modifier::DIM),
                "\x1b[22;2m",
            ),
            (
                plain,
                pen(Color::White, Color::DarkGray, NONE),
                "\x1b[97;100m",
            ),
            (
                plain,
                pen(Color::Rgb(10, 0, 255), Color::Reset, NONE),
                "\x1b[38;2;10;0;255m",
            ),
        ] {
            let mut bytes = Vec::new();
            change(from, to, &mut bytes);
            assert_eq!(
                String::from_utf8(bytes).unwrap(),
                expected,
                "{from:?} {to:?}"
            );
        }
    }
}
