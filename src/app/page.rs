//! An article laid out in rows: what the reader scrolls through.

use std::fmt::Write;

use crate::{
    config::Paragraphs,
    model::{Article, Day},
    text::{self, Measure},
};

/// Columns by which a first line stands in.
const INDENT: usize = 3;

/// What decides the layout of an article, beside the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Columns of a line of text.
    pub columns: usize,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Whether the footer is shown.
    pub footer: bool,
    /// Whether the title stands above the text, because the frame cannot hold it.
    pub heading: bool,
}

/// One row of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Nothing.
    Blank,
    /// A line of the title: its bytes.
    Heading(u32, u32),
    /// The line about date, length and source.
    About,
    /// A line of the body.
    Text {
        /// The number of its paragraph, from 0.
        paragraph: u32,
        /// Its first byte in the body.
        start: u32,
        /// The byte after its last.
        end: u32,
        /// Columns by which it stands in.
        indent: u16,
    },
    /// A line of the footer: its bytes.
    Footer(u32, u32),
    /// The place where the footer is folded away.
    Folded,
}

/// The rows of one article.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// All rows.
    pub rows: Vec<Row>,
    /// The bytes of each paragraph in the body.
    pub paragraphs: Vec<(u32, u32)>,
    /// The line about date, length and source.
    pub about: String,
}

impl Page {
    /// Lays an article out.
    #[must_use]
    pub fn new(article: &Article, setting: Setting) -> Self {
        let mut page = Self {
            about: about(article),
            ..Self::default()
        };
        if setting.heading {
            let lines = text::wrap(
                &article.title.text,
                Measure {
                    columns: setting.columns,
                    indent: 0,
                },
            );
            page.rows
                .extend(lines.iter().map(|line| Row::Heading(line.start, line.end)));
        }
        page.rows.extend([Row::About, Row::Blank]);
        for (at, paragraph) in article.paragraphs() {
            page.paragraph(at, paragraph, setting);
        }
        if let Some(footer) = &article.footer {
            page.rows.push(Row::Blank);
            if setting.footer {
                for line in footer.text.split('\n') {
                    let at = offset(&footer.text, line);
                    let lines = text::wrap(
                        line,
                        Measure {
                            columns: setting.columns,
                            indent: 0,
                        },
                    );
                    page.rows.extend(
                        lines
                            .iter()
                            .map(|line| Row::Footer(at + line.start, at + line.end)),
                    );
                }
            } else {
                page.rows.push(Row::Folded);
            }
        }
        page
    }

    fn paragraph(&mut self, at: usize, paragraph: &str, setting: Setting) {
        let number = index(self.paragraphs.len());
        let indent = match setting.paragraphs {
            // A column so narrow that the indent would eat it goes without.
            Paragraphs::Indent if setting.columns >= 4 * INDENT => INDENT,
            _ => 0,
        };
        if number > 0 && setting.paragraphs == Paragraphs::Space {
            self.rows.push(Row::Blank);
        }
        self.paragraphs
            .push((index(at), index(at + paragraph.len())));
        let lines = text::wrap(
            paragraph,
            Measure {
                columns: setting.columns,
                indent,
            },
        );
        self.rows
            .extend(lines.iter().enumerate().map(|(line, bytes)| Row::Text {
                paragraph: number,
                start: index(at) + bytes.start,
                end: index(at) + bytes.end,
                indent: if line == 0 {
                    u16::try_from(indent).unwrap_or(0)
                } else {
                    0
                },
            }));
    }

    /// The row that shows a byte of the body: the last that starts at or before it.
    #[must_use]
    pub fn row_of(&self, byte: u32) -> usize {
        let mut found = 0;
        for (row, kind) in self.rows.iter().enumerate() {
            match kind {
                Row::Text { start, .. } if *start <= byte => found = row,
                Row::Text { .. } => break,
                _ => {}
            }
        }
        found
    }

    /// The first byte of the body shown at or below a row.
    #[must_use]
    pub fn byte_of(&self, row: usize) -> Option<u32> {
        self.rows.iter().skip(row).find_map(|kind| match kind {
            Row::Text { start, .. } => Some(*start),
            _ => None,
        })
    }

    /// The byte that stands `rows` lines of the body further than another, in
    /// the same column or at the end of that line.
    #[must_use]
    pub fn lines_from(&self, body: &str, byte: u32, rows: isize) -> u32 {
        let lines: Vec<(u32, u32)> = self
            .rows
            .iter()
            .filter_map(|row| match row {
                Row::Text { start, end, .. } => Some((*start, *end)),
                _ => None,
            })
            .collect();
        let here = lines
            .partition_point(|&(start, _)| start <= byte)
            .saturating_sub(1);
        let there = here
            .saturating_add_signed(rows)
            .min(lines.len().saturating_sub(1));
        if here == there {
            return byte;
        }
        let part = |from: u32, to: u32| body.get(from as usize..to as usize).unwrap_or_default();
        let column = text::width(part(lines[here].0, byte));
        let (start, end) = lines[there];
        let mut passed = 0;
        let cell = text::cells(part(start, end))
            .take_while(|cell| {
                let before = passed;
                passed += cell.width;
                before <= column
            })
            .last();
        start + cell.map_or(0, |cell| index(cell.at))
    }

    /// The number of the paragraph that holds a byte of the body.
    #[must_use]
    pub fn paragraph_of(&self, byte: u32) -> usize {
        self.paragraphs
            .partition_point(|&(start, _)| start <= byte)
            .saturating_sub(1)
    }
}

/// `July 19, 2023 · date line · 478 words · 2 min · Sarn Gazette`
fn about(article: &Article) -> String {
    let mut line = match article.printed.day {
        Some(day) => format!("{} · {}", long_date(day), article.printed.provenance.name()),
        None => "undated".to_owned(),
    };
    let words = article.words();
    // 238 words a minute: the mean of silent reading of non-fiction in English
    // (Brysbaert 2019, a meta-analysis of 190 studies).
    let minutes = words.div_ceil(238);
    let _ = write!(
        line,
        " · {} {} · {minutes} min",
        thousands(words),
        if words == 1 { "word" } else { "words" }
    );
    for part in [&article.source, &article.author].into_iter().flatten() {
        let _ = write!(line, " · {part}");
    }
    line
}

/// `July 19, 2023`, as the press of our seeds writes it.
#[must_use]
pub fn long_date(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month() - 1)
        .ok()
        .and_then(|month| MONTHS.get(month))
        .copied()
        .unwrap_or_default();
    format!("{month} {}, {}", day.day(), day.year())
}

/// A number with a comma between the thousands.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Bytes of a text as the 32 bits of a [`Span`](crate::model::Span): texts of
/// 4 GiB are refused when they are read.
fn index(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn offset(whole: &str, part: &str) -> u32 {
    index(part.as_ptr() as usize - whole.as_ptr() as usize)
}
