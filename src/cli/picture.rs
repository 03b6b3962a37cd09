//! Pictures of real screens as SVG, for the front page: the built-in archive,
//! read and tagged inline, keys pressed, and the frame that the reader draws.

use std::{fmt::Write, ops::ControlFlow};

use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

use crate::{
    app::{Environment, Input, Loaded, Msg, State, update},
    command::Sequence,
    config::Config,
    ingest,
    temporal::{Tagger, tag_article},
    text::width,
    ui::{Look, view},
};

/// A screen of the front page: its size in cells, and the keys that lead to it.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    /// Columns and rows.
    pub size: (u16, u16),
    /// Keys as `config.toml` writes them, one blank between.
    pub keys: &'static str,
}

/// Reading the newest article of the built-in archive, a date under the cursor.
pub const READING: Scene = Scene {
    size: (120, 40),
    keys: "enter ] ] ]",
};

/// Pixels of a cell.
const CELL: (usize, usize) = (9, 18);
/// Pixels from the top of a cell to the baseline.
const BASELINE: usize = 14;
/// The colours of a dark terminal, for those that a theme leaves to it.
const INK: &str = "#d0d0d0";
const PAPER: &str = "#1c1c1c";

/// The scene as an SVG document.
#[must_use]
pub fn svg(scene: Scene) -> String {
    drawn(&frame(scene))
}

/// The cells of the scene.
fn frame(scene: Scene) -> Buffer {
    let (columns, rows) = scene.size;
    let mut state = State::new(
        "built-in archive".to_owned(),
        Config::default(),
        Environment::default(),
    );
    state.begin(true, Vec::new());
    update(&mut state, Msg::Resized(columns, rows));
    let tagger = Tagger::new();
    ingest::load(
        &[ingest::Input::BuiltIn],
        &ingest::Options::default(),
        &mut |batch| {
            let mentions = batch
                .articles
                .iter()
                .map(|article| tag_article(&tagger, article))
                .collect();
            let (articles, problems) = (batch.articles.into(), batch.problems);
            update(
                &mut state,
                Msg::Loaded(Loaded::Batch { articles, problems }),
            );
            update(&mut state, Msg::Tagged(mentions));
            ControlFlow::Continue(())
        },
    );
    update(&mut state, Msg::Loaded(Loaded::End { cancelled: false }));
    for keys in scene
        .keys
        .split_whitespace()
        .filter_map(|keys| keys.parse::<Sequence>().ok())
    {
        let burst = keys.keys().iter().map(|key| Input::Key(*key)).collect();
        update(&mut state, Msg::Input(burst));
    }
    state.freshen();
    let look = Look::new(&state.config, &state.environment);
    let mut screen =
        Terminal::new(TestBackend::new(columns, rows)).expect("a screen in memory cannot fail");
    screen
        .draw(|frame| view(&state, &look, frame))
        .expect("a screen in memory cannot fail");
    screen.backend().buffer().clone()
}

fn drawn(buffer: &Buffer) -> String {
    let (columns, rows) = (
        usize::from(buffer.area.width),
        usize::from(buffer.area.height),
    );
    let (across, down) = (columns * CELL.0, rows * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {across} {down}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"{across}\" height=\"{down}\" rx=\"6\" fill=\"{PAPER}\"/>\n"
    );
    for (y, row) in buffer.content.chunks(columns.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            stretch(&mut svg, (x, y), run);
            x += run.len();
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Draws neighbouring cells of one style.
fn stretch(svg: &mut String, (x, y): (usize, usize), run: &[Cell]) {
    let Some(first) = run.first() else { return };
    let reversed = first.modifier.contains(Modifier::REVERSED);
    let (ink, paper) = (colour(first.fg), colour(first.bg));
    let (ink, paper) = if reversed {
        (
            Some(paper.unwrap_or(PAPER.to_owned())),
            Some(ink.unwrap_or(INK.to_owned())),
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
        ink.as_deref().unwrap_or(INK),
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
