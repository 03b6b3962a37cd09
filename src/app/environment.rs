//! What the terminal and the machine are like, as plain values; `runtime`
//! fills them in.

use crate::model::Day;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colours {
    /// None: it has none, or the person wants none (`NO_COLOR`).
    None,
    /// The 16 of ANSI.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    #[default]
    True,
}

/// Where the program runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// How many colours the terminal shows.
    pub colours: Colours,
    /// Whether the terminal's background is light.
    pub light: bool,
    /// Whether the locale is UTF-8; else only ASCII is drawn.
    pub utf8: bool,
    /// Whether the program runs at the other end of an SSH line.
    pub ssh: bool,
    /// Today, as the machine's clock has it.
    pub today: Option<Day>,
}

impl Default for Environment {
    fn default() -> Self {
        Self {
            colours: Colours::True,
            light: false,
            utf8: true,
            ssh: false,
            today: None,
        }
    }
}
