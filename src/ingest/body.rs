//! Builds a body out of the blocks and runs of words of a mark-up language:
//! paragraphs separated by one empty line, lines where a break means
//! something, and what the language says of parts of it. White space counts
//! as HTML counts it.

use crate::model::{Markup, MarkupKind, Span};

/// A body as an article holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub text: String,
    pub markup: Vec<Markup>,
}

/// What stands between the last words and the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// Takes the pieces of a document in their order.
#[derive(Debug, Default)]
pub struct Builder {
    body: Body,
    gap: Gap,
    /// What is open, and where its first words stand once there are some.
    open: Vec<(MarkupKind, Option<usize>)>,
    /// The lists that are open: the number of the next item, if they count.
    lists: Vec<Option<u64>>,
    /// The sign of an item whose words have not come yet.
    sign: Option<String>,
    verbatim: usize,
}

impl Builder {
    /// Words, in which runs of white space are one blank; inside
    /// [`Builder::verbatim`] they stay as they are.
    pub fn words(&mut self, text: &str) {
        if self.verbatim > 0 {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.line();
                }
                let line = line.trim_end();
                if !line.is_empty() {
                    self.begin();
                    self.body.text.push_str(line);
                }
            }
            return;
        }
        let is_blank = |c: char| c.is_ascii_whitespace();
        if text.starts_with(is_blank) {
            self.space();
        }
        let mut words = text
            .split(is_blank)
            .filter(|word| !word.is_empty())
            .peekable();
        while let Some(word) = words.next() {
            self.begin();
            self.body.text.push_str(word);
            if words.peek().is_some() || text.ends_with(is_blank) {
                self.space();
            }
        }
    }

    /// A blank between words.
    pub fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// A line break; a second one ends the paragraph.
    pub fn line(&mut self) {
        self.gap = if self.gap >= Gap::Line && self.verbatim == 0 {
            Gap::Paragraph
        } else {
            self.gap.max(Gap::Line)
        };
    }

    /// The line ends here, if anything stands in it.
    pub fn end_line(&mut self) {
        self.gap = self.gap.max(Gap::Line);
    }

    /// The paragraph ends here.
    pub fn block(&mut self) {
        self.gap = Gap::Paragraph;
    }

    /// A part begins: words in it, or a block, which ends the paragraph.
    pub fn open(&mut self, kind: MarkupKind) {
        if kind.is_block() {
            self.block();
        }
        self.verbatim += usize::from(kind == MarkupKind::Preformatted);
        self.open.push((kind, None));
    }

    /// The part that was opened last ends.
    pub fn close(&mut self) {
        let Some((kind, start)) = self.open.pop() else {
            return;
        };
        self.verbatim -= usize::from(kind == MarkupKind::Preformatted);
        let is_block = kind.is_block();
        let end = self.body.text.len();
        if let Some(start) = start.filter(|start| *start < end) {
            self.body.markup.push(Markup {
                span: span(start, end),
                kind,
            });
        }
        if is_block {
            self.block();
        }
    }

    /// A list begins; `first` is the number of its first item, if it counts.
    pub fn open_list(&mut self, first: Option<u64>) {
        if self.lists.is_empty() {
            self.block();
        } else {
            self.end_line();
        }
        self.lists.push(first);
    }

    /// The list ends.
    pub fn close_list(&mut self) {
        self.lists.pop();
        if self.lists.is_empty() {
            self.block();
        } else {
            self.end_line();
        }
    }

    /// An item of a list begins.
    pub fn open_item(&mut self) {
        let depth = self.lists.len().saturating_sub(1);
        self.end_line();
        self.sign = Some(match self.lists.last_mut() {
            Some(Some(number)) => {
                let sign = format!("{number}. ");
                *number = number.saturating_add(1);
                sign
            }
            _ => "• ".to_owned(),
        });
        let depth = u8::try_from(depth).unwrap_or(u8::MAX);
        self.open.push((MarkupKind::Item(depth), None));
    }

    /// The item ends. What lists lie in it are items of their own: it ends
    /// with its first line.
    pub fn close_item(&mut self) {
        self.sign = None;
        let Some((kind, start)) = self.open.pop() else {
            return;
        };
        if let Some(start) = start {
            let rest = &self.body.text[start..];
            let end = start + rest.find('\n').unwrap_or(rest.len());
            self.body.markup.push(Markup {
                span: span(start, end),
                kind,
            });
        }
        self.end_line();
    }

    /// Writes what stands before the next words, and begins what is open.
    fn begin(&mut self) {
        if !self.body.text.is_empty() {
            self.body.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
        let start = self.body.text.len();
        for (_, begun) in &mut self.open {
            begun.get_or_insert(start);
        }
        if let Some(sign) = self.sign.take() {
            self.body.text.push_str(&sign);
        }
    }

    /// The body, its markup in the order of the text, what encloses first.
    pub fn finish(mut self) -> Body {
        while !self.open.is_empty() {
            self.close();
        }
        let order = |markup: &Markup| (markup.span.start, std::cmp::Reverse(markup.span.end));
        self.body.markup.sort_by_key(order);
        self.body
    }
}

impl Body {
    /// The heading that the body begins with.
    pub fn heading(&self) -> Option<&str> {
        let first = self.markup.first()?;
        let is_heading = matches!(first.kind, MarkupKind::Heading(_)) && first.span.start == 0;
        is_heading.then(|| &self.text[first.span.range()])
    }

    /// Cuts off the heading that the body begins with.
    pub fn cut_heading(&mut self) -> Option<String> {
        let heading = self.heading()?.to_owned();
        let rest = self.text[heading.len()..].trim_start_matches('\n');
        let cut = self.text.len() - rest.len();
        self.text.drain(..cut);
        self.markup
            .retain(|markup| markup.span.range().start >= cut);
        for markup in &mut self.markup {
            let range = markup.span.range();
            markup.span = span(range.start - cut, range.end - cut);
        }
        Some(heading)
    }
}

/// A span of bytes. No body reaches 4 GiB: a document is bounded below that.
fn span(start: usize, end: usize) -> Span {
    let byte = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        start: byte(start),
        end: byte(end),
    }
}
