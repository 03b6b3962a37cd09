//! What the terminal can do beyond the plainest, as far as its name tells.
//!
//! Nothing is asked of a terminfo database: it describes names, and most
//! terminals bear the name of another. What is not known is not used.

use crate::config::{Trick, Wire as Wishes};

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
            || variable("XTERM_VERSION").is_some();
        let known = modern || multiplexer || console;
        Self {
            moves: known,
            erase: known,
            colour_erase: (modern || console) && !inside,
            scroll: known,
            // tmux repeats ASCII only, and screen nothing.
            repeat: repeats && !inside,
        }
    }

    /// The names of the ways, as in the settings.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let ways = [
            (self.moves, "moves"),
            (self.erase, "erase"),
            (self.scroll, "scroll"),
            (self.repeat, "repeat"),
        ];
        ways.into_iter()
            .filter_map(|(used, name)| used.then_some(name))
            .collect()
    }

    /// What the person's settings make of it.
    #[must_use]
    pub const fn wished(self, wishes: &Wishes) -> Self {
        const fn chosen(trick: Trick, known: bool) -> bool {
            match trick {
                Trick::Auto => known,
                Trick::Always => true,
                Trick::Never => false,
            }
        }
        Self {
            moves: chosen(wishes.moves, self.moves),
            erase: chosen(wishes.erase, self.erase),
            colour_erase: self.colour_erase,
            scroll: chosen(wishes.scroll, self.scroll),
            repeat: chosen(wishes.repeat, self.repeat),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                repeat: has('r'),
            };
            assert_eq!(found, expected, "{variables}");
        }
    }

    #[test]
    fn every_trick_can_be_switched() {
        let off = Wishes {
            moves: Trick::Never,
            erase: Trick::Never,
            scroll: Trick::Never,
            repeat: Trick::Never,
            synchronized: Trick::Never,
            calm: Trick::Never,
        };
        let left = Capabilities::ALL.wished(&off);
        assert!(!left.moves && !left.erase && !left.scroll && !left.repeat);
        assert_eq!(
            Capabilities::ALL.wished(&Wishes::default()),
            Capabilities::ALL
        );
    }
}
