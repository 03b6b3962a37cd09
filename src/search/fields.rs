//! The fields of a query: names before a colon, and what may stand behind
//! each.

use super::{
    Duplicate, ParseError,
    parse::{Parser, is_quote},
    printed::{Days, month_day},
    query::{Node, Place, Standing},
    range::Range,
};
use crate::text::{Case, fold};

/// The names before a colon, with what may stand behind it.
pub const FIELDS: [(&str, &str); 13] = [
    ("title", "words in the title"),
    ("text", "words in the body"),
    ("source", "words in the name of the source"),
    ("note", "words in a note on it"),
    ("tag", "a tag of a note on it"),
    ("path", "a part of the path"),
    ("lang", "a language: en, ru, ko"),
    ("printed", "a day, month, year or range: 2019..2021"),
    ("happened", "a day, month, year or range that is told of"),
    ("onthisday", "a day of any year: 07-19, july-19"),
    ("len", "how many words: >500, 100..200"),
    ("dup", "yes, first, later: another has the same text"),
    ("is", "undated, read, unread, starred"),
];

impl<'a> Parser<'a> {
    /// Takes `name:` with something right behind it.
    pub fn field(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_alphabetic())?;
        let behind = rest[length..].strip_prefix(':')?;
        if length == 0 || behind.is_empty() || behind.starts_with(char::is_whitespace) {
            return None;
        }
        self.at += length + 1;
        Some(&rest[..length])
    }

    pub fn within_field(&mut self, field: &str, at: usize) -> Result<Node, ParseError> {
        let place = match field.to_ascii_lowercase().as_str() {
            "title" => Place::Title,
            "text" => Place::Text,
            "source" => Place::Source,
            "note" => Place::Note,
            "tag" => return self.value(tag),
            "dup" => return self.value(duplicate),
            "printed" => return self.value(|days| Days::parse(days).map(Node::Printed)),
            "happened" => return self.value(|days| Days::parse(days).map(Node::Happened)),
            "onthisday" => {
                return self.value(|day| {
                    let (month, day) = month_day(day)?;
                    Ok(Node::OnThisDay(month, day))
                });
            }
            "len" => return self.value(|range| Range::parse(range).map(Node::Length)),
            "is" => return self.value(standing),
            "path" => return self.value(|path| Ok(Node::Path(fold(path, Case::Ignored)))),
            "lang" => return self.value(|code| Ok(Node::Lang(code.to_lowercase()))),
            _ => {
                let meant = nearest(field);
                return Err(self.error(at, format!("there is no field `{field}:`; {meant}")));
            }
        };
        let value = self.at;
        match self.rest().chars().next() {
            Some('(') => self.group(place),
            Some('/') => self.pattern(place),
            Some(open) if is_quote(open) => self.quoted(place, open),
            _ => {
                let word = self.word();
                self.words(place, word, value)
            }
        }
    }

    /// What stands behind a field that is no text: one word, or a quotation.
    fn value(
        &mut self,
        read: impl FnOnce(&str) -> Result<Node, String>,
    ) -> Result<Node, ParseError> {
        let at = self.at;
        let open = self.rest().chars().next().filter(|&c| is_quote(c));
        let value = match open {
            Some(open) => {
                self.at += open.len_utf8();
                let length = self.rest().find(is_quote).unwrap_or(self.rest().len());
                let value = &self.rest()[..length];
                self.at += length;
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                value
            }
            None => self.word(),
        };
        read(value).map_err(|wrong| self.error(at, wrong))
    }
}

fn tag(value: &str) -> Result<Node, String> {
    let plain = value.trim_end_matches('*');
    if plain.is_empty() {
        return Err("`tag:` wants the name of a tag: `tag:flood`, `tag:fl*`".to_owned());
    }
    Ok(Node::Tag(
        fold(plain, Case::Ignored),
        plain.len() < value.len(),
    ))
}

fn duplicate(value: &str) -> Result<Node, String> {
    let known = Duplicate::ALL.iter().find(|(name, _)| *name == value);
    known.map(|(_, which)| Node::Dup(*which)).ok_or_else(|| {
        format!("`dup:{value}` is not known; there are `dup:yes` `dup:first` `dup:later`")
    })
}

fn standing(value: &str) -> Result<Node, String> {
    let known = Standing::ALL.into_iter().find(|(name, _)| *name == value);
    known
        .map(|(_, standing)| Node::Is(standing))
        .ok_or_else(|| {
            let names = Standing::ALL.map(|(name, _)| format!("`is:{name}`"));
            format!("`is:{value}` is not known; there are {}", names.join(" "))
        })
}

/// What could be meant by a field that there is not.
fn nearest(field: &str) -> String {
    let near = FIELDS
        .iter()
        .map(|(known, _)| {
            (
                strsim::levenshtein(&field.to_ascii_lowercase(), known),
                known,
            )
        })
        .filter(|&(distance, _)| distance <= 2)
        .min();
    match near {
        Some((_, known)) => format!("is `{known}:` meant?"),
        None => format!(
            "fields are {}; put the word in quotation marks to look for it",
            FIELDS.map(|(field, _)| format!("`{field}:`")).join(" ")
        ),
    }
}
