//! What the bytes of a frame were for.

use crate::app::Tally;

/// What a byte is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Move,
    Style,
    Erase,
    Shift,
    Mode,
}

/// Adds bytes of a kind.
pub(super) const fn add(tally: &mut Tally, kind: Kind, bytes: usize) {
    let of_kind = match kind {
        Kind::Text => &mut tally.text,
        Kind::Move => &mut tally.moves,
        Kind::Style => &mut tally.styles,
        Kind::Erase => &mut tally.erases,
        Kind::Shift => &mut tally.shifts,
        Kind::Mode => &mut tally.modes,
    };
    *of_kind += bytes;
}
