//! What the bytes of a frame were for.

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

/// Bytes of one frame by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Letters and signs, those among them that stood there already.
    pub text: usize,
    /// Where the next letter goes.
    pub moves: usize,
    /// How it looks.
    pub styles: usize,
    /// Blanks that are not sent as such, and repetitions.
    pub erases: usize,
    /// Rows moved.
    pub shifts: usize,
    /// Everything else: the cursor, modes, questions.
    pub modes: usize,
    /// Cells that look different than before.
    pub cells: usize,
    /// The bytes of their texts: what no writer can save.
    pub floor: usize,
}

impl Tally {
    /// All bytes.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.text + self.moves + self.styles + self.erases + self.shifts + self.modes
    }

    pub(super) const fn add(&mut self, kind: Kind, bytes: usize) {
        match kind {
            Kind::Text => self.text += bytes,
            Kind::Move => self.moves += bytes,
            Kind::Style => self.styles += bytes,
            Kind::Erase => self.erases += bytes,
            Kind::Shift => self.shifts += bytes,
            Kind::Mode => self.modes += bytes,
        }
    }
}
