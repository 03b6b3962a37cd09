//! A timeline as a calendar (iCalendar, RFC 5545): one whole-day entry for
//! each row, for the calendar that a person has anyway.
//!
//! Written here because it is forty lines: the crates for it bring a calendar
//! library of their own. A parser that is not ours reads it in the tests.

use std::fmt::Write as _;

use jiff::ToSpan;
use sha2::{Digest as _, Sha256};

use crate::{
    model::Day,
    text,
    timeline::{Lane, Row},
};

/// Bytes of a line without its end, at most.
const LINE: usize = 75;

/// Bytes of the hash in the name of an entry.
const NAME: usize = 10;

/// When the entries were made, which RFC 5545 asks for: always the same, so
/// that the same archive gives the same calendar.
const STAMP: &str = "19700101T000000Z";

/// The calendar, and how many rows it cannot hold: it has years of four digits
/// from 1 on.
pub(super) fn calendar(rows: &[Row<'_>], lane: Lane) -> (String, usize) {
    let mut out = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        (
            "PRODID",
            concat!("-//dateline//", env!("CARGO_PKG_VERSION"), "//EN"),
        ),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", lane.name()),
    ] {
        line(&mut out, name, value);
    }
    let mut left_out = 0;
    for row in rows {
        if row.days.start.year() < 1 {
            left_out += 1;
        } else {
            entry(&mut out, row, lane);
        }
    }
    line(&mut out, "END", "VCALENDAR");
    (out, left_out)
}

fn entry(out: &mut String, row: &Row<'_>, lane: Lane) {
    let day = |day: Day| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &name(row));
    line(out, "DTSTAMP", STAMP);
    line(out, "DTSTART;VALUE=DATE", &day(row.days.start));
    // The end is the day after; without one an entry takes one day.
    if let Ok(end) = row.days.end.checked_add(1.day()) {
        line(out, "DTEND;VALUE=DATE", &day(end));
    }
    line(out, "SUMMARY", &escaped(&row.label));
    let mut told = String::new();
    for sentence in &row.sentences {
        let _ = writeln!(told, "{}\n", text::clean(sentence));
    }
    let mut ids: Vec<&str> = row.evidence.iter().map(|proof| proof.id).collect();
    ids.dedup();
    let _ = write!(told, "{}: {}", row.date, ids.join(", "));
    line(out, "DESCRIPTION", &escaped(&told));
    line(out, "CATEGORIES", lane.name());
    line(out, "TRANSP", "TRANSPARENT");
    line(out, "END", "VEVENT");
}

/// A name that the entry keeps as long as its date and what proves it first.
fn name(row: &Row<'_>) -> String {
    let mut hash = Sha256::new();
    hash.update(row.date.as_bytes());
    if let Some(first) = row.evidence.first() {
        hash.update(first.id.as_bytes());
        hash.update(first.start.to_le_bytes());
    }
    hash.update(row.label.as_bytes());
    let mut name = String::new();
    for byte in hash.finalize().iter().take(NAME) {
        let _ = write!(name, "{byte:02x}");
    }
    name + "@dateline"
}

/// Text as RFC 5545, 3.3.11 wants it.
fn escaped(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    for c in content.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded as RFC 5545, 3.1 wants it.
fn line(out: &mut String, name: &str, value: &str) {
    let whole = format!("{name}:{value}");
    let mut rest = whole.as_str();
    let mut room = LINE;
    while rest.len() > room {
        let end = text::floor_boundary(rest, room);
        out.push_str(&rest[..end]);
        out.push_str("\r\n ");
        rest = &rest[end..];
        // The blank counts.
        room = LINE - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, "SUMMARY", &"조로공동선언 ".repeat(20));
        for folded in out.trim_end().split("\r\n") {
            assert!(folded.len() <= LINE, "{folded}");
        }
        let whole = out.replace("\r\n ", "");
        assert_eq!(whole.matches("조로공동선언").count(), 20);
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(escaped("a;b,c\\d\ne\r\u{1b}"), "a\\;b\\,c\\\\d\\ne");
    }
}
