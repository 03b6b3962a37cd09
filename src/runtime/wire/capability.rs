//! What the terminal can do beyond the plainest, as far as its name tells and
//! it answers itself.
//!
//! Nothing is asked of a terminfo database: it describes names, and most
//! terminals bear the name of another. What is not known is not used.
//!
//! | terminal | how it is known | moves, erase, scroll | colour erase | repeat | margins |
//! |---|---|---|---|---|---|
//! | xterm, iTerm2, WezTerm, mintty, Contour, Ghostty | `TERM`, XTVERSION | yes | yes | by XTVERSION | by DECRQM |
//! | VTE, Konsole, Windows Terminal | `TERM`, a variable of their own or XTVERSION | yes | yes | so known | by DECRQM |
//! | kitty, foot | `TERM` | yes | yes | yes | by DECRQM: no |
//! | Terminal.app, PuTTY | `TERM` | yes | yes | no | asked where that does no harm |
//! | mosh | the `TERM` outside of it; it answers nothing | yes | yes | no | no |
//! | tmux, screen | `TERM`, `TMUX`, `STY` | yes | no | no | tmux says no |
//! | Linux console | `TERM` | yes | yes | no | is not asked |
//! | any other | | no | no | no | if it says so |

use crate::config::Wire as Wishes;

/// Ways to save bytes that a terminal knows. The default is none: absolute
/// addresses, styles and text, which every terminal knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Moves counted from where the cursor is (CUU, CUD, CUF, CUB, CHA, BS,
    /// LF, RI).
    pub moves: bool,
    /// Erasing to the end of the line (EL) and a number of cells (ECH).
    pub erase: bool,
    /// Erased cells take the background of the pen ("bce").
    pub colour_erase: bool,
    /// Scrolling a band of rows (DECSTBM, DL, IL).
    pub scroll: bool,
    /// Scrolling a band of rows between two columns (DECLRMM, DECSLRM, SU,
    /// SD).
    pub margins: bool,
    /// Repeating the last letter (REP).
    pub repeat: bool,
}

impl Capabilities {
    /// All tricks.
    pub const ALL: Self = Self {
        moves: true,
        erase: true,
        colour_erase: true,
        scroll: true,
        margins: true,
        repeat: true,
    };

    /// What the variables of the environment say of the terminal.
    pub fn detect(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let starts = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        let contains = |names: &[&str]| names.iter().any(|name| term.contains(name));
        // A name that others bear too says what all of them can do.
        let modern = starts(&[
            "xterm", "rxvt", "vte", "gnome", "konsole", "putty", "st-", "mintty",
        ]) || contains(&[
            "kitty",
            "foot",
            "alacritty",
            "ghostty",
            "wezterm",
            "iterm",
            "contour",
        ]);
        let multiplexer = starts(&["tmux", "screen"]);
        let console = term == "linux";
        let inside = multiplexer || ["TMUX", "STY"].iter().any(|name| variable(name).is_some());
        // Only names that no other terminal takes; xterm itself sets a variable.
        let repeats = contains(&["kitty", "foot", "ghostty", "wezterm"])
            || ["XTERM_VERSION", "WT_SESSION", "KONSOLE_VERSION"]
                .iter()
                .any(|name| variable(name).is_some())
            || variable("VTE_VERSION")
                .and_then(|version| version.parse().ok())
                .is_some_and(|version: u32| version >= VTE_REPEATS);
        let known = modern || multiplexer || console;
        Self {
            moves: known,
            erase: known,
            colour_erase: (modern || console) && !inside,
            scroll: known,
            // Only the terminal itself can say.
            margins: false,
            // tmux repeats ASCII only, and screen nothing.
            repeat: repeats && !inside,
        }
    }

    /// What the name that a terminal answers with adds (XTVERSION).
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let repeats = REPEATING.iter().any(|known| name.starts_with(known));
        Self {
            repeat: self.repeat || repeats,
            ..self
        }
    }

    /// The names of the ways, as in the settings.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let ways = [
            (self.moves, "moves"),
            (self.erase, "erase"),
            (self.colour_erase, "colour erase"),
            (self.scroll, "scroll"),
            (self.margins, "margins"),
            (self.repeat, "repeat"),
        ];
        ways.into_iter()
            .filter_map(|(used, name)| used.then_some(name))
            .collect()
    }

    /// What the person's settings make of it.
    #[must_use]
    pub const fn wished(self, wishes: &Wishes) -> Self {
        Self {
            moves: wishes.moves.or(self.moves),
            erase: wishes.erase.or(self.erase),
            colour_erase: wishes.colour_erase.or(self.colour_erase),
            scroll: wishes.scroll.or(self.scroll),
            margins: wishes.margins.or(self.margins),
            repeat: wishes.repeat.or(self.repeat),
        }
    }
}

/// The version of VTE from which it repeats (0.54, as it counts itself).
const VTE_REPEATS: u32 = 5400;

/// Terminals that repeat, by the names that they answer with.
const REPEATING: [&str; 11] = [
    "XTerm(",
    "kitty(",
    "foot(",
    "ghostty ",
    "WezTerm ",
    "Konsole ",
    "iTerm2 ",
    "VTE(",
    "mintty ",
    "contour ",
    "xterm.js(",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Trick;

    #[test]
    fn a_terminal_is_known_by_its_variables() {
        for (variables, letters) in [
            ("TERM=xterm-256color", "mecs"),
            ("TERM=xterm-256color XTERM_VERSION=XTerm(390)", "mecsr"),
            ("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", "mecs"),
            ("TERM=xterm-kitty", "mecsr"),
            ("TERM=foot", "mecsr"),
            ("TERM=linux", "mecs"),
            ("TERM=putty-256color", "mecs"),
            ("TERM=screen STY=1.a", "mes"),
            ("TERM=screen-256color TMUX=/a", "mes"),
            ("TERM=tmux-256color TMUX=/a TERM_PROGRAM=tmux", "mes"),
            (
                "TERM=xterm-256color TMUX=/a XTERM_VERSION=XTerm(390)",
                "mes",
            ),
            ("TERM=xterm-256color WT_SESSION=1", "mecsr"),
            ("TERM=xterm-256color VTE_VERSION=7600", "mecsr"),
            ("TERM=xterm-256color VTE_VERSION=4205", "mecs"),
            ("TERM=xterm-256color TMUX=/a VTE_VERSION=7600", "mes"),
            ("TERM=vt100", ""),
            ("TERM=unheard-of", ""),
            ("", ""),
        ] {
            let found = Capabilities::detect(|name| {
                let mut pairs = variables.split(' ').filter_map(|pair| pair.split_once('='));
                pairs
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| value.to_owned())
            });
            let has = |letter| letters.contains(letter);
            let expected = Capabilities {
                moves: has('m'),
                erase: has('e'),
                colour_erase: has('c'),
                scroll: has('s'),
                margins: false,
                repeat: has('r'),
            };
            assert_eq!(found, expected, "{variables}");
        }
    }

    #[test]
    fn a_terminal_adds_to_it_by_its_answers() {
        let plain = Capabilities::default();
        for (name, repeats) in [
            ("XTerm(390)", true),
            ("VTE(7600)", true),
            ("kitty(0.35.1)", true),
            ("tmux 3.5a", false),
            ("some terminal like XTerm(1)", false),
            ("", false),
        ] {
            assert_eq!(plain.named(name).repeat, repeats, "{name}");
            assert!(Capabilities::ALL.named(name).repeat);
        }
    }

    #[test]
    fn every_trick_can_be_switched() {
        let all = |trick| Wishes {
            moves: trick,
            erase: trick,
            colour_erase: trick,
            scroll: trick,
            margins: trick,
            repeat: trick,
            ..Wishes::default()
        };
        for found in [Capabilities::default(), Capabilities::ALL] {
            let off = found.wished(&all(Trick::Never));
            assert_eq!(off, Capabilities::default());
            assert_eq!(found.wished(&all(Trick::Always)), Capabilities::ALL);
            assert_eq!(found.wished(&all(Trick::Auto)), found);
        }
    }
}
