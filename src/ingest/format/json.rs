//! JSON Lines, JSON, and values of JSON one after the other: every object
//! that has a title or a text is an article. Arrays are read element by
//! element, so that a long one need not fit in memory as a tree.

use serde::Deserialize as _;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::Source;
use crate::ingest::bounds::size;
use crate::ingest::decode::{Decoded, decode};
use crate::ingest::fields::{Fields, Part};
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::Record;
use crate::model::Encoding;

/// How deep the objects of an article may lie in a wrapping one.
const DEEPEST: usize = 3;

/// Whether the content is an object or an array of objects.
pub fn is(source: &Source) -> bool {
    let opening = source.opening(200);
    let after = |first: u8| Some(opening.strip_prefix(&[first])?.trim_ascii_start());
    let is_object = |text: &[u8]| matches!(text, [b'"' | b'}', ..] | []);
    match (after(b'{'), after(b'[')) {
        (Some(rest), _) => is_object(rest),
        (_, Some(rest)) => rest
            .strip_prefix(b"{")
            .is_some_and(|rest| is_object(rest.trim_ascii_start())),
        _ => false,
    }
}

/// Reads every object.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let Some(Decoded { text, encoding }) = decode(source.bytes) else {
        intake.unread(&source.path, None, "no text in any encoding, not read");
        return intake.in_time();
    };
    let mut file = File {
        source,
        encoding,
        intake,
        around: None,
    };
    if is_lines(source, &text) {
        file.lines(&text)
    } else {
        file.values(&text)
    }
}

/// Whether each line is a value of its own.
fn is_lines(source: &Source, text: &str) -> bool {
    if matches!(source.extension(), Some("jsonl" | "ndjson")) {
        return true;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    first.trim_start().starts_with('{')
        && lines.next().is_some()
        && serde_json::from_str::<IgnoredAny>(first).is_ok()
}

/// A file of JSON that is being read.
struct File<'f, 's, 'i> {
    source: &'f Source<'s>,
    encoding: Encoding,
    intake: &'f mut Intake<'i>,
    /// The title of the object around the present one.
    around: Option<String>,
}

impl File<'_, '_, '_> {
    fn lines(&mut self, text: &str) -> Flow {
        for (number, line) in (1..).zip(text.split('\n')) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            match serde_json::from_str::<Value>(line) {
                Ok(value) => self.value(value, Some(number))?,
                Err(error) => {
                    let message = format!(
                        "no JSON from column {}: {}; this line is not read",
                        error.column(),
                        said(&error)
                    );
                    self.intake.unread(&self.source.path, Some(number), message);
                }
            }
        }
        Flow::Continue(())
    }

    /// Values one after the other, mostly one.
    fn values(&mut self, text: &str) -> Flow {
        let most = self.intake.bounds().document_bytes;
        if text.len() as u64 > most && !text.trim_start().starts_with('[') {
            let message = format!(
                "one value of more than {} (bounds.document_mib), not read",
                size(most)
            );
            self.intake.unread(&self.source.path, None, message);
            return self.intake.in_time();
        }
        let mut values = serde_json::Deserializer::from_str(text);
        let mut flow = Flow::Continue(());
        while values.end().is_err() {
            let elements = Elements {
                file: self,
                flow: &mut flow,
            };
            let done = elements.deserialize(&mut values);
            flow?;
            if let Err(error) = done {
                let line = u64::try_from(error.line()).ok();
                let message = format!(
                    "no JSON from column {}: {}; what comes before is read",
                    error.column(),
                    said(&error)
                );
                self.intake.unread(&self.source.path, line, message);
                break;
            }
        }
        self.intake.in_time()
    }

    /// An object that is an article, or one around some.
    fn value(&mut self, value: Value, line: Option<u64>) -> Flow {
        self.nested(value, line, 0)
    }

    fn nested(&mut self, value: Value, line: Option<u64>, depth: usize) -> Flow {
        let map = match value {
            Value::Object(map) => map,
            Value::Array(values) if depth < DEEPEST => {
                for value in values {
                    self.nested(value, line, depth + 1)?;
                }
                return Flow::Continue(());
            }
            _ => {
                let message = "a value that is no object, not read";
                self.intake.unread(&self.source.path, line, message);
                return self.intake.in_time();
            }
        };
        let mut record = record(&map, &self.intake.options.fields, 0);
        let no_text = record.text.trim().is_empty();
        let holds_articles = |(name, value): (&String, &Value)| {
            is_list(value) && (no_text || LISTS.contains(&name.as_str()))
        };
        if depth < DEEPEST && map.iter().any(holds_articles) {
            // What is around articles has the name of who printed them.
            let outer = self.around.clone();
            self.around = record.title.take().or_else(|| outer.clone());
            for (name, value) in map {
                if holds_articles((&name, &value)) {
                    self.nested(value, line, depth + 1)?;
                }
            }
            self.around = outer;
            return Flow::Continue(());
        }
        record.source = record.source.or_else(|| self.around.clone());
        let record = Record { line, ..record };
        record.hand_on(self.source, self.encoding, self.intake)
    }
}

/// Under these names an object holds articles, whatever else it says: the
/// items of a JSON Feed, the answers of an interface.
const LISTS: [&str; 8] = [
    "items",
    "entries",
    "articles",
    "posts",
    "docs",
    "documents",
    "results",
    "stories",
];

fn is_list(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().any(Value::is_object),
        _ => false,
    }
}

/// What an error says, without the place, which stands beside it.
fn said(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let place = whole.rfind(" at line ").unwrap_or(whole.len());
    whole[..place].to_owned()
}

/// The parts of an article among the fields of an object, and where it has no
/// text among those of the objects in it.
fn record(map: &Map<String, Value>, fields: &Fields, depth: usize) -> Record {
    let pairs = map.iter().filter_map(|(name, value)| {
        let (part, _) = fields.part(name)?;
        let between = if part == Part::Text { "\n\n" } else { ", " };
        Some((name.clone(), text(value, between)?))
    });
    let inside = fields.paths().filter_map(|(part, path)| {
        let value = inside(map, path)?;
        let between = if part == Part::Text { "\n\n" } else { ", " };
        Some((path.to_owned(), text(value, between)?))
    });
    let mut record = fields.record(pairs.chain(inside));
    if record.text.is_empty() && depth < DEEPEST {
        let inner = map.values().filter_map(Value::as_object);
        for inner in inner.map(|inner| self::record(inner, fields, depth + 1)) {
            if !inner.text.is_empty() {
                record.fill(inner);
                break;
            }
        }
    }
    record
}

/// The value to which names separated by dots lead.
fn inside<'v>(map: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let mut names = path.split('.');
    let first = map.get(names.next()?)?;
    names.try_fold(first, |value, name| value.get(name))
}

/// A value as text: a string, a number, the name of an object, a list of
/// these.
fn text(value: &Value, between: &str) -> Option<String> {
    const NAMES: [&str; 7] = [
        "rendered", "name", "text", "value", "$date", "$oid", "#text",
    ];
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => {
            let texts: Vec<String> = values
                .iter()
                .filter_map(|value| text(value, between))
                .collect();
            (!texts.is_empty()).then(|| texts.join(between))
        }
        Value::Object(map) => NAMES
            .iter()
            .find_map(|name| map.get(*name))
            .and_then(|value| text(value, between)),
        Value::Null | Value::Bool(_) => None,
    }
}

/// The elements of an array one by one, anything else whole.
struct Elements<'e, 'f, 's, 'i> {
    file: &'e mut File<'f, 's, 'i>,
    flow: &'e mut Flow,
}

impl Elements<'_, '_, '_, '_> {
    fn take<E: serde::de::Error>(&mut self, value: Value) -> Result<(), E> {
        *self.flow = self.file.value(value, None);
        match self.flow {
            Flow::Continue(()) => Ok(()),
            Flow::Break(_) => Err(E::custom("stopped")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Elements<'_, '_, '_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, values: D) -> Result<(), D::Error> {
        values.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object or an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut values: A) -> Result<(), A::Error> {
        while let Some(value) = values.next_element::<Value>()? {
            self.take(value)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, values: A) -> Result<(), A::Error> {
        let value = Value::deserialize(serde::de::value::MapAccessDeserializer::new(values))?;
        self.take(value)
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        Err(E::custom("a text that is no object"))
    }
}
