//! A timeline as Markdown: years as headings, rows as items, the sentences
//! that prove them as quotes with their articles.

use std::fmt::Write as _;

use super::kept;
use crate::{
    text,
    timeline::{Lane, Row},
};

/// The rows as Markdown (CommonMark).
pub(super) fn markdown(rows: &[Row<'_>], lane: Lane) -> String {
    let mut out = String::new();
    let mut year = None;
    for row in rows {
        let first = row.days.start.year();
        if year.replace(first) != Some(first) {
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(
                out,
                "{gap}## {}\n",
                row.date
                    .split('-')
                    .next()
                    .map_or_else(String::new, |year| heading(first, year))
            );
        }
        item(&mut out, row, lane);
    }
    out
}

/// `2000`, and `44 BC`.
fn heading(year: i16, written: &str) -> String {
    if year > 0 && !written.is_empty() {
        format!("{year}")
    } else {
        format!("{} BC", 1 - i32::from(year))
    }
}

fn item(out: &mut String, row: &Row<'_>, lane: Lane) {
    let articles = match row.documents {
        1 => "1 article".to_owned(),
        count => format!("{count} articles"),
    };
    let anniversary = kept(&row.anniversaries, lane);
    let gap = if anniversary.is_empty() { "" } else { "; " };
    let _ = writeln!(
        out,
        "- **{}** {} ({articles}{gap}{anniversary})",
        escaped(&row.date),
        escaped(&row.label)
    );
    for sentence in &row.sentences {
        let proof = row
            .evidence
            .iter()
            .find(|proof| proof.sentence == *sentence);
        let source = proof.map_or_else(String::new, |proof| format!(" ({})", escaped(proof.id)));
        let _ = writeln!(out, "  > {}{source}\n", escaped(sentence));
    }
}

/// A text on one line, nothing of which means anything to Markdown.
fn escaped(content: &str) -> String {
    let words: Vec<&str> = content.split_whitespace().collect();
    let mut out = String::with_capacity(content.len());
    for c in text::clean(&words.join(" ")).chars() {
        // Signs that open an item or a heading do so only at the start of a
        // line, where no text stands here.
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_means_anything() {
        assert_eq!(escaped("a *b*\n<i>[c](d)"), "a \\*b\\* \\<i\\>\\[c\\](d)");
    }
}
