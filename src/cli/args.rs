//! What may stand on the command line. It says nothing of what is done.

use std::{path::PathBuf, sync::LazyLock};

use clap::{
    Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint,
    builder::{PossibleValue, PossibleValuesParser},
};
use clap_complete::Shell;

use super::{
    notes::Notes, output::Format, picture::Scene, search::Order, tag::TagFormat, tally::By,
    timeline as timeline_command,
};
use crate::{
    citation::Style,
    config::{Theme, settings},
    model::{Day, Granularity, Interval},
    search::{Days, Stemming},
    timeline::{self, Lane, Words},
};

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

    /// Write down in FILE what each frame costs, by kind of bytes
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub wire_log: Option<PathBuf>,

    /// Neither use nor keep what was read of the archive before
    #[arg(long)]
    pub no_cache: bool,

    /// How files that change while they are read are noticed
    #[arg(long, value_name = "HOW", value_enum, default_value_t)]
    pub watch: Watch,

    /// Print something that is made from the program, for its packagers
    #[arg(long, value_name = "WHAT", hide = true, exclusive = true)]
    pub generate: Option<Generate>,

    /// What to do; nothing: the reader.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// How changes of the archive are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Watch {
    /// the system tells of them
    #[default]
    Auto,
    /// a look at all files every half minute, for file systems on the network
    Poll,
    /// not at all
    Never,
}

impl From<Watch> for crate::runtime::Watch {
    fn from(watch: Watch) -> Self {
        match watch {
            Watch::Auto => Self::Auto,
            Watch::Poll => Self::Poll,
            Watch::Never => Self::Never,
        }
    }
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
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, global = true)]
    pub config: Option<PathBuf>,

    /// Colours: auto, dark, light, none or the name of a theme
    #[arg(long, value_name = "NAME", global = true, hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Theme::names()))]
    pub theme: Option<String>,

    /// Keys: default, vim, emacs or less
    #[arg(long, value_name = "NAME", global = true, hide_possible_values = true,
        value_parser = PossibleValuesParser::new(settings::preset_names()))]
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

/// Which rows a timeline has.
#[derive(Clone, Debug, ClapArgs)]
pub struct Events {
    /// Which clock: happened (what the texts tell of) or printed (the days
    /// of publication)
    #[arg(
        long,
        value_name = "LANE",
        default_value = "happened",
        hide_possible_values = true
    )]
    pub lane: Clock,

    /// Only what touches this day or a later one: 1948, 1948-10, 1948-10-12
    #[arg(long, value_name = "DATE", value_parser = Days::parse)]
    pub from: Option<Days>,

    /// Only what touches this day or an earlier one
    #[arg(long, value_name = "DATE", value_parser = Days::parse)]
    pub to: Option<Days>,

    /// Only from articles printed on these days: 2000, 2000-07, 1948..2000,
    /// 2000..
    #[arg(long, value_name = "DAYS", value_parser = Days::parse)]
    pub printed: Option<Days>,

    /// One row for all that is told of a day, week, month, year or decade,
    /// instead of one for each event; GRAIN is one of these words
    #[arg(long, value_name = "GRAIN", value_parser = granularity)]
    pub granularity: Option<Granularity>,

    /// Only what a sentence with one of these words tells
    #[arg(long, value_name = "WORDS")]
    pub query: Option<String>,

    /// Only the N most salient
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,

    /// How many sentences to choose for each
    #[arg(long, value_name = "N", default_value = "1")]
    pub sentences: usize,
}

/// The two clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Clock {
    /// What the texts tell of.
    Happened,
    /// The days of publication.
    Printed,
}

fn granularity(name: &str) -> Result<Granularity, String> {
    const ALL: [Granularity; 5] = [
        Granularity::Day,
        Granularity::Week,
        Granularity::Month,
        Granularity::Year,
        Granularity::Decade,
    ];
    let known = ALL.into_iter().find(|known| known.name() == name);
    known.ok_or_else(|| format!("there are: {}", ALL.map(Granularity::name).join(", ")))
}

/// The form of citation of this name.
pub(super) fn style(name: &str) -> Result<Style, String> {
    let known = || format!("there are: {}", Style::ALL.map(Style::name).join(", "));
    Style::named(name).ok_or_else(known)
}

impl From<&Events> for timeline::Options {
    fn from(events: &Events) -> Self {
        Self {
            lane: match events.lane {
                Clock::Happened => Lane::Happened,
                Clock::Printed => Lane::Printed,
            },
            range: range(events.from, events.to),
            printed: events.printed.map(Days::interval),
            granularity: events.granularity,
            query: Words::parse(events.query.as_deref().unwrap_or_default()),
            top: events.top,
            sentences: events.sentences,
        }
    }
}

/// From the first day of one date to the last of another; to the end of the
/// calendar where one is missing.
fn range(from: Option<Days>, to: Option<Days>) -> Option<Interval> {
    let start = from.map(|from| from.interval().start);
    let end = to.map(|to| to.interval().end);
    (start.is_some() || end.is_some())
        .then(|| Interval::new(start.unwrap_or(Day::MIN), end.unwrap_or(Day::MAX)))
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
        /// Print instead how to cite each article: plain, markdown, bibtex,
        /// csl-json or ris
        #[arg(long, value_name = "FORM", value_parser = style, conflicts_with = "format")]
        cite: Option<Style>,
    },
    /// Print the events that the articles tell of, or the days of printing:
    /// date (EDTF), label, how many articles, anniversaries, evidence
    Timeline {
        /// What to read.
        #[command(flatten)]
        archive: Archive,
        /// Which events.
        #[command(flatten)]
        events: Events,
        /// text (columns on a terminal, else separated by tabs), json (an
        /// array), jsonl (an object a line), csv, ics (a calendar), md
        /// (Markdown), timelinejs (the JSON of TimelineJS 3) or svg (a picture)
        #[arg(
            long,
            value_name = "FORMAT",
            default_value = "text",
            hide_default_value = true,
            hide_possible_values = true
        )]
        format: timeline_command::Shape,
    },
    /// Print the articles that fit a query, with the line that shows it best
    Search {
        /// What to look for, as in the reader: words, "a phrase", begin*,
        /// w?ld, /regex/, "near these"~5, OR, -not, title: text: source:
        /// path: lang:, printed:2019..2021, happened:2000-07,
        /// onthisday:07-19, len:>500, is:undated
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// What to read.
        #[command(flatten)]
        archive: Archive,
        /// Print only counts: hits, articles with a hit, articles held, words
        /// held
        #[arg(long)]
        count: bool,
        /// The same by year or month of printing, or by source
        #[arg(long, value_name = "WHAT")]
        by: Option<By>,
        /// In which order: archive (as they are read, at once), date, or
        /// weight (the best first, by BM25)
        #[arg(
            long,
            value_name = "ORDER",
            default_value = "archive",
            hide_possible_values = true
        )]
        order: Order,
        /// Find the words of this language in all their forms, by their
        /// Snowball stems: en, de, ru and so on
        #[arg(long, value_name = "CODE", hide_possible_values = true,
            value_parser = PossibleValuesParser::new(Stemming::languages().map(|(code, _)| code)))]
        stem: Option<String>,
        /// In which shape.
        #[command(flatten)]
        shape: Shape,
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
        /// The language of lines that do not say theirs: en, ru, ko and so
        /// on; else it is found by the text
        #[arg(long, value_name = "CODE")]
        lang: Option<String>,
        /// Print the built-in rules of a language instead, to begin your own
        /// from
        #[arg(long, value_name = "CODE", conflicts_with_all = ["format", "lang"])]
        rules: Option<String>,
    },
    /// Say what was read, what was not and why, and which dates are doubtful
    Check {
        #[command(flatten)]
        archive: Archive,
        #[command(flatten)]
        shape: Shape,
    },
    /// List, export and import your notes, and check the store they are in
    Notes {
        /// What to do.
        #[command(subcommand)]
        what: Notes,
        /// Use this store instead of the usual one
        #[arg(long, value_name = "FILE", global = true)]
        store: Option<PathBuf>,
    },
    /// Print the searches that were made in the reader: when, what, in which
    /// archive, and what was found
    Log {
        /// As an appendix on methods, in Markdown
        #[arg(long, conflicts_with = "format")]
        methods: bool,
        /// Use this store instead of the usual one
        #[arg(long, value_name = "FILE")]
        store: Option<PathBuf>,
        /// In which shape.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generate {
    /// The key table of the README.
    KeysMarkdown,
    /// The table of the README of what a query may say.
    QueryMarkdown,
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
    /// A picture of the front page, as SVG.
    Picture(Scene),
}

impl Generate {
    /// Its name on the command line; a picture has that of its scene.
    const fn name(self) -> &'static str {
        match self {
            Self::KeysMarkdown => "keys-markdown",
            Self::QueryMarkdown => "query-markdown",
            Self::Man => "man",
            Self::Config => "config",
            Self::CompletionsBash => "completions-bash",
            Self::CompletionsZsh => "completions-zsh",
            Self::CompletionsFish => "completions-fish",
            Self::Picture(scene) => scene.name(),
        }
    }
}

// By hand, because a picture carries its scene.
impl ValueEnum for Generate {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Generate>> = LazyLock::new(|| {
            let tables = [
                Generate::KeysMarkdown,
                Generate::QueryMarkdown,
                Generate::Man,
                Generate::Config,
                Generate::CompletionsBash,
                Generate::CompletionsZsh,
                Generate::CompletionsFish,
            ];
            let pictures = Scene::ALL.iter().map(|scene| Generate::Picture(*scene));
            tables.into_iter().chain(pictures).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
