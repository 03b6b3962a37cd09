//! Where the commands write, and rows as text, JSON, JSON Lines and CSV.
//!
//! Two kinds of output: text is for people and is cleaned of everything that
//! a terminal would obey; JSON and CSV are for programs and keep every
//! character. JSON escapes what a terminal would obey, so it is safe anywhere;
//! CSV has no such escape and is cleaned when it goes to a terminal.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;

use crate::text;

/// The shape of printed rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: columns on a terminal, else fields separated by tabs.
    Text,
    /// One array of objects.
    Json,
    /// One object a line.
    Jsonl,
    /// Comma-separated values with a line of names (RFC 4180).
    Csv,
}

/// Where data and messages go.
pub struct Console<'a> {
    /// Data.
    pub out: &'a mut dyn Write,
    /// Messages.
    pub err: &'a mut dyn Write,
    /// What data is written to.
    pub screen: Screen,
}

/// What standard output is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A terminal with so many columns.
    Terminal(usize),
    /// A file or a pipe.
    None,
}

/// How a command ended, when nothing failed on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, or found.
    Found,
    /// There was nothing.
    Nothing,
    /// Something that was named could not be had.
    Failed,
}

impl Console<'_> {
    /// Writes one message as a line.
    ///
    /// # Errors
    ///
    /// The line could not be written.
    pub fn say(&mut self, message: &str) -> io::Result<()> {
        writeln!(self.err, "dateline: {}", text::clean(message))
    }
}

/// What can be printed as a row.
pub trait Row: Serialize {
    /// The names of the fields, as in JSON.
    const FIELDS: &'static [&'static str];
    /// Which field has most to say and keeps its room on a narrow terminal.
    const WIDEST: usize;
    /// The fields as text, in the order of [`Row::FIELDS`]; what is not known
    /// is empty.
    fn cells(&self) -> Vec<String>;
}

/// Rows on their way out.
#[derive(Debug)]
pub struct Rows {
    format: Format,
    /// Rows that wait until the widths of all are known.
    waiting: Vec<Vec<String>>,
    /// Which field has most to say.
    widest: usize,
    written: usize,
}

impl Rows {
    /// Begins rows of this shape; writes nothing yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self {
            format,
            waiting: Vec::new(),
            widest: 0,
            written: 0,
        }
    }

    /// Writes a row; on a terminal text waits for [`Rows::finish`].
    ///
    /// # Errors
    ///
    /// The row could not be written.
    pub fn row<R: Row>(&mut self, console: &mut Console<'_>, row: &R) -> io::Result<()> {
        let out = &mut *console.out;
        match self.format {
            Format::Json => {
                out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
                json(out, row)?;
            }
            Format::Jsonl => {
                json(out, row)?;
                out.write_all(b"\n")?;
            }
            Format::Csv => {
                if self.written == 0 {
                    csv(out, R::FIELDS)?;
                }
                match console.screen {
                    Screen::None => csv(out, &row.cells())?,
                    Screen::Terminal(_) => csv(out, &cleaned(row))?,
                }
            }
            Format::Text => match console.screen {
                Screen::None => writeln!(out, "{}", cleaned(row).join("\t"))?,
                Screen::Terminal(_) => {
                    self.widest = R::WIDEST;
                    self.waiting.push(cleaned(row));
                }
            },
        }
        self.written += 1;
        Ok(())
    }

    /// Writes what is left and says whether there was a row.
    ///
    /// # Errors
    ///
    /// It could not be written.
    pub fn finish(self, console: &mut Console<'_>) -> io::Result<Outcome> {
        if self.format == Format::Json {
            let end: &[u8] = if self.written == 0 { b"[]\n" } else { b"\n]\n" };
            console.out.write_all(end)?;
        }
        if let Screen::Terminal(columns) = console.screen {
            table(console.out, &self.waiting, self.widest, columns)?;
        }
        Ok(match self.written {
            0 => Outcome::Nothing,
            _ => Outcome::Found,
        })
    }
}

fn cleaned(row: &impl Row) -> Vec<String> {
    let cells = row.cells();
    cells.iter().map(|cell| text::clean(cell).into()).collect()
}

fn csv<T: AsRef<[u8]>>(out: &mut dyn Write, cells: &[T]) -> io::Result<()> {
    // Through memory: the writer's own errors would hide a broken pipe.
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    let line = writer.into_inner().map_err(|error| error.into_error())?;
    out.write_all(&line)
}

/// Rows in columns, two spaces apart, no line longer than the terminal is
/// wide.
fn table(
    out: &mut dyn Write,
    rows: &[Vec<String>],
    widest: usize,
    columns: usize,
) -> io::Result<()> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(row.len(), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(text::width(cell));
        }
    }
    fit(&mut widths, widest, columns);
    for row in rows {
        let mut line = String::new();
        for (cell, &width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            line.push_str(&text::pad(cell, width));
            line.push_str(GAP);
        }
        writeln!(out, "{}", text::truncate(line.trim_end(), columns))?;
    }
    Ok(())
}

/// Between two columns.
const GAP: &str = "  ";

/// No column is made narrower; what then stands out is cut at the edge.
const NARROWEST: usize = 8;

/// Makes widths fit: the field that has most to say keeps two fifths of the
/// terminal, of the others the widest give way first.
fn fit(widths: &mut [usize], widest: usize, columns: usize) {
    let shown = widths.iter().filter(|width| **width > 0).count();
    let columns = columns.saturating_sub(GAP.len() * shown.saturating_sub(1));
    let Some(&full) = widths.get(widest) else {
        return;
    };
    for width in widths.iter_mut() {
        *width = (*width).min(columns.max(NARROWEST));
    }
    widths[widest] = full.min(columns * 2 / 5);
    loop {
        let too_much = widths.iter().sum::<usize>().saturating_sub(columns);
        let others = widths.iter_mut().enumerate();
        let others = others.filter(|(field, width)| *field != widest && **width > NARROWEST);
        match others.max_by_key(|(_, width)| **width) {
            Some((_, width)) if too_much > 0 => *width -= 1,
            _ => break,
        }
    }
    let rest = columns.saturating_sub(widths.iter().sum());
    widths[widest] = full.min(widths[widest] + rest);
}

/// One JSON value on one line. What a terminal would obey, or what would turn
/// or hide its neighbours, is escaped: the value stays the same.
///
/// # Errors
///
/// It could not be written.
pub fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Escaping);
    value.serialize(&mut serializer)?;
    Ok(())
}

/// Escapes more than JSON demands.
struct Escaping;

impl serde_json::ser::Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut start = 0;
        for (at, c) in fragment.char_indices().filter(|&(_, c)| is_obeyed(c)) {
            out.write_all(&fragment.as_bytes()[start..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            start = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[start..])
    }
}

/// Characters without a shape of their own: C1 controls, DEL, marks of
/// direction, zero-width signs, line separators, tags, interlinear marks.
fn is_obeyed(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn columns_fit_and_the_title_keeps_its_room() {
        let check = |mut widths: Vec<usize>, columns, expected: &[usize]| {
            fit(&mut widths, 1, columns);
            assert_eq!(widths, expected, "{columns}");
        };
        check(vec![12, 40, 20], 80, &[12, 40, 20]);
        check(vec![12, 40, 20], 60, &[12, 24, 20]);
        check(vec![12, 40, 60], 60, &[12, 22, 22]);
        check(vec![12, 10, 60], 60, &[12, 10, 34]);
        check(vec![12, 40, 0], 40, &[12, 26, 0]);
        check(vec![12, 40, 60], 10, &[8, 2, 8]);
        check(vec![], 10, &[]);
        // A width like that of a file that is one line must not take long.
        check(vec![1 << 40, 40, 1 << 40], 60, &[17, 22, 17]);
    }

    #[test]
    fn json_escapes_what_a_terminal_obeys_and_nothing_else() {
        let mut out = Vec::new();
        let content = "a\u{1b}\u{9b}\u{7f}\u{202e}\u{feff}\u{e0041}é語\"\\\n";
        json(&mut out, &content).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(
            out,
            r#""a\u001b\u009b\u007f\u202e\ufeff\udb40\udc41é語\"\\\n""#
        );
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), content);
    }
}
