//! What was written: the settings and key lists of one file, each with its
//! line, before anything is known of their meaning.
//!
//! It reads a text, no file. It walks the parsed table itself instead of
//! deriving a struct, because that way one reading finds every mistake with
//! its line, not only the first.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Error, reading};
use crate::command::{Rebinding, Scope, nearest};

/// One file as it was written.
#[derive(Debug, Default)]
pub struct Raw {
    /// What the file is called in messages.
    pub file: String,
    /// `name = value` outside tables, in the order of the file.
    pub settings: Vec<Entry>,
    /// The lists of keys, in the order of the file.
    pub keys: Vec<Rebinding>,
    /// The lines of `keys`: of the command's name, then of each key.
    pub lines: Vec<(usize, Vec<usize>)>,
}

/// One setting as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// The line of its value, from 1; `None` from the command line.
    pub line: Option<usize>,
}

/// The kinds of values that a setting can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `"..."`
    Text(String),
    /// `72`
    Number(i64),
    /// `true` or `false`
    Switch(bool),
    /// `["...", "..."]`
    List(Vec<String>),
}

/// Reads the text of a file. What is wrong is left out and told.
#[must_use]
pub fn parse(file: &str, text: &str) -> (Raw, Vec<Error>) {
    let mut reading = Reading {
        breaks: text.match_indices('\n').map(|(at, _)| at).collect(),
        raw: Raw {
            file: file.to_owned(),
            ..Raw::default()
        },
        errors: Vec::new(),
    };
    let (table, broken) = DeTable::parse_recoverable(text);
    if broken.is_empty() {
        reading.document(table.get_ref());
    }
    for error in broken {
        let line = error.span().map(|span| reading.line(&span));
        // The parser's own sentences may go over several lines.
        let message = error.message().split_whitespace().collect::<Vec<_>>();
        reading.error(line, "", message.join(" "));
    }
    (reading.raw, reading.errors)
}

struct Reading {
    /// Where the line breaks are, in bytes.
    breaks: Vec<usize>,
    raw: Raw,
    errors: Vec<Error>,
}

impl Reading {
    fn document(&mut self, table: &DeTable<'_>) {
        for (name, value) in in_order(table) {
            let line = self.line(&name.span());
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("keys", DeValue::Table(scopes)) => self.scopes(scopes),
                ("keys", _) => self.error(Some(line), "keys", "wants tables: [keys.list]".into()),
                (name, DeValue::Table(entries)) if super::settings::is_table(name) => {
                    for (inner, value) in in_order(entries) {
                        let line = self.line(&inner.span());
                        let name = format!("{name}.{}", inner.get_ref());
                        self.setting(&name, value.get_ref(), line);
                    }
                }
                (name, _) if super::settings::is_table(name) => {
                    self.error(Some(line), name, format!("wants a table: [{name}]"));
                }
                (name, value) => self.setting(name, value, line),
            }
        }
    }

    fn setting(&mut self, name: &str, value: &DeValue<'_>, line: usize) {
        let value = match value {
            DeValue::String(text) => Value::Text(text.clone().into_owned()),
            DeValue::Boolean(switch) => Value::Switch(*switch),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Value::Number(number),
                    Err(_) => return self.error(Some(line), name, "too large a number".into()),
                }
            }
            DeValue::Array(list)
                if reading::takes_list(name) && list.iter().all(|item| item.get_ref().is_str()) =>
            {
                let texts = list.iter().filter_map(|item| item.get_ref().as_str());
                Value::List(texts.map(ToOwned::to_owned).collect())
            }
            other => {
                let message = match super::settings::named(name) {
                    Some(setting) => format!("wants {}, not {}", setting.values, kind(other)),
                    None => super::settings::unknown(name),
                };
                return self.error(Some(line), name, message);
            }
        };
        self.raw.settings.push(Entry {
            name: name.to_owned(),
            value,
            line: Some(line),
        });
    }

    fn scopes(&mut self, scopes: &DeTable<'_>) {
        for (name, commands) in in_order(scopes) {
            let line = self.line(&name.span());
            let name = name.get_ref().as_ref();
            let key = format!("keys.{name}");
            let scope = Scope::ALL.into_iter().find(|scope| scope.name() == name);
            match (scope, commands.get_ref()) {
                (Some(scope), DeValue::Table(commands)) => self.commands(scope, commands),
                (Some(_), other) => {
                    self.error(
                        Some(line),
                        &key,
                        format!("wants a table, not {}", kind(other)),
                    );
                }
                (None, _) => {
                    let known = Scope::ALL.map(Scope::name);
                    let message = format!("no such place for keys{}", advice(name, &known));
                    self.error(Some(line), &key, message);
                }
            }
        }
    }

    fn commands(&mut self, scope: Scope, commands: &DeTable<'_>) {
        for (name, keys) in in_order(commands) {
            let line = self.line(&name.span());
            let name = name.get_ref().as_ref();
            let key = format!("keys.{}.{name}", scope.name());
            let (mut written, mut lines) = (Vec::new(), Vec::new());
            let mut each = |reading: &mut Self, value: &DeValue<'_>, span| match value {
                DeValue::String(text) => {
                    written.push(text.clone().into_owned());
                    lines.push(reading.line(&span));
                }
                other => {
                    let message = format!("wants keys in quotes, not {}", kind(other));
                    reading.error(Some(reading.line(&span)), &key, message);
                }
            };
            match keys.get_ref() {
                DeValue::Array(list) => {
                    for item in list {
                        each(self, item.get_ref(), item.span());
                    }
                }
                // One key needs no brackets.
                one => each(self, one, keys.span()),
            }
            self.raw.keys.push(Rebinding {
                scope,
                name: name.to_owned(),
                keys: written,
            });
            self.raw.lines.push((line, lines));
        }
    }

    /// The line of a span, from 1.
    fn line(&self, span: &Range<usize>) -> usize {
        1 + self.breaks.partition_point(|&at| at < span.start)
    }

    fn error(&mut self, line: Option<usize>, key: &str, message: String) {
        self.errors.push(Error {
            file: self.raw.file.clone(),
            line,
            key: key.to_owned(),
            message,
        });
    }
}

/// The entries of a table in the order of the file; the parser sorts them by
/// name.
fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(
    &'t toml::Spanned<toml::de::DeString<'i>>,
    &'t toml::Spanned<DeValue<'i>>,
)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

/// `; did you mean "x"?`, or which names there are.
pub(super) fn advice(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(meant) => format!("; did you mean {meant:?}?"),
        None => format!("; there are: {}", known.join(", ")),
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
