//! What it costs the processor to make bytes of a frame: our writer, and the
//! one that ratatui brings along, on the same frames.

use dateline::runtime::wire::{Capabilities, Wire};
use divan::Bencher;
use ratatui::{
    backend::{Backend, CrosstermBackend},
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier, Style},
};

fn main() {
    divan::main();
}

/// What changes from one frame to the other.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Nothing.
    Same,
    /// The mark in a list.
    Mark,
    /// The mark, and a text beside the list.
    Text,
    /// All rows move by one.
    Line,
    /// All rows are others.
    Page,
}

const STEPS: [Step; 5] = [Step::Same, Step::Mark, Step::Text, Step::Line, Step::Page];
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// A list on the left with a mark, a text on the right.
fn frame((columns, rows): (u16, u16), first: usize, mark: u16, text: usize) -> Buffer {
    let dim = Style::new().fg(Color::Rgb(178, 183, 192));
    let chosen = Style::new().bg(Color::Rgb(39, 56, 90));
    let date = Style::new().add_modifier(Modifier::UNDERLINED);
    let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
    for y in 0..rows {
        let number = first + usize::from(y);
        let style = if y == mark { chosen } else { dim };
        frame.set_string(0, y, "│", dim);
        frame.set_string(
            2,
            y,
            format!("2001-{:02}-{:02}", number % 12, number % 28),
            style,
        );
        frame.set_string(14, y, format!("Article {number:05}"), Style::new());
        let word = ["harbour", "bridge", "ferry", "flood"][(text + usize::from(y)) % 4];
        let line = format!(
            "The {word} of {} was opened by the",
            text * 7 + usize::from(y)
        );
        frame.set_string(40, y, line, Style::new());
        frame.set_string(70, y, "May 4", date);
    }
    frame
}

/// Two frames, one after the other and back.
fn frames(step: Step, size: (u16, u16)) -> [Buffer; 2] {
    let before = frame(size, 0, 5, 0);
    let after = match step {
        Step::Same => frame(size, 0, 5, 0),
        Step::Mark => frame(size, 0, 6, 0),
        Step::Text => frame(size, 0, 6, 1),
        Step::Line => frame(size, 1, 5, 0),
        Step::Page => frame(size, 100, 5, 3),
    };
    [before, after]
}

fn steps() -> impl Iterator<Item = (Step, (u16, u16))> {
    STEPS
        .into_iter()
        .flat_map(|step| SIZES.map(|size| (step, size)))
}

#[divan::bench(args = steps().map(|(step, size)| format!("{step:?} {}x{}", size.0, size.1)))]
fn ours(bencher: Bencher, name: &str) {
    let frames = named(name);
    let mut wire = Wire::new(Capabilities::ALL);
    wire.paint(&frames[0], &[]);
    let mut turn = 0;
    bencher.bench_local(|| {
        turn = 1 - turn;
        wire.paint(&frames[turn], &[]);
        wire.point(None);
        wire.take().0
    });
}

#[divan::bench(args = steps().map(|(step, size)| format!("{step:?} {}x{}", size.0, size.1)))]
fn stock(bencher: Bencher, name: &str) {
    let frames = named(name);
    let mut turn = 0;
    bencher.bench_local(|| {
        turn = 1 - turn;
        let changes = frames[1 - turn].diff_iter(&frames[turn]);
        let mut bytes = Vec::new();
        CrosstermBackend::new(&mut bytes).draw(changes)?;
        std::io::Result::Ok(bytes)
    });
}

fn named(name: &str) -> [Buffer; 2] {
    let found = steps().find(|(step, size)| format!("{step:?} {}x{}", size.0, size.1) == name);
    let (step, size) = found.expect("the name was made from a step");
    frames(step, size)
}
