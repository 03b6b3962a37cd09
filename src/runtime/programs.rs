//! Which program is started with which arguments, for the browser, the editor
//! and pipes.
//!
//! An address or a path from an archive is data: it is passed as one
//! argument, never through a shell, and never where it could be an option.

use std::process::{Command, Stdio};

use super::environment::Links;
use crate::text::{clean, file_address, web_address};

/// Reads a variable of the environment; empty counts as unset.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Browsers that draw in the terminal and so need it.
const TEXT_BROWSERS: &[&str] = &[
    "lynx",
    "w3m",
    "links",
    "links2",
    "elinks",
    "browsh",
    "carbonyl",
    "chawan",
    "cha",
    "www-browser",
];

/// An address for the bare terminal: its clean form, as a link (OSC 8) where
/// the terminal makes links of such addresses. What stands in the sequence
/// itself is percent-encoded: letters of ASCII without a control.
pub fn reference(source: &str, links: &Links) -> String {
    let shown = clean(source);
    let web = web_address(source).filter(|_| *links != Links::None);
    let file = || {
        let path = std::fs::canonicalize(source).ok()?;
        file_address(path.to_str()?)
    };
    let target = web.or_else(|| if *links == Links::All { file() } else { None });
    match target {
        Some(target) => format!("\x1b]8;;{target}\x1b\\{shown}\x1b]8;;\x1b\\"),
        None => shown.into_owned(),
    }
}

/// A program ready to start.
#[derive(Debug)]
pub struct Start {
    /// What to run.
    pub command: Command,
    /// What to call it in a sentence.
    pub name: String,
    /// Where it shows itself.
    pub place: Place,
}

/// Where a program shows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the terminal, which it needs for itself.
    Terminal,
    /// In a window of its own.
    Window,
}

/// The browser for an address: `$BROWSER` (the first of a list separated by
/// colons; `%s` stands for the address), else the system's opener.
///
/// # Errors
/// A sentence: the address is not one to open, or there is no browser.
pub fn browser(address: &str, variable: Lookup) -> Result<Start, String> {
    if !is_web(address) {
        return Err("Only http and https addresses are opened".to_owned());
    }
    let chosen = variable("BROWSER").and_then(|list| {
        let first = list.split(':').find(|entry| !entry.trim().is_empty());
        first.map(str::to_owned)
    });
    let (program, arguments) = match chosen {
        Some(chosen) => {
            let mut words = chosen.split_whitespace().map(str::to_owned);
            let program = words.next().unwrap_or_default();
            (program, words.collect())
        }
        None if cfg!(target_os = "macos") => ("open".to_owned(), Vec::new()),
        None if variable("DISPLAY")
            .or_else(|| variable("WAYLAND_DISPLAY"))
            .is_some() =>
        {
            ("xdg-open".to_owned(), Vec::new())
        }
        None => {
            return Err("No browser here: set $BROWSER, or copy the address".to_owned());
        }
    };
    let name = base_name(&program).to_owned();
    let place = match TEXT_BROWSERS.contains(&name.as_str()) {
        true => Place::Terminal,
        false => Place::Window,
    };
    let mut command = Command::new(&program);
    command.args(with_address(arguments, address));
    Ok(Start {
        command,
        name,
        place,
    })
}

/// The arguments with the address in the place of `%s`, else at the end.
fn with_address(arguments: Vec<String>, address: &str) -> Vec<String> {
    let mut placed = false;
    let mut filled: Vec<String> = arguments
        .into_iter()
        .map(|argument| {
            placed |= argument.contains("%s");
            argument.replace("%s", address)
        })
        .collect();
    if !placed {
        filled.push(address.to_owned());
    }
    filled
}

/// Whether an address is one for a browser: http or https, and nothing in it
/// that an address cannot hold.
fn is_web(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    }) && !address.contains(|c: char| c.is_control() || c.is_whitespace())
}

/// The arguments for a file and a line in it.
type AtLine = fn(&str, usize) -> Vec<String>;

/// How editors take the line at which they shall open a file.
const AT_LINE: &[(&[&str], AtLine)] = &[
    (
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "vise",
            "nano",
            "pico",
            "emacs",
            "emacsclient",
            "micro",
            "kak",
            "joe",
            "jed",
            "mg",
            "ne",
            "mcedit",
            "gedit",
            "kate",
        ],
        |file, line| vec![format!("+{line}"), file.to_owned()],
    ),
    (&["hx", "helix", "subl", "zed"], |file, line| {
        vec![format!("{file}:{line}")]
    }),
    (&["code", "codium", "code-insiders"], |file, line| {
        vec!["--goto".to_owned(), format!("{file}:{line}")]
    }),
];

/// The editor for a file: `$VISUAL`, `$EDITOR` or vi. The variable may hold
/// arguments and quotes, so a shell reads it, as git and less do; the file is
/// its argument and never read by the shell. Editors that are known to take a
/// line open the file there.
#[must_use]
pub fn editor(file: &str, line: Option<usize>, variable: Lookup) -> Start {
    let editor = variable("VISUAL")
        .or_else(|| variable("EDITOR"))
        .unwrap_or_else(|| "vi".to_owned());
    let name = base_name(editor.split_whitespace().next().unwrap_or("vi")).to_owned();
    let file = match file.starts_with('-') || file.starts_with('+') {
        true => format!("./{file}"),
        false => file.to_owned(),
    };
    let known = AT_LINE
        .iter()
        .find(|(names, _)| names.contains(&name.as_str()));
    let arguments = match (known, line) {
        (Some((_, arguments)), Some(line)) => arguments(&file, line),
        _ => vec![file],
    };
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$@\""), &name]);
    command.args(arguments);
    Start {
        command,
        name,
        place: Place::Terminal,
    }
}

/// The person's shell with a command of the person's.
#[must_use]
pub fn pipe(line: &str, variable: Lookup) -> Start {
    let shell = variable("SHELL").unwrap_or_else(|| "sh".to_owned());
    let mut command = Command::new(shell);
    command.arg("-c").arg(line).stdin(Stdio::piped());
    Start {
        command,
        name: "The command".to_owned(),
        place: Place::Terminal,
    }
}

/// The last part of a path.
fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// A program with its arguments, separated by `|`.
    fn line(start: &Start) -> String {
        let command = &start.command;
        std::iter::once(command.get_program())
            .chain(command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn the_address_is_one_argument_of_the_persons_browser() {
        let nasty = "https://a.example/x?a=1&b=$(id);'\"%20";
        for (chosen, address, expected, place) in [
            ("firefox", nasty, format!("firefox|{nasty}"), Place::Window),
            (
                "firefox --new-tab %s:lynx",
                "http://a.example/",
                "firefox|--new-tab|http://a.example/".to_owned(),
                Place::Window,
            ),
            (
                "/usr/bin/w3m",
                "HTTPS://a.example",
                "/usr/bin/w3m|HTTPS://a.example".to_owned(),
                Place::Terminal,
            ),
        ] {
            let variable = |name: &str| (name == "BROWSER").then(|| chosen.to_owned());
            let start = browser(address, &variable).unwrap();
            assert_eq!(line(&start), expected);
            assert_eq!(start.place, place);
        }
    }

    #[test]
    fn what_is_no_web_address_is_not_opened() {
        let variable = |_: &str| Some("firefox".to_owned());
        for address in [
            "",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "--help",
            "-http://a.example",
            "http:/a.example",
            "http://a.example/ --option",
            "http://a.example/\x1b[31m",
        ] {
            assert!(browser(address, &variable).is_err(), "{address:?}");
        }
    }

    #[test]
    fn without_a_display_and_a_choice_there_is_no_browser() {
        if cfg!(target_os = "macos") {
            return;
        }
        let nothing = |_: &str| None;
        assert!(browser("http://a.example/", &nothing).is_err());
        let wayland = |name: &str| (name == "WAYLAND_DISPLAY").then(|| "wayland-0".to_owned());
        let start = browser("http://a.example/", &wayland).unwrap();
        assert_eq!(line(&start), "xdg-open|http://a.example/");
    }

    #[test]
    fn the_editor_is_the_persons_and_the_file_no_option() {
        for (visual, own, file, expected) in [
            ("", "", "a b.txt", "sh|-c|vi \"$@\"|vi|a b.txt"),
            ("", "nano", "-x", "sh|-c|nano \"$@\"|nano|./-x"),
            (
                "/usr/bin/code --wait",
                "nano",
                "+1",
                "sh|-c|/usr/bin/code --wait \"$@\"|code|./+1",
            ),
        ] {
            let variable = |name: &str| match name {
                "VISUAL" => Some(visual.to_owned()).filter(|value| !value.is_empty()),
                "EDITOR" => Some(own.to_owned()).filter(|value| !value.is_empty()),
                _ => None,
            };
            assert_eq!(line(&editor(file, None, &variable)), expected);
        }
    }

    #[test]
    fn editors_open_at_the_line_as_they_take_it() {
        for (own, expected) in [
            ("vim", "sh|-c|vim \"$@\"|vim|+7|a.txt"),
            (
                "/usr/bin/nano -w",
                "sh|-c|/usr/bin/nano -w \"$@\"|nano|+7|a.txt",
            ),
            ("hx", "sh|-c|hx \"$@\"|hx|a.txt:7"),
            (
                "code --wait",
                "sh|-c|code --wait \"$@\"|code|--goto|a.txt:7",
            ),
            ("unheard-of", "sh|-c|unheard-of \"$@\"|unheard-of|a.txt"),
        ] {
            let variable = |name: &str| (name == "EDITOR").then(|| own.to_owned());
            assert_eq!(line(&editor("a.txt", Some(7), &variable)), expected);
        }
    }

    #[test]
    fn a_pipe_is_read_by_the_persons_shell() {
        let variable = |name: &str| (name == "SHELL").then(|| "/bin/zsh".to_owned());
        assert_eq!(
            line(&pipe("wc -w | cat", &variable)),
            "/bin/zsh|-c|wc -w | cat"
        );
        assert_eq!(line(&pipe("wc", &|_| None)), "sh|-c|wc");
    }

    #[test]
    fn an_address_is_a_link_where_the_terminal_knows_them_and_never_a_command() {
        let hostile = "http://a.example/\u{1b}]8;;\u{7}\u{9c}x";
        let link = reference(hostile, &Links::Web);
        assert_eq!(
            link,
            format!(
                "\x1b]8;;http://a.example/%1B%5D8;;%07%C2%9Cx\x1b\\{}\x1b]8;;\x1b\\",
                clean(hostile)
            )
        );
        assert_eq!(reference(hostile, &Links::None), clean(hostile));
        let file = std::env::current_exe().unwrap_or_default();
        let file = file.to_string_lossy();
        assert_eq!(reference(&file, &Links::Web), file);
        assert!(reference(&file, &Links::All).starts_with("\x1b]8;;file:///"));
        assert_eq!(reference("a/b.txt", &Links::All), "a/b.txt");
    }
}
