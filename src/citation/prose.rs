//! Citations for people: a line of text, and the same in Markdown.

use super::{Citation, line};
use crate::{model::long_date, text::web_address};

/// The passage as logical paragraphs, an empty line, and the citation:
/// `“Title”, Source, July 19, 2023 (date line), ¶ 2, path`.
pub(super) fn plain(citation: &Citation) -> String {
    let author = citation.author.map(line);
    let title = Some(format!("“{}”", line(citation.title)));
    let source = citation.source.map(line);
    let address = line(citation.url.unwrap_or(citation.path));
    let parts = [
        author,
        title,
        source,
        Some(day(citation)),
        citation.locator(),
        Some(address),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let cited = parts.join(", ");
    if citation.passage.is_none() {
        return format!("{cited}\n");
    }
    let passage: Vec<String> = citation.passage_lines().collect();
    format!("{}\n\n{cited}\n", passage.join("\n"))
}

/// The passage as a quotation, and the citation: title as a link where there
/// is an address, source in italics.
pub(super) fn markdown(citation: &Citation) -> String {
    let title = format!("“{}”", escaped(&line(citation.title)));
    let address = citation.url.and_then(web_address);
    let title = match &address {
        Some(address) => format!("[{title}](<{address}>)"),
        None => title,
    };
    let source = citation
        .source
        .map(|source| format!("*{}*", escaped(&line(source))));
    let place = address.is_none().then(|| {
        let place = citation.url.unwrap_or(citation.path);
        escaped(&line(place))
    });
    let parts = [
        citation.author.map(|author| escaped(&line(author))),
        Some(title),
        source,
        Some(day(citation)),
        citation.locator(),
        place,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let cited = parts.join(", ");
    match citation.passage {
        None => format!("{cited}\n"),
        Some(passage) => format!("{}\n— {cited}\n", quoted(passage)),
    }
}

/// A text as a quotation in Markdown, every line of it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let rows = text.trim().split('\n').map(|row| {
        let row = format!("> {}", escaped(&line(row)));
        row.trim_end().to_owned() + "\n"
    });
    rows.collect()
}

fn day(citation: &Citation) -> String {
    citation.day.map_or_else(
        || "undated".to_owned(),
        |day| format!("{} ({})", long_date(day), citation.provenance.name()),
    )
}

/// A line of text so that Markdown takes none of its signs for marks.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut begins = true;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let always = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '^'
        );
        // What is a mark at the beginning of a line alone: headings, items,
        // rules, and what makes a heading of the line above.
        let here = begins && matches!(c, '#' | '+' | '-' | '=' | ':');
        // `1.` and `1)` begin an item.
        let item = matches!(c, '.' | ')')
            && !begins
            && chars.peek().is_none_or(|c| c.is_whitespace())
            && escaped.trim_start().bytes().all(|b| b.is_ascii_digit());
        if always || here || item {
            escaped.push('\\');
        }
        escaped.push(c);
        begins = begins && c.is_whitespace();
    }
    escaped
}
