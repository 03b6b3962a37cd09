//! The manual page: from the tree of commands and options, the table of keys,
//! and the few sections that no table has. It prints no date, so that the
//! same program always prints the same page.

use clap::{Arg, Command};

use crate::command::{
    Keymap, docs,
    roff::{Part, Roff},
};

/// The manual page of `command` in roff.
#[must_use]
pub fn page(mut command: Command) -> String {
    command.build();
    let name = command.get_name().to_owned();
    let version = command.get_version().unwrap_or_default();
    let mut page = Roff::page(&name, 1, &format!("{name} {version}"), "User Commands");
    page.section("NAME");
    let about = command.get_about().map(ToString::to_string);
    page.mixed(&[
        Part::Plain(format!("{name} - ")),
        Part::Plain(about.unwrap_or_default()),
    ]);
    page.section("SYNOPSIS");
    let subcommands: Vec<Command> = visible(&command).cloned().collect();
    synopsis(&mut page, &command);
    for subcommand in &subcommands {
        page.line_break();
        synopsis(&mut page, subcommand);
    }
    page.section("DESCRIPTION");
    for paragraph in long_about(&command).split("\n\n").skip(1) {
        page.paragraph(paragraph);
    }
    page.section("OPTIONS");
    arguments(&mut page, &command, |_| true);
    page.section("COMMANDS");
    for subcommand in &subcommands {
        page.subsection(subcommand.get_name());
        own(&mut page, subcommand, &command);
        for part in visible(subcommand) {
            page.subsection(&format!("{} {}", subcommand.get_name(), part.get_name()));
            own(&mut page, part, subcommand);
        }
    }
    page.section("KEYS");
    page.paragraph(
        "N is a count, typed before the key. The name in brackets is the command's, for the \
         command line (:) and for config.toml.",
    );
    docs::roff(&Keymap::default(), &mut page);
    for (title, rows) in SECTIONS {
        page.section(title);
        for (tag, text) in *rows {
            page.tagged(&[Part::Literal((*tag).to_owned())], text);
        }
    }
    page.finish()
}

/// What no table has.
const SECTIONS: &[(&str, &[(&str, &str)])] = &[
    (
        "EXIT STATUS",
        &[
            (
                "0",
                "Done, or found. A reader of the output that goes away early is no failure.",
            ),
            (
                "1",
                "Nothing was found: no article could be read, or none matches.",
            ),
            (
                "2",
                "Wrong usage or failure: an option that does not exist, a path that does not.",
            ),
        ],
    ),
    (
        "FILES",
        &[
            (
                "$XDG_DATA_HOME/dateline/dateline.db",
                "Your notes, marks and places, a SQLite database; without XDG_DATA_HOME, ~/.local/share/dateline/dateline.db. A broken one is set aside beside it under a name with a number.",
            ),
            (
                "$XDG_CONFIG_HOME/dateline/config.toml",
                "The settings; without XDG_CONFIG_HOME, ~/.config/dateline/config.toml. With a mistake in it the program starts with the defaults and says what is wrong in which line. `dateline --generate config` prints it with every setting, its values and its default.",
            ),
            (
                "$XDG_CONFIG_HOME/dateline/languages/CODE/temporal.toml",
                "Your own rules for the dates in the texts of a language; they replace the built-in ones of that code. `dateline tag --rules en` prints those of English, which tell the format, to begin from.",
            ),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            (
                "NO_COLOR",
                "If set and not empty, no colours: bold, underline and reverse only.",
            ),
            (
                "COLORTERM",
                "truecolor or 24bit: the terminal shows all colours.",
            ),
            (
                "TERM",
                "dumb: no full screen; the list of articles is printed instead, as it is when standard output is no terminal.",
            ),
            (
                "LC_ALL, LC_CTYPE, LANG",
                "The first that is set says whether the terminal takes UTF-8; if not, lines and bars are drawn in ASCII.",
            ),
            ("VISUAL, EDITOR", "The editor, for e."),
            ("BROWSER", "The browser, for o."),
            ("SHELL", "The shell that runs commands, for |."),
            ("TZ", "The time zone in which today is determined."),
        ],
    ),
    (
        "NOTES",
        &[(
            "Output",
            "Data goes to standard output, messages to standard error. The text format shows control characters, escape sequences and text direction overrides of an archive visibly; JSON writes them as \\u escapes, so that reading it gives the exact text. Offsets count Unicode code points. The archive is never written to.",
        )],
    ),
];

/// What a command does, and the arguments that it does not have from above.
fn own(page: &mut Roff, command: &Command, above: &Command) {
    page.paragraph(&(long_about(command) + "."));
    arguments(page, command, |argument| {
        let inherited = above
            .get_arguments()
            .any(|other| other.is_global_set() && other.get_id() == argument.get_id());
        let told = ["help", "paths", "config", "theme", "keymap", "ascii"];
        !inherited && !told.contains(&argument.get_id().as_str())
    });
}

/// The usage line, in bold where it is typed as it stands.
fn synopsis(page: &mut Roff, command: &Command) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    // What clap puts under the first line repeats the subcommands.
    let line = usage.lines().next().unwrap_or_default();
    let mut parts = Vec::new();
    for (index, word) in line.split(' ').enumerate() {
        if index > 0 {
            parts.push(Part::Plain(" ".into()));
        }
        let word = word.to_owned();
        parts.push(if word.starts_with(|c: char| c.is_ascii_lowercase()) {
            Part::Literal(word)
        } else {
            Part::Plain(word)
        });
    }
    page.mixed(&parts);
}

fn arguments(page: &mut Roff, command: &Command, wanted: impl Fn(&Arg) -> bool) {
    for argument in command.get_arguments() {
        if argument.is_hide_set() || !wanted(argument) {
            continue;
        }
        let help = argument.get_long_help().or(argument.get_help());
        let mut help = help.map(ToString::to_string).unwrap_or_default();
        if argument.get_id() == "help" {
            // clap's own text looks aside to the other of its two helps.
            help = "Print help; -h is shorter".to_owned();
        }
        help.push('.');
        let default = argument.get_default_values();
        if let ([default], true) = (default, argument.get_action().takes_values()) {
            help.push_str(&format!(" Default: {}.", default.to_string_lossy()));
        }
        page.tagged(&tag(argument), &help);
    }
}

/// `-h, --help`, `--theme NAME`, `PATH...`
fn tag(argument: &Arg) -> Vec<Part> {
    let mut parts = Vec::new();
    let names = [
        argument.get_short().map(|c| format!("-{c}")),
        argument.get_long().map(|name| format!("--{name}")),
    ];
    for name in names.into_iter().flatten() {
        if !parts.is_empty() {
            parts.push(Part::Plain(", ".into()));
        }
        parts.push(Part::Literal(name));
    }
    let takes_value = argument.get_action().takes_values();
    for name in argument.get_value_names().unwrap_or_default() {
        if takes_value {
            let space = if parts.is_empty() { "" } else { " " };
            parts.push(Part::Plain(space.into()));
            parts.push(Part::Placeholder(name.to_string()));
        }
    }
    parts
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|c| !c.is_hide_set())
}

fn long_about(command: &Command) -> String {
    command
        .get_long_about()
        .or(command.get_about())
        .map(ToString::to_string)
        .unwrap_or_default()
}
