//! What may stand on the command line. It says nothing of what is done.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::{output::Format, tag::TagFormat};

/// Read a press archive in the terminal, along two clocks: when it was
/// printed, and when it happened.
///
/// Without a command the reader opens: article list, text and timeline on
/// one screen. Without PATH it opens the archive built into the program.
/// Press ? in it for the keys.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
#[command(subcommand_help_heading = "Commands")]
#[command(disable_help_subcommand = true)]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub archive: Archive,

    /// What holds for every command.
    #[command(flatten)]
    pub options: Options,

    /// Print something that is made from the program, for its packagers
    #[arg(long, value_name = "WHAT", hide = true, exclusive = true)]
    pub generate: Option<Generate>,

    /// What to do; nothing: the reader.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to read.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Archive {
    /// Files and folders to read; - is standard input; none is the archive
    /// built into the program. A file named like a command: ./list
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// What holds for every command.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Options {
    /// Read the settings from FILE instead of the usual place
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,

    /// Colours: auto, dark, light, none or the name of a theme
    #[arg(long, value_name = "NAME", global = true)]
    pub theme: Option<String>,

    /// Keys: default, vim, emacs or less
    #[arg(long, value_name = "NAME", global = true)]
    pub keymap: Option<String>,

    /// Draw lines and bars in ASCII
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// In which shape rows are printed.
#[derive(Clone, Copy, Debug, ClapArgs)]
pub struct Shape {
    /// text (columns on a terminal, else separated by tabs), json (an
    /// array), jsonl (an object a line) or csv
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = false
    )]
    pub format: Format,
}

/// The commands that need no screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the articles: id, date, where the date was found, title, source,
    /// path
    List {
        #[command(flatten)]
        archive: Archive,
        #[command(flatten)]
        shape: Shape,
    },
    /// Print articles as wrapped text
    Show {
        #[command(flatten)]
        archive: Archive,
        /// Only the article with this id, or the one whose id begins so
        #[arg(long)]
        id: Option<String>,
        /// Columns of the text; otherwise the setting "measure", or the
        /// terminal if that is narrower
        #[arg(long, value_parser = clap::value_parser!(u16).range(20..=1000))]
        width: Option<u16>,
    },
    /// Print articles exactly as they were read, one JSON object a line:
    /// id, path, title, date, provenance, lang, source, author, url, text,
    /// footer
    Export {
        #[command(flatten)]
        archive: Archive,
        /// jsonl (an object a line), json (an array), csv, or text (as show)
        #[arg(
            long,
            value_name = "FORMAT",
            default_value = "jsonl",
            hide_possible_values = true
        )]
        format: Format,
    },
    /// Find the dates in texts: reads JSON Lines {id, dct, lang, text} from
    /// standard input and prints {id, timex: [{start, end, type, value,
    /// text}]} for each
    Tag {
        /// jsonl (an object a line; start and end count Unicode code points)
        /// or timex3 (TimeML with inline TIMEX3)
        #[arg(
            long,
            value_name = "FORMAT",
            default_value = "jsonl",
            hide_possible_values = true
        )]
        format: TagFormat,
    },
    /// Say what was read, what was not and why, and which dates are doubtful
    Check {
        #[command(flatten)]
        archive: Archive,
        #[command(flatten)]
        shape: Shape,
    },
    /// Print the completions of a shell
    Completions {
        /// bash, zsh, fish, elvish or powershell
        #[arg(hide_possible_values = true)]
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// What can be made from the program's own tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Generate {
    /// The key table of the README.
    KeysMarkdown,
    /// The manual page.
    Man,
    /// A documented config.toml.
    Config,
    /// Completions of bash.
    CompletionsBash,
    /// Completions of zsh.
    CompletionsZsh,
    /// Completions of fish.
    CompletionsFish,
}
