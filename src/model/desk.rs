//! How an archive was left: places in it, the way back, what was open, listed
//! and shown.

use serde::{Deserialize, Serialize};

use super::{Cited, Day, Likeness, Spot};

/// A mark with a letter that holds everywhere, or a step of the way back.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Letter {
    /// The article that was open, and the place in it.
    pub article: Option<(Cited, Spot)>,
    /// The pane that had the keys.
    pub pane: Box<str>,
    /// The day under the timeline's cursor.
    pub day: Option<Day>,
}

/// The way back and forward, nearest last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Trail {
    /// Places to go back to.
    pub back: Vec<Letter>,
    /// Places to go forward to.
    pub forward: Vec<Letter>,
}

/// How an archive was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Desk {
    /// The article that was open.
    pub article: Option<Likeness>,
    /// The pane that had the keys.
    pub pane: Box<str>,
    /// The order of the list, where it is not that of the settings.
    pub order: Option<ListOrder>,
    /// What was searched, as it was typed.
    #[serde(default)]
    pub query: Option<Box<str>>,
    /// The lane of the brush, by its name, and its first and last day.
    #[serde(default)]
    pub brush: Option<(Box<str>, Day, Day)>,
    /// Whether the pane had the whole screen.
    #[serde(default)]
    pub zoomed: bool,
    /// What a bucket of the timeline stood for, by its name, and the day under
    /// its cursor; nothing while neither was chosen by a key.
    #[serde(default)]
    pub time: Option<(Box<str>, Day)>,
    /// How articles were laid out, where it is not as the settings say.
    #[serde(default)]
    pub setting: Option<Setting>,
    /// How all else looked, where it is not as the settings say.
    #[serde(default)]
    pub look: Option<Choices>,
}

/// What was chosen of panes, timeline and citations, each as its own name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Choices {
    /// How the panes share the screen.
    pub panes: Box<str>,
    /// The form of citations.
    pub citation: Box<str>,
    /// Of what the bars of the timeline are made.
    pub bars: Box<str>,
    /// What a full bar means.
    pub scale: Box<str>,
    /// In which order events are listed.
    pub events: Box<str>,
    /// Whether the timeline follows the reading.
    pub follow: bool,
}

/// The order of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListOrder {
    /// By what, as the settings name it.
    pub sort: Box<str>,
    /// Whether the newest, last or longest come first.
    pub descending: bool,
    /// Whether years stand as headings.
    pub by_year: bool,
}

/// How articles are laid out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Setting {
    /// Columns of text at the most.
    pub measure: usize,
    /// How paragraphs are told apart, as the settings name it.
    pub paragraphs: Box<str>,
    /// Where lines end, as the settings name it.
    #[serde(default)]
    pub align: Box<str>,
    /// Whether words are divided.
    #[serde(default = "yes")]
    pub hyphenate: bool,
    /// Rows from line to line.
    #[serde(default)]
    pub line_spacing: u16,
    /// How many columns of text, as the settings name it.
    #[serde(default)]
    pub columns: Box<str>,
    /// Columns left empty at each side.
    #[serde(default)]
    pub margin: u16,
    /// Whether the footer is shown.
    pub footer: bool,
}

const fn yes() -> bool {
    true
}
