//! Lines above or below a headline that name a thing and its value
//! ("Source: The Times"), and lines that name an author. Knows no layout.

use super::labels;

/// What a labelled line gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Date,
    Source,
    Author,
    Url,
    Language,
    /// Known, and of no use to a reader: section, place, number.
    Other,
}

/// A labelled line: the field and its value, which may be empty.
pub fn field(line: &str) -> Option<(Field, &str)> {
    const LONGEST_LABEL: usize = 40;
    let (label, value) = line.split_once([':', '：'])?;
    if label.len() > LONGEST_LABEL {
        return None;
    }
    let label = label
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let field = match labels::key(&label)? {
        "title" => Field::Title,
        "date" => Field::Date,
        "source" => Field::Source,
        "author" => Field::Author,
        "url" => Field::Url,
        "language" => Field::Language,
        _ => Field::Other,
    };
    let is_edge = |c: char| c.is_whitespace() || c == '*';
    Some((field, value.trim_matches(is_edge)))
}

/// The author that a line names: "By Jane Doe", "Von Max Muster". At most
/// five words, each a name or a small word between two.
pub fn byline(line: &str) -> Option<&str> {
    const PREFIXES: [&str; 9] = [
        "By ",
        "BY ",
        "by ",
        "Von ",
        "Par ",
        "Por ",
        "Di ",
        "Автор ",
        "Автор: ",
    ];
    let name = PREFIXES
        .iter()
        .find_map(|prefix| line.strip_prefix(prefix))?
        .trim();
    let is_part = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                word,
                "and" | "und" | "et" | "y" | "e" | "de" | "van" | "von" | "и" | "&"
            )
    };
    let is_name = name.split_whitespace().all(is_part) && name.starts_with(char::is_uppercase);
    let is_short = name.split_whitespace().count() <= 8 && name.len() <= 120;
    (is_name && is_short && !name.ends_with(['.', '?', '!', ':'])).then_some(name)
}
