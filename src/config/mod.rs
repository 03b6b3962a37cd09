//! A person's settings: what was written ([`raw`]), what it means
//! ([`Config`]), and where it is found ([`load`]).
//!
//! Only `load` touches the disk. A mistake never stops the program: it starts
//! with the defaults and shows the mistakes.

pub mod load;
pub mod raw;
mod reading;
pub mod settings;
mod wire;

use std::{fmt, time::Duration};

use crate::{
    assets,
    citation::Style,
    command::{Keymap, docs},
    ingest::{Bounds, Fields},
};
use raw::Raw;

/// The settings that the program runs with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The colours.
    pub theme: Theme,
    /// The widest column of text in the reader, in terminal columns.
    pub measure: u16,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Where lines of text end.
    pub align: Align,
    /// Whether words are divided at the ends of lines.
    pub hyphenate: bool,
    /// Rows from line to line.
    pub line_spacing: u16,
    /// How many columns of text stand side by side.
    pub columns: Columns,
    /// Columns left empty at each side of the text.
    pub margin: u16,
    /// By what the list is sorted.
    pub sort: Sort,
    /// Which end of that order comes first.
    pub order: Order,
    /// Whether a list sorted by date has year headings.
    pub group_by_year: bool,
    /// How often an article is listed that lies in the archive more than once.
    pub copies: Copies,
    /// The timeline's zoom at the start.
    pub zoom: Zoom,
    /// Whether the timeline follows the reading.
    pub follow: bool,
    /// Of what the bars of the timeline are made.
    pub glyphs: Glyphs,
    /// Whether lines and bars are drawn in ASCII.
    pub ascii: Ascii,
    /// How long the list must rest before the reader follows.
    pub reader_delay: Duration,
    /// How the panes share the screen.
    pub panes: Panes,
    /// In which form what is copied is cited.
    pub citation: Style,
    /// How bytes to the terminal are saved.
    pub wire: Wire,
    /// How much of an archive is read at most.
    pub bounds: Bounds,
    /// Under which names records keep what an article consists of.
    pub fields: Fields,
    /// The keymap that the own keys come on top of.
    pub preset: &'static str,
    /// What keys mean.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: Theme::Auto,
            // Between 45 and 75 characters a line is what typography asks for (Bringhurst, The
            // Elements of Typographic Style, 2.1.2).
            measure: 72,
            paragraphs: Paragraphs::Indent,
            align: Align::Ragged,
            hyphenate: true,
            line_spacing: 1,
            columns: Columns::Auto,
            margin: 1,
            sort: Sort::Printed,
            order: Order::Descending,
            group_by_year: false,
            copies: Copies::Once,
            zoom: Zoom::Auto,
            follow: true,
            glyphs: Glyphs::Block,
            ascii: Ascii::Auto,
            reader_delay: Duration::from_millis(30),
            panes: Panes::Auto,
            citation: Style::Plain,
            wire: Wire::default(),
            bounds: Bounds::default(),
            fields: Fields::default(),
            preset: "default",
            keymap: Keymap::default(),
        }
    }
}

/// Which colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark or light, as the terminal is.
    Auto,
    /// The theme of this name, among the embedded ones.
    Named(&'static str),
}

impl Theme {
    /// The theme of this name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name == "auto" {
            return Some(Self::Auto);
        }
        let known = Self::names().into_iter().find(|known| *known == name)?;
        Some(Self::Named(known))
    }

    /// The names that can be chosen: `auto`, and the embedded themes.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        let files = assets::under("themes").filter_map(|(name, _)| settings::stem(name));
        std::iter::once("auto").chain(files).collect()
    }
}

/// How paragraphs are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paragraphs {
    /// By an indented first line.
    Indent,
    /// By an empty line.
    Space,
}

impl Paragraphs {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Indent, Self::Space];

    /// The word in `config.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Indent => "indent",
            Self::Space => "space",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Of what the bars of the timeline are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Eighths of a block.
    #[default]
    Block,
    /// Braille dots: four heights, lighter on the eye.
    Braille,
    /// Signs that every font has.
    Ascii,
}

impl Glyphs {
    /// All, with the word for each.
    pub const ALL: [(&'static str, Self); 3] = [
        ("block", Self::Block),
        ("braille", Self::Braille),
        ("ascii", Self::Ascii),
    ];
}

/// Where lines of text end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Where the words allow.
    #[default]
    Ragged,
    /// At the edge, with wider blanks.
    Justified,
}

impl Align {
    /// Both, each with its word in `config.toml`.
    pub const ALL: [(&'static str, Self); 2] =
        [("ragged", Self::Ragged), ("justified", Self::Justified)];
}

/// How many columns of text stand side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Two where both can be as wide as the measure.
    #[default]
    Auto,
    /// One.
    One,
    /// Two, unless they would be too narrow to read.
    Two,
}

impl Columns {
    /// All, each with its word in `config.toml`.
    pub const ALL: [(&'static str, Self); 3] =
        [("auto", Self::Auto), ("one", Self::One), ("two", Self::Two)];
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The date of publication.
    #[default]
    Printed,
    /// The title.
    Title,
    /// The length of the text.
    Length,
}

impl Sort {
    /// All, in the order in which a key goes through them.
    pub const ALL: [Self; 3] = [Self::Printed, Self::Title, Self::Length];

    /// The word in `config.toml`, on the screen and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Printed => "printed",
            Self::Title => "title",
            Self::Length => "length",
        }
    }
}

/// How often an article is listed that lies in the archive more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copies {
    /// Once.
    Once,
    /// Each time.
    All,
}

/// Which end of an order comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The oldest, first, shortest.
    Ascending,
    /// The newest, last, longest.
    Descending,
}

/// How much time a column of the timeline is at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zoom {
    /// The finest that shows the whole archive.
    Auto,
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// A month.
    Month,
    /// A week from Monday.
    Week,
    /// A day.
    Day,
}

/// Whether lines and bars are drawn in ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ascii {
    /// Where the locale is not UTF-8.
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}

/// How the panes share a screen that has room for three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panes {
    /// Beside each other, or stacked where the line to the terminal is slow.
    Auto,
    /// List and reader beside each other.
    Beside,
    /// Each as wide as the screen, one below the other.
    Stacked,
}

/// The tricks that save bytes on the way to the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wire {
    /// Moving the cursor from where it is.
    pub moves: Trick,
    /// Erasing instead of writing blanks.
    pub erase: Trick,
    /// Erasing on a background.
    pub colour_erase: Trick,
    /// Moving whole rows.
    pub scroll: Trick,
    /// Moving the rows of a pane beside others.
    pub margins: Trick,
    /// Having a letter repeated.
    pub repeat: Trick,
    /// Marking the begin and the end of a large frame.
    pub synchronized: Trick,
    /// Asking the terminal.
    pub questions: Trick,
    /// Redrawing less, as on a slow line.
    pub calm: Trick,
    /// How many colours are sent.
    pub colours: Depth,
}

/// How many colours the terminal is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// As many as it is known to show.
    #[default]
    Auto,
    /// None: bold, underline and reverse only.
    None,
    /// The 16 of ANSI.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// All.
    True,
}

/// Whether a trick is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trick {
    /// Where the terminal is known to take it.
    #[default]
    Auto,
    /// Yes.
    Always,
    /// No.
    Never,
}

impl Trick {
    /// Whether it is used, where it is known to be taken or not.
    #[must_use]
    pub const fn or(self, known: bool) -> bool {
        match self {
            Self::Auto => known,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// A mistake in a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1, where one is known.
    pub line: Option<usize>,
    /// The setting or key list ("keys.pane.down"); empty for the whole file.
    pub key: String,
    /// What is wrong, and what may have been meant.
    pub message: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Error {}

impl Config {
    /// What files mean together: settings of later ones win, key lists of
    /// later ones come on top, all of them over the keymap that is chosen.
    ///
    /// # Errors
    ///
    /// Every mistake in the order of the files.
    pub fn of(files: &[&Raw]) -> Result<Self, Vec<Error>> {
        let mut config = Self::default();
        let mut errors = Vec::new();
        for raw in files {
            for entry in &raw.settings {
                let result = match settings::named(&entry.name) {
                    Some(setting) => (setting.set)(&mut config, &entry.value),
                    None => Err(settings::unknown(&entry.name)),
                };
                errors.extend(result.err().map(|message| Error {
                    file: raw.file.clone(),
                    line: entry.line,
                    key: entry.name.clone(),
                    message,
                }));
            }
        }
        let preset = preset(config.preset, &mut errors);
        for raw in preset.iter().chain(files.iter().copied()) {
            match config.keymap.rebound(&raw.keys) {
                Ok(keymap) => config.keymap = keymap,
                Err(refused) => errors.extend(refused.iter().map(|refusal| told(raw, refusal))),
            }
        }
        if errors.is_empty() {
            Ok(config)
        } else {
            Err(errors)
        }
    }
}

/// The key lists of a preset; none for the default keymap.
fn preset(name: &str, errors: &mut Vec<Error>) -> Option<Raw> {
    let file = format!("keymaps/{name}.toml");
    let (raw, mistakes) = raw::parse(&file, assets::get(&file)?);
    errors.extend(mistakes);
    Some(raw)
}

fn told(raw: &Raw, refusal: &crate::command::Refusal) -> Error {
    let wish = &raw.keys[refusal.rebinding];
    let (name_line, key_lines) = &raw.lines[refusal.rebinding];
    let line = refusal.key.and_then(|key| key_lines.get(key));
    Error {
        file: raw.file.clone(),
        line: Some(*line.unwrap_or(name_line)),
        key: format!("keys.{}.{}", wish.scope.name(), wish.name),
        message: refusal.reason.to_string(),
    }
}

/// A documented `config.toml` in which every line that says something is the
/// default, behind a `#`.
#[must_use]
pub fn example() -> String {
    let mut out = String::from(
        "# dateline: the settings, with their defaults. Take the \"#\" away from a line to\n\
         # change it. The place of this file: $XDG_CONFIG_HOME/dateline/config.toml,\n\
         # else ~/.config/dateline/config.toml.\n",
    );
    for setting in settings::all() {
        out.push('\n');
        for sentence in setting.help.split_inclusive(". ") {
            out.push_str(&format!("# {}\n", sentence.trim_end()));
        }
        out.push_str(&format!("# Values: {}\n", setting.values));
        out.push_str(&format!("# {} = {}\n", setting.name, setting.default));
    }
    out.push_str(
        "\n# Keys. A list replaces all keys of its command; [] takes them all away. Keys\n\
         # pressed one after the other are separated by a space: \"g g\". Names: space,\n\
         # enter, esc, tab, backspace, delete, insert, up, down, left, right, home, end,\n\
         # pgup, pgdn, f1 ... f35; before them ctrl-, alt-, shift-.\n",
    );
    out.push_str(&docs::config(&Keymap::default()));
    out
}
