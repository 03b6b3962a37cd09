//! A frame as SVG: backgrounds as rectangles, text in runs of one style.

use std::fmt::Write;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

use crate::text::width;

/// Pixels of a cell.
const CELL: (usize, usize) = (9, 18);
/// Pixels from the top of a cell to the baseline.
const BASELINE: usize = 14;

/// The colours of the terminal, for what a theme leaves to it.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    ink: &'static str,
    paper: &'static str,
}

impl Sheet {
    /// Those of a terminal on which one would choose this theme.
    pub(super) fn of(theme: &str) -> Self {
        if theme == "light" {
            Self {
                ink: "#24262b",
                paper: "#fbfaf7",
            }
        } else {
            Self {
                ink: "#d0d0d0",
                paper: "#1c1c1c",
            }
        }
    }
}

/// The frame as an SVG document.
pub(super) fn drawn(buffer: &Buffer, sheet: Sheet) -> String {
    let (columns, rows) = (
        usize::from(buffer.area.width),
        usize::from(buffer.area.height),
    );
    let (across, down) = (columns * CELL.0, rows * CELL.1);
    let paper = sheet.paper;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {across} {down}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"{across}\" height=\"{down}\" rx=\"6\" fill=\"{paper}\"/>\n"
    );
    for (y, row) in buffer.content.chunks(columns.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            stretch(&mut svg, sheet, (x, y), run);
            x += run.len();
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Draws neighbouring cells of one style.
fn stretch(svg: &mut String, sheet: Sheet, (x, y): (usize, usize), run: &[Cell]) {
    let Some(first) = run.first() else { return };
    let reversed = first.modifier.contains(Modifier::REVERSED);
    let (ink, paper) = (colour(first.fg), colour(first.bg));
    let (ink, paper) = if reversed {
        (
            Some(paper.unwrap_or(sheet.paper.to_owned())),
            Some(ink.unwrap_or(sheet.ink.to_owned())),
        )
    } else {
        (ink, paper)
    };
    let (left, top, across) = (x * CELL.0, y * CELL.1, run.len() * CELL.0);
    if let Some(paper) = paper {
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{across}\" height=\"{}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    let text = symbols(run);
    if text.trim().is_empty() {
        return;
    }
    let mut look = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.7\""),
    ] {
        if first.modifier.contains(modifier) {
            look.push_str(attribute);
        }
    }
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{across}\" xml:space=\"preserve\" fill=\"{}\"{look}>{}</text>",
        top + BASELINE,
        ink.as_deref().unwrap_or(sheet.ink),
        escaped(&text)
    );
}

/// The characters of cells; what a wide one covers is left out.
fn symbols(run: &[Cell]) -> String {
    let mut text = String::new();
    let mut covered = 0;
    for cell in run {
        if covered == 0 {
            text.push_str(cell.symbol());
            covered = width(cell.symbol()).max(1);
        }
        covered -= 1;
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A colour as SVG writes it; `None` for the terminal's own, and for those of
/// the 16 and 256 that the themes for all colours do not use.
fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}
