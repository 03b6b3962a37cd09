//! The layout of a plain-text article: what is headline, date line, body and
//! footer. Works on lines alone; what the parts mean for the article is
//! decided in `plain`.

use super::agency::{Opening, opening};
use super::date_line::{DateLine, date_line};
use super::footer::footer;
use super::head::{Head, head};
use super::lexicon::NumberOrder;
use super::lines::{Line, lines};
use super::paragraphs::{Setting, paragraphs};

/// The parts of an article.
#[derive(Debug)]
pub struct Layout<'a> {
    /// What stands above the body.
    pub head: Head<'a>,
    /// The opening of the body's first paragraph, if a dispatch begins there.
    pub opening: Option<Opening<'a>>,
    /// The paragraphs, separated by one empty line.
    pub body: Box<str>,
    /// A date line below the body.
    pub end_date: Option<DateLine<'a>>,
    /// The lines below the body, and why the first is no body.
    pub footer: Option<(String, &'static str)>,
}

/// The parts of a text; `None` if there is nothing but white space.
pub fn layout(text: &str, order: NumberOrder) -> Option<Layout<'_>> {
    let mut lines = lines(text);
    if lines.is_empty() {
        return None;
    }
    let head = head(&lines, Setting::of(&lines), order);
    if let Some(at) = head.date_at {
        lines.remove(at);
    }
    let body = &lines[head.lines..];
    let tail = tail(body, head.date.is_some(), order);
    let body = &body[..body.len() - tail.lines];
    Some(Layout {
        opening: body.first().and_then(|line| opening(line.text, order)),
        body: paragraphs(body),
        end_date: tail.date,
        footer: tail.footer,
        head,
    })
}

/// What stands below a body.
#[derive(Debug, Default)]
struct Tail<'a> {
    /// How many lines.
    lines: usize,
    date: Option<DateLine<'a>>,
    /// The lines of the footer, and why the first is no body.
    footer: Option<(String, &'static str)>,
}

/// Reads the end of `body`: a footer, and if the article has no date yet a
/// date line above or below it.
fn tail<'a>(body: &[Line<'a>], is_dated: bool, order: NumberOrder) -> Tail<'a> {
    let mut tail = Tail::default();
    tail.take_footer(body);
    if !is_dated && tail.take_date(body, order) {
        tail.take_footer(body);
    }
    tail
}

impl<'a> Tail<'a> {
    fn take_footer(&mut self, body: &[Line<'a>]) {
        let rest = &body[..body.len() - self.lines];
        let Some((count, reason)) = footer(rest) else {
            return;
        };
        let taken = rest[rest.len() - count..].iter().map(|line| line.text);
        let below = self.footer.as_ref().map(|(text, _)| text.as_str());
        let text = taken.chain(below).collect::<Vec<_>>().join("\n");
        self.footer = Some((text, reason));
        self.lines += count;
    }

    fn take_date(&mut self, body: &[Line<'a>], order: NumberOrder) -> bool {
        let last = body[..body.len() - self.lines].last();
        self.date = last
            .and_then(|line| date_line(line.text, order))
            .filter(|line| line.date.year.is_some());
        self.lines += usize::from(self.date.is_some());
        self.date.is_some()
    }
}
