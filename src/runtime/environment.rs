//! Reads the environment: variables in, facts out ([`Environment`]).

use std::{
    env,
    sync::OnceLock,
    time::{Duration, Instant},
};

use super::terminal::Questions;
use crate::{
    app::{Colours, Environment},
    config::{Depth, Trick},
    model::Day,
};

/// A variable that is set to something; an empty one counts as unset.
#[must_use]
pub fn variable(name: &str) -> Option<String> {
    env::var_os(name)
        .map(|value| value.to_string_lossy().into_owned())
        .filter(|value| !value.is_empty())
}

/// A program that draws terminals within a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplexer {
    /// None that is known.
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// What stands between the program and the terminal.
pub fn multiplexer(variable: impl Fn(&str) -> Option<String>) -> Multiplexer {
    if variable("TMUX").is_some() {
        Multiplexer::Tmux
    } else if variable("STY").is_some() {
        Multiplexer::Screen
    } else {
        Multiplexer::None
    }
}

/// What the variables say; `today` is the day of the machine's clock.
pub fn environment(variable: impl Fn(&str) -> Option<String>, today: Option<Day>) -> Environment {
    Environment {
        colours: colours(&variable),
        light: light(&variable),
        utf8: utf8(&variable),
        ssh: is_remote(&variable),
        today,
    }
}

/// Whether the background is light, as far as rxvt's `COLORFGBG` (and those who
/// took it over) tells before the terminal itself has answered: the last
/// number is one of the 16 colours.
fn light(variable: impl Fn(&str) -> Option<String>) -> bool {
    let ground = variable("COLORFGBG");
    let ground = ground
        .as_deref()
        .and_then(|colours| colours.rsplit(';').next());
    matches!(ground, Some("7" | "15"))
}

/// Whether the terminal is on another machine.
pub fn is_remote(variable: impl Fn(&str) -> Option<String>) -> bool {
    ["SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"]
        .into_iter()
        .any(|name| variable(name).is_some())
}

/// A number that no other run has.
#[must_use]
pub fn chance() -> u64 {
    use std::hash::{BuildHasher as _, RandomState};
    // Its keys are the system's random numbers.
    RandomState::new().hash_one(std::process::id())
}

/// Today, by the machine's clock and time zone.
#[must_use]
pub fn today() -> Day {
    jiff::Zoned::now().date()
}

/// The time since the first question, by a clock that only goes forward.
#[must_use]
pub fn clock() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// Whether the terminal can move its cursor; else there is no full screen.
pub fn is_dumb(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("TERM").is_none_or(|term| term == "dumb")
}

/// Which addresses the terminal makes links of (OSC 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// None, as far as is known.
    None,
    /// Those of the web: the files of this machine are not where the person is.
    Web,
    /// Those of files too.
    All,
}

/// The first version of VTE that knows links without a fault (0.50).
const VTE_LINKS: u32 = 5000;

/// Which addresses may be links, by what terminals say of themselves.
pub fn links(variable: impl Fn(&str) -> Option<String>) -> Links {
    let contains = |name: &str, known: &[&str]| {
        let value = variable(name).unwrap_or_default();
        known.iter().any(|known| value.contains(known))
    };
    let version = |name: &str| variable(name).unwrap_or_default();
    let names = [
        "kitty",
        "foot",
        "ghostty",
        "wezterm",
        "alacritty",
        "contour",
    ];
    let vte = version("VTE_VERSION").parse().unwrap_or(0);
    // tmux passes links on from 3.4 on.
    let tmux = version("TERM_PROGRAM") == "tmux" && {
        let version = version("TERM_PROGRAM_VERSION");
        let mut parts = version.split(|c: char| !c.is_ascii_digit());
        let mut part = || parts.next().and_then(|part| part.parse::<u32>().ok());
        (part(), part()) >= (Some(3), Some(4))
    };
    let knows = match multiplexer(&variable) {
        Multiplexer::Screen => false,
        Multiplexer::Tmux => tmux,
        Multiplexer::None => {
            contains("TERM", &names)
                || contains("TERM_PROGRAM", &["iTerm", "WezTerm", "vscode", "ghostty"])
                || vte >= VTE_LINKS
                || ["KONSOLE_VERSION", "WT_SESSION"]
                    .iter()
                    .any(|name| variable(name).is_some())
        }
    };
    match (knows, is_remote(&variable)) {
        (false, _) => Links::None,
        (true, true) => Links::Web,
        (true, false) => Links::All,
    }
}

/// Whether the terminal may be asked what it knows. The Linux console and
/// Apple's Terminal print a part of the question instead.
pub fn questions(variable: impl Fn(&str) -> Option<String>, wish: Trick) -> Questions {
    let is = |name, value: &str| variable(name).is_some_and(|found| found == value);
    let prints = is("TERM", "linux") || is("TERM", "dumb") || is("TERM_PROGRAM", "Apple_Terminal");
    if wish.or(!prints) {
        Questions::Ask
    } else {
        Questions::Spare
    }
}

/// The colours that are sent: as many as the person wishes, else as were found.
pub const fn wished(found: Colours, wish: Depth) -> Colours {
    match wish {
        Depth::Auto => found,
        Depth::None => Colours::None,
        Depth::Sixteen => Colours::Sixteen,
        Depth::Indexed => Colours::Indexed,
        Depth::True => Colours::True,
    }
}

/// `NO_COLOR` (no-color.org) wins over everything; `CLICOLOR_FORCE` (bixense)
/// wins over a terminal that is said to have none.
fn colours(variable: &impl Fn(&str) -> Option<String>) -> Colours {
    let term = variable("TERM").unwrap_or_default();
    let says = |name, values: &[&str]| {
        variable(name).is_some_and(|found| values.contains(&found.to_lowercase().as_str()))
    };
    if variable("NO_COLOR").is_some() {
        return Colours::None;
    }
    let forced = variable("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let monochrome = ["", "dumb", "vt100", "vt102", "vt220", "vt320"].contains(&term.as_str())
        || term.ends_with("-m")
        || term.ends_with("-mono");
    if monochrome {
        return if forced {
            Colours::Sixteen
        } else {
            Colours::None
        };
    }
    // screen hands COLORTERM on from outside and cannot do what it promises.
    let promised = multiplexer(variable) != Multiplexer::Screen
        && (says("COLORTERM", &["truecolor", "24bit"]) || variable("WT_SESSION").is_some());
    let known = [
        "-direct",
        "kitty",
        "alacritty",
        "foot",
        "ghostty",
        "wezterm",
    ];
    if promised || known.iter().any(|part| term.contains(part)) {
        Colours::True
    } else if term.contains("256") {
        Colours::Indexed
    } else {
        Colours::Sixteen
    }
}

/// The character set of the locale, by the order that POSIX gives.
fn utf8(variable: &impl Fn(&str) -> Option<String>) -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable)
        .is_some_and(|locale| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks variables up that are written `NAME=value NAME=value`.
    fn written(variables: &str) -> impl Fn(&str) -> Option<String> {
        move |name| {
            variables
                .split(' ')
                .filter_map(|pair| pair.split_once('='))
                .find(|(key, value)| *key == name && !value.is_empty())
                .map(|(_, value)| value.to_owned())
        }
    }

    fn read(variables: &str) -> Environment {
        environment(written(variables), None)
    }

    #[test]
    fn colours_follow_the_terminal_and_the_wish() {
        for (variables, expected) in [
            ("TERM=xterm-256color", Colours::Indexed),
            ("TERM=xterm-256color COLORTERM=truecolor", Colours::True),
            ("TERM=xterm COLORTERM=24bit", Colours::True),
            ("TERM=xterm COLORTERM=yes", Colours::Sixteen),
            ("TERM=xterm-kitty", Colours::True),
            ("TERM=xterm-direct", Colours::True),
            ("TERM=linux", Colours::Sixteen),
            ("TERM=vt100", Colours::None),
            ("TERM=xterm-mono", Colours::None),
            ("TERM=dumb", Colours::None),
            ("", Colours::None),
            ("TERM=dumb CLICOLOR_FORCE=1", Colours::Sixteen),
            ("TERM=dumb CLICOLOR_FORCE=0", Colours::None),
            ("TERM=xterm-256color NO_COLOR=1", Colours::None),
            ("TERM=xterm-256color NO_COLOR=", Colours::Indexed),
            ("TERM=xterm NO_COLOR=1 CLICOLOR_FORCE=1", Colours::None),
            (
                "TERM=screen-256color STY=1.a COLORTERM=truecolor",
                Colours::Indexed,
            ),
            (
                "TERM=tmux-256color TMUX=/a COLORTERM=truecolor",
                Colours::True,
            ),
        ] {
            assert_eq!(read(variables).colours, expected, "{variables}");
        }
    }

    #[test]
    fn the_first_locale_that_is_set_counts() {
        for (variables, expected) in [
            ("LANG=de_DE.UTF-8", true),
            ("LANG=C.utf8", true),
            ("LANG=de_DE.UTF-8 LC_ALL=C", false),
            ("LANG=C LC_CTYPE=en_GB.UTF-8", true),
            ("LANG=ru_RU.KOI8-R", false),
            ("", false),
        ] {
            assert_eq!(read(variables).utf8, expected, "{variables}");
        }
    }

    #[test]
    fn links_go_to_terminals_that_know_them() {
        for (variables, expected) in [
            ("TERM=xterm-256color", Links::None),
            ("TERM=xterm-kitty", Links::All),
            ("TERM=xterm-kitty SSH_TTY=/dev/pts/1", Links::Web),
            ("TERM=xterm-256color VTE_VERSION=7600", Links::All),
            ("TERM=xterm-256color VTE_VERSION=4800", Links::None),
            ("TERM=xterm-256color TERM_PROGRAM=iTerm.app", Links::All),
            ("TERM=xterm-kitty STY=1.a", Links::None),
            ("TERM=xterm-kitty TMUX=/a,1,0", Links::None),
            (
                "TMUX=/a,1,0 TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.4",
                Links::All,
            ),
            (
                "TMUX=/a,1,0 TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.3a",
                Links::None,
            ),
        ] {
            assert_eq!(links(written(variables)), expected, "{variables}");
        }
    }

    #[test]
    fn the_place_is_known() {
        assert!(read("TERM=xterm SSH_TTY=/dev/pts/1").ssh);
        assert!(!read("TERM=xterm").ssh);
        for (variables, dumb, between, answer) in [
            (
                "TERM=xterm TMUX=/a,1,0",
                false,
                Multiplexer::Tmux,
                Questions::Ask,
            ),
            (
                "TERM=screen STY=1.a",
                false,
                Multiplexer::Screen,
                Questions::Ask,
            ),
            ("TERM=linux", false, Multiplexer::None, Questions::Spare),
            (
                "TERM=xterm-256color TERM_PROGRAM=Apple_Terminal",
                false,
                Multiplexer::None,
                Questions::Spare,
            ),
            ("TERM=dumb", true, Multiplexer::None, Questions::Spare),
            ("", true, Multiplexer::None, Questions::Ask),
        ] {
            assert_eq!(is_dumb(written(variables)), dumb, "{variables}");
            assert_eq!(multiplexer(written(variables)), between, "{variables}");
            assert_eq!(
                questions(written(variables), Trick::Auto),
                answer,
                "{variables}"
            );
        }
    }
}
