//! BibTeX and biblatex: one entry that both read.

use std::fmt::Write;

use super::{Citation, line};
use crate::{model::Day, text::web_address};

/// The names of the months that every style of BibTeX defines.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// An `@article` of what printed it, else a `@misc`. Names and headlines stand
/// in braces twice: they are to be printed as they are, not taken apart.
pub(super) fn entry(citation: &Citation, key: &str) -> String {
    let kind = match citation.source {
        Some(_) => "article",
        None => "misc",
    };
    let mut entry = format!("@{kind}{{{key},\n");
    let mut field = |name: &str, value: String| {
        let _ = writeln!(entry, "  {name} = {value},");
    };
    let literal = |text: &str| format!("{{{{{}}}}}", escaped(&line(text)));
    field("title", literal(citation.title));
    if let Some(author) = citation.author {
        field("author", literal(author));
    }
    if let Some(source) = citation.source {
        field("journal", literal(source));
    }
    if let Some(day) = citation.day {
        // biblatex reads the first, BibTeX the others.
        field("date", format!("{{{day}}}"));
        field("year", format!("{{{}}}", day.year()));
        field("month", month(day).to_owned());
    }
    match citation.url.and_then(web_address) {
        Some(address) => field("url", format!("{{{address}}}")),
        None => {
            let place = line(citation.url.unwrap_or(citation.path));
            field("howpublished", format!("{{{}}}", escaped(&place)));
        }
    }
    if let Some(lang) = citation.lang {
        field("langid", format!("{{{}}}", escaped(&line(lang))));
    }
    field("note", format!("{{{}}}", escaped(&citation.remarks())));
    if citation.passage.is_some() {
        let passage: Vec<String> = citation.passage_lines().collect();
        let passage = escaped(&passage.join("\n"));
        field("annote", format!("{{{passage}}}"));
    }
    entry.push_str("}\n");
    entry
}

fn month(day: Day) -> &'static str {
    MONTHS[usize::from(day.month().unsigned_abs() - 1) % 12]
}

/// A text so that TeX prints it as it stands. Braces are named, for BibTeX
/// counts them even behind a backslash; what TeX would join to a dash or a
/// quotation mark is kept apart.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        if matches!(
            (last, c),
            ('-', '-')
                | ('`', '`')
                | ('\'', '\'')
                | (',', ',')
                | ('<', '<')
                | ('>', '>')
                | ('?' | '!', '`')
        ) {
            escaped.push_str("{}");
        }
        last = c;
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '$' | '&' | '#' | '_' | '%' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}
