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
    let (body, end_date, footer) = tail(body, head.date.is_some(), order);
    Some(Layout {
        opening: body.first().and_then(|line| opening(line.text, order)),
        body: paragraphs(body),
        end_date,
        footer,
        head,
    })
}

/// Takes footers, and one date line if the head has none, off the end.
fn tail<'l, 'a>(
    mut body: &'l [Line<'a>],
    is_dated: bool,
    order: NumberOrder,
) -> (
    &'l [Line<'a>],
    Option<DateLine<'a>>,
    Option<(String, &'static str)>,
) {
    let mut end_date = None;
    let mut below: Vec<&str> = Vec::new();
    let mut why = None;
    loop {
        if let Some((count, reason)) = footer(body) {
            let (rest, taken) = body.split_at(body.len() - count);
            below.extend(taken.iter().rev().map(|line| line.text));
            why = Some(reason);
            body = rest;
        } else if let Some((last, rest)) = body.split_last()
            && !is_dated
            && end_date.is_none()
            && let Some(line) = date_line(last.text, order)
            && line.date.year.is_some()
        {
            end_date = Some(line);
            body = rest;
        } else {
            below.reverse();
            let footer = why.map(|why| (below.join("\n"), why));
            return (body, end_date, footer);
        }
    }
}
