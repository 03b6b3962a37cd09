//! One plain-text document into an article: joins what the bytes, the layout
//! and the path say, and tells of every doubt.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::address::{first_site, site};
use super::agency::agency;
use super::date_string::Found;
use super::decode::{Decoded, decode};
use super::footer::source_of;
use super::language;
use super::layout::{Layout, layout};
use super::lexicon::number_order;
use super::name_date::{NameDate, name_date};
use super::sniff;
use crate::model::{
    Article, Confidence, Day, EncodingFrom, Footer, Printed, Problem, Provenance, Severity, Title,
    TitleFrom,
};

/// Reads one document.
///
/// `path` is the path as it will be shown; its names may date the article.
/// No article comes out of a document that is empty or no plain text; why is
/// in the problems.
#[must_use]
pub fn parse(bytes: &[u8], path: &str) -> (Option<Article>, Vec<Problem>) {
    document(bytes, path, path)
}

/// The same, where the names that count are not those that are shown.
pub fn document(bytes: &[u8], path: &str, name: &str) -> (Option<Article>, Vec<Problem>) {
    let mut doubts = Doubts {
        path,
        problems: Vec::new(),
    };
    if let Some(what) = sniff::other_format(bytes, name) {
        return doubts.unread(&format!("not plain text: looks like {what}, not read"));
    }
    let Some(Decoded { text, encoding }) = decode(bytes) else {
        return doubts.unread("not plain text: looks binary, not read");
    };
    if encoding.replaced > 0 {
        let (count, name) = (encoding.replaced, encoding.name);
        let sure = if encoding.from == EncodingFrom::Guess {
            "probably "
        } else {
            ""
        };
        doubts.add(format!(
            "{sure}{name}: {count} byte sequences have no meaning in it and are shown as \u{FFFD}"
        ));
    }
    let lang = language::guess(&text);
    let Some(layout) = layout(&text, number_order(lang)) else {
        return doubts.unread("empty, nothing to read");
    };
    let printed = printed(&layout, name, &mut doubts);
    let lang = layout.head.lang.or(lang).map(Into::into);
    let article = Article {
        id: digest(bytes),
        path: Arc::from(path),
        printed,
        lang,
        source: source(&layout).map(Into::into),
        author: layout.head.author.map(Into::into),
        url: layout.head.url.map(Into::into),
        footer: layout.footer.map(|(text, reason)| Footer {
            text: text.into(),
            reason,
        }),
        title: headline(layout.head.title, &layout.body, name),
        text: layout.body.into(),
        markup: Box::default(),
        encoding,
    };
    (Some(article), doubts.problems)
}

/// Collects what is wrong with one document.
struct Doubts<'a> {
    path: &'a str,
    problems: Vec<Problem>,
}

impl Doubts<'_> {
    fn push(&mut self, severity: Severity, message: String) {
        self.problems.push(Problem {
            severity,
            path: self.path.to_owned(),
            line: None,
            message,
        });
    }

    fn add(&mut self, message: String) {
        self.push(Severity::Doubt, message);
    }

    fn unread(mut self, message: &str) -> (Option<Article>, Vec<Problem>) {
        self.push(Severity::Unread, message.to_owned());
        (None, self.problems)
    }
}

/// The headline, else the first words, else the name of the file.
pub fn headline(found: Option<(String, TitleFrom)>, body: &str, path: &str) -> Title {
    let (text, from) = found.unwrap_or_else(|| {
        let words = first_words(body);
        if words.is_empty() {
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            (
                if stem.is_empty() { name } else { stem }.to_owned(),
                TitleFrom::FileName,
            )
        } else {
            (words, TitleFrom::FirstWords)
        }
    });
    Title {
        text: text.into(),
        from,
    }
}

/// The first words of a body, at most 70 characters, with an ellipsis where
/// more follows.
fn first_words(body: &str) -> String {
    const MOST: usize = 70;
    let paragraph = body.split('\n').next().unwrap_or_default();
    let Some((cut, _)) = paragraph.char_indices().nth(MOST) else {
        return paragraph.to_owned();
    };
    let head = &paragraph[..cut];
    // Without a space near the end (Chinese) the cut falls between characters.
    let words = head.rfind(char::is_whitespace).filter(|at| *at * 2 > cut);
    format!("{}…", head[..words.unwrap_or(cut)].trim_end())
}

/// Who printed it, by what says so most plainly.
fn source<'a>(layout: &'a Layout) -> Option<&'a str> {
    let footer = layout.footer.as_ref().map(|(text, _)| text.as_str());
    let end_date = layout.end_date.as_ref();
    let below = end_date.and_then(|line| {
        line.beside
            .iter()
            .find_map(|part| agency(part.text).or_else(|| is_strong(part).then_some(part.text)))
    });
    let named = footer.and_then(|text| text.lines().find_map(source_of));
    layout
        .head
        .source
        .or(below)
        .or(named.map(|name| site(name).unwrap_or(name)))
        .or(layout.opening.as_ref().and_then(|opening| opening.agency))
        .or_else(|| footer.and_then(first_site))
        .or_else(|| layout.head.url.and_then(site))
}

fn is_strong(part: &super::date_line::Beside) -> bool {
    part.set_off != super::date_line::SetOff::Weakly
}

/// When it was printed: date line, opening of the dispatch, names of the
/// path. The first that names an existing day wins; a missing year is taken
/// from the names, else from the copyright line.
fn printed(layout: &Layout, name: &str, doubts: &mut Doubts) -> Printed {
    let head = layout.head.date.as_ref();
    let provenance = match head {
        Some(date) if date.is_field => Provenance::Metadata,
        _ => Provenance::DateLine,
    };
    let lines = [
        head.map(|date| (date.line.date, date.line.raw, provenance)),
        layout
            .end_date
            .as_ref()
            .map(|line| (line.date, line.raw, Provenance::DateLine)),
        layout
            .opening
            .as_ref()
            .and_then(|o| o.date)
            .map(|(date, raw)| (date, raw, Provenance::DateLine)),
    ];
    let mut names = None;
    for (date, raw, provenance) in lines.into_iter().flatten() {
        let day = match date.year {
            Some(_) => date.on(None),
            None => without_year(
                date,
                raw,
                names.get_or_insert_with(|| name_date(name)),
                layout,
                doubts,
            ),
        };
        if let Some(day) = day {
            if date.ambiguous {
                doubts.add(format!(
                    "the date \"{raw}\" can be read in two ways, taken as {day}"
                ));
            }
            return Printed {
                day: Some(day),
                provenance,
                confidence: if date.ambiguous {
                    Confidence::Likely
                } else {
                    Confidence::Sure
                },
                raw: Some(raw.into()),
                rival: None,
            };
        }
        if date.year.is_some() {
            doubts.add(format!("the date \"{raw}\" does not exist, not taken"));
        }
    }
    match names.unwrap_or_else(|| name_date(name)).day {
        Some(named) => {
            if named.is_month {
                doubts.add(format!(
                    "the folder names {} give the month only, taken as its first day",
                    named.raw
                ));
            }
            Printed {
                day: Some(named.day),
                provenance: named.provenance,
                confidence: Confidence::of_name(named.is_month),
                raw: Some(named.raw.into()),
                rival: None,
            }
        }
        None => Printed::undated(),
    }
}

/// The day of a date that has no year: nearest to the day that the names
/// give, else in their year, else in the year of the copyright line.
fn without_year(
    date: Found,
    raw: &str,
    names: &NameDate,
    layout: &Layout,
    doubts: &mut Doubts,
) -> Option<Day> {
    if let Some(named) = names.day.as_ref().filter(|named| !named.is_month) {
        let year = named.day.year();
        let days = [year - 1, year, year + 1]
            .into_iter()
            .filter_map(|year| date.on(Some(year)));
        return days.min_by_key(|day| named.day.duration_until(*day).abs());
    }
    if let Some(year) = names.year {
        return date.on(Some(year));
    }
    let (footer, _) = layout.footer.as_ref()?;
    let year = footer
        .split(|c: char| !c.is_ascii_digit())
        .find_map(|run| {
            let year = run.parse::<i16>().ok()?;
            (run.len() == 4 && (1600..2200).contains(&year)).then_some(year)
        })?;
    let day = date.on(Some(year))?;
    doubts.add(format!(
        "the date \"{raw}\" has no year, taken as {day} by the year of the copyright line"
    ));
    Some(day)
}

/// A title on one line, with single spaces.
pub fn one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first 12 hexadecimal digits of the SHA-256 of the bytes.
fn digest(bytes: &[u8]) -> Box<str> {
    hexadecimal(&Sha256::digest(bytes))
}

/// The same of several texts, one after the other, with a NUL between.
pub fn hash(texts: &[&str]) -> Box<str> {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hexadecimal(&hash.finalize())
}

fn hexadecimal(hash: &[u8]) -> Box<str> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = hash.iter().take(6).flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect::<String>()
        .into()
}
