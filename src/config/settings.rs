//! The table of settings: name, what values it takes, default, help, and how
//! a written value changes the [`Config`]. The documented example and the
//! messages are printed from it.

use std::time::Duration;

use super::{
    Align, Ascii, Columns, Config, Copies, Glyphs, Order, Panes, Paragraphs, Sort, Theme, Zoom,
    raw::{Value, advice},
    reading, wire,
};
use crate::{assets, citation::Style};

/// One setting.
pub struct Setting {
    /// Its name in `config.toml`.
    pub name: &'static str,
    /// What values it takes, in words.
    pub values: &'static str,
    /// The default as TOML.
    pub default: &'static str,
    /// What it is for, in a sentence or two.
    pub help: &'static str,
    /// Takes a value; an error says what is wrong with it.
    pub(super) set: fn(&mut Config, &Value) -> Result<(), String>,
}

/// The least and the most columns of the text.
const MEASURE: std::ops::RangeInclusive<i64> = 20..=120;

/// The longest delay, in milliseconds: more would look like a fault.
const DELAY: std::ops::RangeInclusive<i64> = 0..=1000;

/// Every setting, in the order of the documentation: those of the screen,
/// what is sent to the terminal, then how archives are read.
pub fn all() -> impl Iterator<Item = &'static Setting> {
    ALL.iter()
        .chain(wire::TRICKS)
        .chain(reading::BOUNDS)
        .chain(reading::FIELDS)
}

/// The settings of the screen.
const ALL: &[Setting] = &[
    Setting {
        name: "theme",
        values: "\"auto\", \"dark\", \"light\", \"none\" or the name of a theme",
        default: "\"auto\"",
        help: "The colours. \"auto\" asks the terminal whether it is dark or light; \"none\" uses bold, underline and reverse only.",
        set: |config, value| {
            let name = text(value)?;
            config.theme = Theme::named(name).ok_or_else(|| {
                format!("no such theme: {name:?}{}", advice(name, &Theme::names()))
            })?;
            Ok(())
        },
    },
    Setting {
        name: "keymap",
        values: "\"default\", \"vim\", \"emacs\" or \"less\"",
        default: "\"default\"",
        help: "Keys for hands from elsewhere. The lists under [keys.*] come on top.",
        set: |config, value| {
            let name = text(value)?;
            let known = preset_names();
            let known_name = known.iter().find(|known| **known == name);
            config.preset = known_name
                .ok_or_else(|| format!("no such keymap: {name:?}{}", advice(name, &known)))?;
            Ok(())
        },
    },
    Setting {
        name: "measure",
        values: "a number from 20 to 120",
        default: "72",
        help: "The widest column of text in the reader, in columns of the terminal.",
        set: |config, value| {
            let columns = number(value, MEASURE)?;
            config.measure = u16::try_from(columns).unwrap_or(u16::MAX);
            Ok(())
        },
    },
    Setting {
        name: "paragraphs",
        values: "\"indent\" or \"space\"",
        default: "\"indent\"",
        help: "How paragraphs are told apart: by an indented first line, or by an empty line.",
        set: |config, value| {
            config.paragraphs = choice(
                value,
                &[("indent", Paragraphs::Indent), ("space", Paragraphs::Space)],
            )?;
            Ok(())
        },
    },
    Setting {
        name: "align",
        values: "\"ragged\" or \"justified\"",
        default: "\"ragged\"",
        help: "Where lines of text end: where the words allow, or all at the right edge.",
        set: |config, value| {
            config.align = choice(value, &Align::ALL)?;
            Ok(())
        },
    },
    Setting {
        name: "hyphenate",
        values: "true or false",
        default: "true",
        help: "Whether words are divided at the ends of lines, by the rules of their language, where that spares a wide gap.",
        set: |config, value| {
            config.hyphenate = switch(value)?;
            Ok(())
        },
    },
    Setting {
        name: "line_spacing",
        values: "1 or 2",
        default: "1",
        help: "Rows from one line of text to the next.",
        set: |config, value| {
            config.line_spacing = u16::try_from(number(value, 1..=2)?).unwrap_or(1);
            Ok(())
        },
    },
    Setting {
        name: "columns",
        values: "\"auto\", \"one\" or \"two\"",
        default: "\"auto\"",
        help: "How many columns of text stand side by side. \"auto\" makes two where both can be as wide as the measure.",
        set: |config, value| {
            config.columns = choice(value, &Columns::ALL)?;
            Ok(())
        },
    },
    Setting {
        name: "margin",
        values: "a number from 0 to 16",
        default: "1",
        help: "Columns left empty at each side of the text at the least; a fourth of them are rows left empty above and below it.",
        set: |config, value| {
            config.margin = u16::try_from(number(value, 0..=16)?).unwrap_or(1);
            Ok(())
        },
    },
    Setting {
        name: "sort",
        values: "\"printed\", \"title\" or \"length\"",
        default: "\"printed\"",
        help: "By what the article list is sorted: date of publication, title, or number of words.",
        set: |config, value| {
            config.sort = choice(
                value,
                &[
                    ("printed", Sort::Printed),
                    ("title", Sort::Title),
                    ("length", Sort::Length),
                ],
            )?;
            Ok(())
        },
    },
    Setting {
        name: "descending",
        values: "true or false",
        default: "true",
        help: "Whether the list begins with the newest, the last or the longest.",
        set: |config, value| {
            config.order = if switch(value)? {
                Order::Descending
            } else {
                Order::Ascending
            };
            Ok(())
        },
    },
    Setting {
        name: "group_by_year",
        values: "true or false",
        default: "false",
        help: "Whether a list sorted by date has a heading for each year.",
        set: |config, value| {
            config.group_by_year = switch(value)?;
            Ok(())
        },
    },
    Setting {
        name: "copies",
        values: "\"once\" or \"all\"",
        default: "\"once\"",
        help: "How often an article is listed that lies in the archive under several paths. It is one where title, text, source and day are the same.",
        set: |config, value| {
            config.copies = choice(value, &[("once", Copies::Once), ("all", Copies::All)])?;
            Ok(())
        },
    },
    Setting {
        name: "timeline_zoom",
        values: "\"auto\", \"decade\", \"year\", \"month\", \"week\" or \"day\"",
        default: "\"auto\"",
        help: "How much time a column of the timeline is at the start. \"auto\" takes the finest that shows the whole archive.",
        set: |config, value| {
            config.zoom = choice(
                value,
                &[
                    ("auto", Zoom::Auto),
                    ("decade", Zoom::Decade),
                    ("year", Zoom::Year),
                    ("month", Zoom::Month),
                    ("week", Zoom::Week),
                    ("day", Zoom::Day),
                ],
            )?;
            Ok(())
        },
    },
    Setting {
        name: "timeline_bars",
        values: "\"block\", \"braille\" or \"ascii\"",
        default: "\"block\"",
        help: "Of what the bars of the timeline are made.",
        set: |config, value| {
            config.glyphs = choice(value, &Glyphs::ALL)?;
            Ok(())
        },
    },
    Setting {
        name: "follow",
        values: "true or false",
        default: "true",
        help: "Whether the timeline follows the reading.",
        set: |config, value| {
            config.follow = switch(value)?;
            Ok(())
        },
    },
    Setting {
        name: "ascii",
        values: "\"auto\", \"always\" or \"never\"",
        default: "\"auto\"",
        help: "Whether lines and bars are drawn in ASCII. \"auto\" does so where the locale is not UTF-8.",
        set: |config, value| {
            config.ascii = choice(
                value,
                &[
                    ("auto", Ascii::Auto),
                    ("always", Ascii::Always),
                    ("never", Ascii::Never),
                ],
            )?;
            Ok(())
        },
    },
    Setting {
        name: "reader_delay_ms",
        values: "a number from 0 to 1000",
        default: "30",
        help: "How long the list must rest on an article before the reader shows it, in milliseconds.",
        set: |config, value| {
            let milliseconds = number(value, DELAY)?;
            config.reader_delay = Duration::from_millis(milliseconds.unsigned_abs());
            Ok(())
        },
    },
    Setting {
        name: "panes",
        values: "\"auto\", \"beside\" or \"stacked\"",
        default: "\"auto\"",
        help: "Whether list and reader stand beside each other, or one below the other. \"auto\" stacks them where the line is slow: whole rows can be scrolled by the terminal itself.",
        set: |config, value| {
            config.panes = choice(
                value,
                &[
                    ("auto", Panes::Auto),
                    ("beside", Panes::Beside),
                    ("stacked", Panes::Stacked),
                ],
            )?;
            Ok(())
        },
    },
    Setting {
        name: "citation",
        values: "\"plain\", \"markdown\", \"bibtex\", \"csl-json\" or \"ris\"",
        default: "\"plain\"",
        help: "In which form a copied passage is cited.",
        set: |config, value| {
            config.citation = choice(value, &Style::ALL.map(|style| (style.name(), style)))?;
            Ok(())
        },
    },
];

/// The setting of this name.
pub(super) fn named(name: &str) -> Option<&'static Setting> {
    all().find(|setting| setting.name == name)
}

/// Whether settings have names in a table of this name.
pub(super) fn is_table(name: &str) -> bool {
    all().any(|setting| {
        setting
            .name
            .split_once('.')
            .is_some_and(|(table, _)| table == name)
    })
}

/// What to say of a name that no setting has.
pub(super) fn unknown(name: &str) -> String {
    let known: Vec<_> = all().map(|setting| setting.name).chain(["keys"]).collect();
    format!("no such setting{}", advice(name, &known))
}

/// The keymaps that can be chosen: the table's own, and the presets.
#[must_use]
pub fn preset_names() -> Vec<&'static str> {
    let files = assets::under("keymaps").filter_map(|(name, _)| stem(name));
    std::iter::once("default").chain(files).collect()
}

/// `x` of `folder/x.toml`.
pub(super) fn stem(asset: &'static str) -> Option<&'static str> {
    asset.rsplit('/').next()?.strip_suffix(".toml")
}

fn text(value: &Value) -> Result<&str, String> {
    match value {
        Value::Text(text) => Ok(text),
        other => Err(format!("wants a text in quotes, not {}", shown(other))),
    }
}

fn switch(value: &Value) -> Result<bool, String> {
    match value {
        Value::Switch(on) => Ok(*on),
        other => Err(format!("wants true or false, not {}", shown(other))),
    }
}

pub(super) fn number(value: &Value, range: std::ops::RangeInclusive<i64>) -> Result<i64, String> {
    match value {
        Value::Number(number) if range.contains(number) => Ok(*number),
        other => Err(format!(
            "wants a number from {} to {}, not {}",
            range.start(),
            range.end(),
            shown(other)
        )),
    }
}

pub(super) fn choice<T: Copy>(value: &Value, choices: &[(&str, T)]) -> Result<T, String> {
    let word = text(value)?;
    let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    choices
        .iter()
        .find(|(name, _)| *name == word)
        .map(|&(_, choice)| choice)
        .ok_or_else(|| format!("{word:?} is no choice{}", advice(word, &known)))
}

pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        Value::Number(number) => number.to_string(),
        Value::Switch(on) => on.to_string(),
        Value::List(texts) => format!("{texts:?}"),
    }
}
