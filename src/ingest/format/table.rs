//! CSV and TSV with a header: every row is an article, its columns named as
//! the fields of JSON are.

use super::Source;
use crate::ingest::decode::{Decoded, decode};
use crate::ingest::fields::Part;
use crate::ingest::intake::{Flow, Intake};
use crate::ingest::record::Record;

/// What may stand between two columns.
const DELIMITERS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// Whether the first line names at least three parts of an article, one of
/// them a text or a title, and the second has as many columns.
pub fn is(source: &Source) -> bool {
    let opening = String::from_utf8_lossy(source.opening(16 << 10)).into_owned();
    let mut lines = opening.lines();
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return false;
    };
    let delimiter = delimiter(first);
    let names = first
        .split(char::from(delimiter))
        .map(|name| name.trim_matches('"'));
    let fields = crate::ingest::Fields::default();
    let parts: Vec<Part> = names
        .filter_map(|name| Some(fields.part(name)?.0))
        .collect();
    parts.len() >= 3
        && parts
            .iter()
            .any(|part| matches!(part, Part::Text | Part::Title))
        && second.matches(char::from(delimiter)).count() + 1 >= parts.len()
}

/// Reads every row.
pub fn read(source: &Source, intake: &mut Intake) -> Flow {
    let Some(Decoded { text, encoding }) = decode(source.bytes) else {
        intake.unread(&source.path, None, "no text in any encoding, not read");
        return intake.in_time();
    };
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter(text.lines().next().unwrap_or_default()))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = match rows.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            intake.unread(
                &source.path,
                Some(1),
                format!("no table: {error}; not read"),
            );
            return intake.in_time();
        }
    };
    let fields = &intake.options.fields;
    let is_known = |name: &str| {
        let part = fields.part(name).map(|(part, _)| part);
        matches!(part, Some(Part::Text | Part::Title | Part::Html))
    };
    if !header.iter().any(is_known) {
        let names = header.iter().take(12).collect::<Vec<_>>().join(", ");
        let message =
            format!("no column is named as a title or a text (there are: {names}), not read");
        intake.unread(&source.path, Some(1), message);
        return intake.in_time();
    }
    let mut row = csv::StringRecord::new();
    loop {
        match rows.read_record(&mut row) {
            Ok(false) => return intake.in_time(),
            Ok(true) => {}
            Err(error) => {
                let line = error.position().map(csv::Position::line);
                intake.unread(&source.path, line, format!("no row: {error}; not read"));
                intake.in_time()?;
                continue;
            }
        }
        let line = row.position().map(csv::Position::line);
        if row.len() != header.len() {
            let message = format!(
                "{} columns instead of {}, read as far as they go",
                row.len(),
                header.len()
            );
            intake.doubt(&source.path, line, message);
        }
        let values = header.iter().zip(row.iter());
        let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let record = Record {
            line,
            ..fields.record(values)
        };
        record.hand_on(source, encoding, intake)?;
    }
}

/// What stands between the columns of the header: the most frequent, the
/// first of the list where two are.
fn delimiter(header: &str) -> u8 {
    let count = |delimiter: &u8| header.bytes().filter(|byte| byte == delimiter).count();
    let most = DELIMITERS
        .iter()
        .rev()
        .max_by_key(|delimiter| count(delimiter));
    most.copied().unwrap_or(b',')
}
