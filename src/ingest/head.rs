//! The head of a plain-text article: headline, date line, labelled lines,
//! author and address, in whatever order they stand above the body.

use super::address::{address, site};
use super::agency::{self, opening};
use super::date_line::{DateLine, SetOff, date_line};
use super::field::{Field, byline, field};
use super::lexicon::NumberOrder;
use super::lines::Line;
use super::paragraphs::{Setting, ends_sentence, joined};
use crate::model::TitleFrom;

/// A head has at most this many lines.
const MOST_LINES: usize = 16;
/// A headline has at most this many characters, and at most this many lines
/// where the text is hard-wrapped.
const LONGEST_TITLE: usize = 300;
const MOST_TITLE_LINES: usize = 4;
/// A line with a full stop is a headline up to this many characters.
const LONGEST_SENTENCE: usize = 80;
/// The date line stands at most this many lines below the headline.
const DATE_BELOW: usize = 3;

/// What the head of an article says.
#[derive(Clone, Debug, Default)]
pub struct Head<'a> {
    pub title: Option<(String, TitleFrom)>,
    /// The date line, or the value of a labelled line.
    pub date: Option<HeadDate<'a>>,
    pub source: Option<&'a str>,
    pub author: Option<&'a str>,
    pub url: Option<&'a str>,
    pub lang: Option<&'a str>,
    /// How many lines it takes up.
    pub lines: usize,
    /// A date line further down, with body lines between: by its place.
    pub date_at: Option<usize>,
}

/// A date of the head and what it was taken from.
#[derive(Clone, Debug)]
pub struct HeadDate<'a> {
    pub line: DateLine<'a>,
    pub is_field: bool,
}

/// Reads the head of `lines`.
pub fn head<'a>(lines: &[Line<'a>], setting: Setting, order: NumberOrder) -> Head<'a> {
    let mut reader = Reader {
        lines,
        setting,
        order,
        head: Head::default(),
    };
    let has_block = has_field_block(lines);
    while reader.head.lines < lines.len().min(MOST_LINES) && reader.step(has_block) {}
    if reader.head.date.is_none() {
        reader.date_below();
    }
    reader.head
}

/// Whether labelled lines open the text: one that says title, date or
/// address, or two of any kind.
fn has_field_block(lines: &[Line]) -> bool {
    let fields = || lines.iter().take(6).map_while(|line| field(line.text));
    let says_much = |field: Field| matches!(field, Field::Title | Field::Date | Field::Url);
    fields().any(|(field, _)| says_much(field)) || fields().count() >= 2
}

struct Reader<'a, 'l> {
    lines: &'l [Line<'a>],
    setting: Setting,
    order: NumberOrder,
    head: Head<'a>,
}

impl<'a> Reader<'a, '_> {
    /// Takes the next line into the head; false when it is body.
    fn step(&mut self, has_block: bool) -> bool {
        let at = self.head.lines;
        let text = self.lines[at].text;
        let is_taken = self.labelled(text, has_block) || self.address(text) || self.dated(at);
        let taken = match (&self.head.title, is_taken) {
            (_, true) => 1,
            (Some(_), false) => usize::from(self.authored(text)),
            (None, false) if self.is_author_above(at) => usize::from(self.authored(text)),
            (None, false) => self.headline(at),
        };
        self.head.lines += taken;
        taken > 0
    }

    /// A labelled line. Above the headline it needs others beside it; below,
    /// it must not be a sentence.
    fn labelled(&mut self, text: &'a str, has_block: bool) -> bool {
        let Some((field, value)) = field(text) else {
            return false;
        };
        let is_below = self.head.title.is_some();
        if !is_below && !has_block
            || is_below && (ends_sentence(value) || value.len() > LONGEST_TITLE)
        {
            return false;
        }
        match field {
            Field::Title if !is_below && !value.is_empty() => {
                self.head.title = Some((value.to_owned(), TitleFrom::Metadata));
                return true;
            }
            Field::Title => return false,
            Field::Date => {
                let Some(line) = date_line(value, self.order) else {
                    return false;
                };
                self.beside(&line);
                // Below a headline a labelled date is a date line like others.
                let is_field = !is_below || self.has_labelled_title();
                self.head.date.get_or_insert(HeadDate { line, is_field });
            }
            Field::Source => {
                self.head.source.get_or_insert(value);
            }
            Field::Author => {
                self.head.author.get_or_insert(value);
            }
            Field::Url if site(value).is_some() => {
                self.head.url.get_or_insert(value);
            }
            Field::Url => return false,
            Field::Language => {
                let is_code = value.len() <= 8 && value.is_ascii() && !value.is_empty();
                self.head.lang = self.head.lang.or(is_code.then_some(value));
            }
            Field::Other => return !is_below || has_block,
        }
        true
    }

    fn has_labelled_title(&self) -> bool {
        matches!(self.head.title, Some((_, TitleFrom::Metadata)))
    }

    fn address(&mut self, text: &'a str) -> bool {
        let found = address(text);
        self.head.url = self.head.url.or(found);
        found.is_some()
    }

    /// A date line. A second one below the first tells of an update.
    fn dated(&mut self, at: usize) -> bool {
        let Some(line) = date_line(self.lines[at].text, self.order) else {
            return false;
        };
        let first = self.head.title.is_none();
        if first && line.could_be_headline() && !self.is_place_above_headline(&line, at) {
            return false;
        }
        // "July 19" alone at the very top is as likely a headline.
        if first && line.date.year.is_none() && at + 1 == self.lines.len() {
            return false;
        }
        if self.head.date.is_some() {
            return line.beside.is_empty();
        }
        if self.is_part_of_title(at) {
            return true;
        }
        self.beside(&line);
        self.head.date = Some(HeadDate {
            line,
            is_field: false,
        });
        true
    }

    /// A date in square brackets between a headline and the date line counts
    /// the headline's pieces ("[Juche113.2.11.]") and belongs to it.
    fn is_part_of_title(&mut self, at: usize) -> bool {
        let text = self.lines[at].text;
        let is_bracketed = text.starts_with('[') && text.ends_with(']');
        let next = self.lines.get(at + 1).filter(|_| is_bracketed);
        let is_above_date = next.is_some_and(|next| {
            date_line(next.text, self.order).is_some_and(|line| line.date.year.is_some())
        });
        match &mut self.head.title {
            Some((title, _)) if is_above_date => {
                title.push(' ');
                title.push_str(text);
                true
            }
            _ => false,
        }
    }

    /// "Pyongyang, July 19, 2023" above a line that is a headline.
    fn is_place_above_headline(&self, line: &DateLine, at: usize) -> bool {
        let is_place = line
            .beside
            .iter()
            .all(|b| b.text.split_whitespace().count() == 1);
        let next = self.lines.get(at + 1);
        is_place
            && next.is_some_and(|next| next.text.len() < LONGEST_TITLE && !ends_sentence(next.text))
            && self.lines.len() > at + 2
    }

    /// Who printed or wrote it, where the date line says so.
    fn beside(&mut self, line: &DateLine<'a>) {
        for part in &line.beside {
            if let Some(author) = byline(part.text) {
                self.head.author.get_or_insert(author);
                continue;
            }
            let is_printer = part.set_off != SetOff::Weakly || agency::agency(part.text).is_some();
            if is_printer {
                self.head.source.get_or_insert(part.text);
            }
        }
    }

    /// An author above everything else: a name of two or three words that no
    /// date line follows, as it would follow a headline ("By Land and Sea").
    fn is_author_above(&self, at: usize) -> bool {
        let name = byline(self.lines[at].text);
        let is_name = name.is_some_and(|name| matches!(name.split(' ').count(), 2 | 3));
        is_name && at + 2 < self.lines.len() && !self.is_head(at + 1)
    }

    fn authored(&mut self, text: &'a str) -> bool {
        let found = byline(text);
        self.head.author = self.head.author.or(found);
        found.is_some()
    }

    /// The headline that begins at `at`: how many lines it has, 0 if there is
    /// none.
    fn headline(&mut self, at: usize) -> usize {
        let rest = &self.lines[at..];
        let mut count = 1;
        while count < rest.len()
            && self.setting.continues(&rest[count - 1], &rest[count])
            && !self.is_head(at + count)
        {
            count += 1;
            if count > MOST_TITLE_LINES {
                return 0;
            }
        }
        let title = joined(&rest[..count]);
        let marked = title.trim_start_matches('#');
        let is_marked = marked.len() < title.len() && marked.starts_with(' ');
        if !is_marked && !self.stands_apart(&title, rest[0].indent, at + count) {
            return 0;
        }
        let title = if is_marked {
            marked.trim().to_owned()
        } else {
            title
        };
        self.head.title = Some((title, TitleFrom::Headline));
        count
    }

    /// Whether a line (or several, joined) reads as a headline above what
    /// begins at `next`.
    fn stands_apart(&self, title: &str, indent: u16, next: usize) -> bool {
        let length = title.chars().take(LONGEST_TITLE + 1).count();
        if length > LONGEST_TITLE {
            return false;
        }
        if next < self.lines.len() && self.is_head(next) {
            return true;
        }
        if opening(title, self.order).is_some() {
            return false;
        }
        let Some(below) = self.lines.get(next) else {
            return true;
        };
        let is_sentence = title.ends_with(['.', '。', '．']) && !title.ends_with("...");
        let is_long =
            length > LONGEST_SENTENCE || title.contains(". ") || title.matches('。').count() > 1;
        if is_sentence && is_long {
            return false;
        }
        // Above a blank line, or a paragraph that is indented.
        below.blanks > 0
            || below.indent > indent
            || !is_sentence
            || below.text.len() > 2 * title.len()
    }

    /// Whether the line at `at` belongs to a head: a date or a label.
    fn is_head(&self, at: usize) -> bool {
        let text = self.lines[at].text;
        let is_date = || {
            date_line(text, self.order)
                .is_some_and(|line| line.date.year.is_some() || line.beside.is_empty())
        };
        let is_label = || {
            matches!(
                field(text),
                Some((Field::Date | Field::Source | Field::Author | Field::Url, _))
            )
        };
        is_date() || is_label() || byline(text).is_some()
    }

    /// Looks for a date line a little below the head, under a subtitle.
    fn date_below(&mut self) {
        let from = self.head.lines;
        for at in from..self.lines.len().min(from + DATE_BELOW) {
            let text = self.lines[at].text;
            if let Some(line) = date_line(text, self.order).filter(|line| line.date.year.is_some())
            {
                self.beside(&line);
                self.head.date = Some(HeadDate {
                    line,
                    is_field: false,
                });
                self.head.date_at = Some(at);
                return;
            }
            if ends_sentence(text) || text.len() > LONGEST_TITLE {
                return;
            }
        }
    }
}
