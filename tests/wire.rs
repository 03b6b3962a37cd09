//! The writer against a terminal: after any frames, with any tricks, the
//! emulated screen is the last frame, cell by cell, and the cursor stands
//! where it should.
//!
//! Letters whose columns terminals disagree on are looked at as little as the
//! writer trusts them: what stands around them must be right.
#![allow(clippy::unwrap_used, clippy::panic)]

mod slate;

use dateline::runtime::wire::{Capabilities, Wire};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    layout::{Position, Rect},
    style::{Color, Modifier, Style},
};
use slate::{Look, Slate};

/// What frames are made of.
const TEXTS: [&str; 16] = [
    "a",
    "plain words",
    "            ",
    "Прага, 19 июля",
    "═══════════",
    "────────────────────",
    "│ ▌• … ★ │",
    "平壤宣言",
    "조선",
    "a漢b",
    "e\u{301}te\u{301}",
    "👍 up",
    "👩\u{200d}🚀 x",
    "שלום",
    "ภาษาไทย",
    "x",
];

/// The text with letters that are joined.
const JOINED: usize = 12;

/// Letters that the emulator and ratatui may see differently.
fn is_doubtful(symbol: &str) -> bool {
    symbol
        .chars()
        .any(|c| matches!(c, '\u{300}'..='\u{36f}' | '\u{590}'..='\u{5ff}' | '\u{e00}'..='\u{e7f}' | '\u{200d}' | '\u{1f000}'..))
}

#[derive(Clone, Debug)]
enum Change {
    Write {
        x: u16,
        y: u16,
        text: usize,
        style: usize,
    },
    /// Rows move, over the whole width or in one of two panes.
    Scroll {
        pane: Option<bool>,
        top: u16,
        bottom: u16,
        by: i16,
    },
    Bar {
        y: u16,
        style: usize,
    },
    /// All rows but the first and the last show a long text from this line on.
    Page {
        line: usize,
    },
    Wipe,
    Resize {
        columns: u16,
        rows: u16,
    },
    /// Somebody else wrote on the screen; it is repainted.
    Spoil,
    Cursor(Option<(u16, u16)>),
    Frame,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        8 => (0..30u16, 0..12u16, 0..TEXTS.len(), 0..STYLES.len())
            .prop_map(|(x, y, text, style)| Change::Write { x, y, text, style }),
        4 => (prop::option::of(any::<bool>()), 0..12u16, 0..12u16, -4..5i16)
            .prop_map(|(pane, top, bottom, by)| Change::Scroll { pane, top, bottom, by }),
        1 => (0..12u16, 0..STYLES.len()).prop_map(|(y, style)| Change::Bar { y, style }),
        3 => (0..14usize).prop_map(|line| Change::Page { line }),
        1 => Just(Change::Wipe),
        1 => (1..30u16, 1..12u16).prop_map(|(columns, rows)| Change::Resize { columns, rows }),
        1 => Just(Change::Spoil),
        1 => prop::option::of((0..30u16, 0..12u16)).prop_map(Change::Cursor),
        5 => Just(Change::Frame),
    ]
}

const STYLES: [Style; 9] = [
    Style::new(),
    Style::new().fg(Color::Cyan),
    Style::new()
        .fg(Color::Indexed(179))
        .add_modifier(Modifier::BOLD),
    Style::new().bg(Color::Indexed(237)),
    Style::new().fg(Color::Rgb(1, 20, 200)).bg(Color::LightRed),
    Style::new().add_modifier(Modifier::UNDERLINED),
    Style::new().add_modifier(Modifier::REVERSED),
    Style::new().add_modifier(Modifier::DIM.union(Modifier::ITALIC)),
    Style::new()
        .bg(Color::Blue)
        .add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
];

/// Every set of tricks.
fn capabilities() -> impl Iterator<Item = Capabilities> {
    (0..64).map(|set| {
        let has = |bit: u8| set & (1 << bit) != 0;
        Capabilities {
            moves: has(0),
            erase: has(1),
            colour_erase: has(2),
            scroll: has(3),
            margins: has(4),
            repeat: has(5),
        }
    })
}

/// A frame under change, the writer, and two terminals; one of them knows no
/// margins and is left alone where they are used.
struct Bench {
    frame: Buffer,
    cursor: Option<Position>,
    wire: Wire,
    terminal: Option<vt100::Parser>,
    slate: Slate,
}

impl Bench {
    fn new(capabilities: Capabilities, columns: u16, rows: u16) -> Self {
        let mut bench = Self {
            frame: Buffer::empty(Rect::new(0, 0, columns, rows)),
            cursor: None,
            wire: Wire::new(capabilities),
            terminal: (!capabilities.margins).then(|| parser(columns, rows)),
            slate: Slate::new(columns, rows),
        };
        bench.process(b"\x1b[?25l\x1b[31mwhat stood here before\x1b[5;7Hand here");
        bench
    }

    fn process(&mut self, bytes: &[u8]) {
        if let Some(terminal) = &mut self.terminal {
            terminal.process(bytes);
        }
        self.slate.process(bytes);
    }

    /// The columns of the panes: a third and the rest, with a line between.
    fn panes(&self) -> [Rect; 2] {
        let area = self.frame.area;
        let third = area.width / 3;
        [
            Rect {
                width: third,
                ..area
            },
            Rect {
                x: (third + 1).min(area.width),
                width: area.width.saturating_sub(third + 1),
                ..area
            },
        ]
    }

    fn apply(&mut self, change: &Change) -> Result<(), TestCaseError> {
        let area = self.frame.area;
        match *change {
            // The emulator does not know how to switch off wrapping (DECAWM),
            // which the writer does where a joined letter might reach the edge.
            Change::Write {
                x, text: JOINED, ..
            } if x + 6 > area.width => {}
            Change::Write { x, y, text, style } if x < area.width && y < area.height => {
                let style = Style::reset().patch(STYLES[style]);
                self.frame.set_string(x, y, TEXTS[text], style);
            }
            Change::Scroll {
                pane,
                top,
                bottom,
                by,
            } => {
                let [one, other] = self.panes();
                let columns = match pane {
                    None => area,
                    Some(true) => one,
                    Some(false) => other,
                };
                self.scroll(columns, top, bottom, by);
            }
            Change::Bar { y, style } if y < area.height => {
                let style = Style::reset().patch(STYLES[style]);
                self.frame.set_style(Rect::new(0, y, area.width, 1), style);
            }
            Change::Write { .. } | Change::Bar { .. } => {}
            Change::Page { line } => {
                for y in 1..area.height.saturating_sub(1) {
                    let line = line + usize::from(y);
                    let text = format!("{line} {:<30}", TEXTS[line % TEXTS.len()].repeat(2));
                    if line % TEXTS.len() != JOINED {
                        self.frame.set_string(0, y, text, Style::reset());
                    }
                }
            }
            Change::Wipe => self.frame.reset(),
            Change::Resize { columns, rows } => {
                self.frame = Buffer::empty(Rect::new(0, 0, columns, rows));
                if let Some(terminal) = &mut self.terminal {
                    terminal.screen_mut().set_size(cells(rows), cells(columns));
                }
                self.slate.resize(columns, rows);
                // As the loop does, for the size may be the old one again.
                self.wire.forget();
                self.cursor = None;
            }
            Change::Spoil => {
                self.process(b"\x1b[H\x1b[1;7;44mgarbage\x1b[3;3H\n\n\nmore\n");
                self.wire.forget();
            }
            Change::Cursor(place) => self.cursor = place.map(Position::from),
            Change::Frame => return self.draw(),
        }
        Ok(())
    }

    fn scroll(&mut self, columns: Rect, top: u16, bottom: u16, by: i16) {
        let before = self.frame.clone();
        for y in top..bottom.min(self.frame.area.height) {
            let Some(source) = y
                .checked_add_signed(by)
                .filter(|y| (top..bottom).contains(y))
            else {
                continue;
            };
            if source >= self.frame.area.height {
                continue;
            }
            for x in columns.left()..columns.right() {
                self.frame[(x, y)] = before[(x, source)].clone();
            }
        }
    }

    fn draw(&mut self) -> Result<(), TestCaseError> {
        let panes = self.panes();
        self.wire.paint(&self.frame, &panes);
        self.wire.point(self.cursor);
        let (bytes, tally) = self.wire.take();
        prop_assert_eq!(bytes.len(), tally.bytes(), "every byte is counted once");
        self.process(&bytes);
        self.compare(&bytes)?;
        self.wire.paint(&self.frame, &panes);
        self.wire.point(self.cursor);
        let again = self.wire.take().0;
        prop_assert_eq!(again, b"", "the same frame costs nothing");
        Ok(())
    }

    fn compare(&self, bytes: &[u8]) -> Result<(), TestCaseError> {
        let area = self.frame.area;
        let told = || String::from_utf8_lossy(bytes).replace('\x1b', "␛");
        let screen = self.terminal.as_ref().map(vt100::Parser::screen);
        for y in 0..area.height {
            let mut x = 0;
            while x < area.width {
                let wanted = &self.frame[(x, y)];
                let width = wanted.symbol().cell_width().max(1);
                let fits = x + width <= area.width;
                if !is_doubtful(wanted.symbol()) {
                    let wanted = look(wanted, fits);
                    let slate = self.slate.at(x, y).clone().seen();
                    prop_assert_eq!(&wanted, &slate, "slate at {},{}: {}", x, y, told());
                    if let Some(cell) = screen.and_then(|screen| screen.cell(y, x)) {
                        prop_assert_eq!(wanted, shown(cell), "at {},{}: {}", x, y, told());
                    }
                }
                x += width;
            }
        }
        let place = self.cursor.map(|cursor| {
            let (x, y) = (cursor.x.min(area.width - 1), cursor.y.min(area.height - 1));
            (y, x)
        });
        let seen = self.slate.cursor.then(|| self.slate.place());
        prop_assert_eq!(seen, place, "slate: {}", told());
        if let Some(screen) = screen {
            let seen = (!screen.hide_cursor()).then(|| screen.cursor_position());
            prop_assert_eq!(seen, place, "{}", told());
        }
        Ok(())
    }
}

fn look(cell: &Cell, fits: bool) -> Look {
    let has = |modifier| cell.modifier.contains(modifier);
    Look {
        text: if fits { cell.symbol() } else { " " }.to_owned(),
        fg: Some(colour(cell.fg)),
        bg: colour(cell.bg),
        attributes: [
            has(Modifier::BOLD),
            has(Modifier::DIM),
            has(Modifier::ITALIC),
            has(Modifier::UNDERLINED),
            has(Modifier::REVERSED),
        ],
    }
    .seen()
}

fn shown(cell: &vt100::Cell) -> Look {
    let text = match cell.contents() {
        "" => " ",
        text => text,
    };
    Look {
        text: text.to_owned(),
        fg: Some(cell.fgcolor()),
        bg: cell.bgcolor(),
        attributes: [
            cell.bold(),
            cell.dim(),
            cell.italic(),
            cell.underline(),
            cell.inverse(),
        ],
    }
    .seen()
}

fn colour(colour: Color) -> vt100::Color {
    use vt100::Color::{Default, Idx, Rgb};
    match colour {
        Color::Cyan => Idx(6),
        Color::Blue => Idx(4),
        Color::LightRed => Idx(9),
        Color::Indexed(index) => Idx(index),
        Color::Rgb(r, g, b) => Rgb(r, g, b),
        _ => Default,
    }
}

fn cells(count: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(count).unwrap()
}

fn parser(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(cells(rows), cells(columns), 0)
}

/// Cases for each set of tricks.
const CASES: u32 = 24;

#[test]
fn the_terminal_shows_every_frame_with_every_set_of_tricks() {
    let config = ProptestConfig {
        cases: CASES,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    for capabilities in capabilities() {
        let changes = prop::collection::vec(change(), 1..60);
        let run = |((columns, rows), changes): ((u16, u16), Vec<Change>)| {
            let mut bench = Bench::new(capabilities, columns, rows);
            for change in &changes {
                bench.apply(change)?;
            }
            bench.draw()
        };
        TestRunner::new(config.clone())
            .run(&((1..30u16, 1..12u16), changes), run)
            .unwrap_or_else(|error| panic!("{capabilities:?}: {error}"));
    }
}

#[test]
fn a_pane_beside_another_moves_between_margins_where_the_terminal_has_them() {
    let frame = |line: usize| {
        let mut frame = page(120, 40, line);
        for y in 0..40 {
            frame.set_string(60, y, format!("│ beside it {y} "), Style::new());
        }
        frame
    };
    let panes = [Rect::new(0, 1, 60, 38), Rect::new(61, 0, 59, 40)];
    let cost = |margins| {
        let mut wire = Wire::new(Capabilities {
            margins,
            ..Capabilities::ALL
        });
        wire.paint(&frame(0), &panes);
        wire.take();
        wire.paint(&frame(1), &panes);
        wire.take().0.len()
    };
    let (with, without) = (cost(true), cost(false));
    assert!(with < 110, "{with} bytes for one line");
    assert!(without > 2 * with, "{without} bytes without margins");
}

/// The screen of a long text, from a line on, with a row above and one below.
fn page(columns: u16, rows: u16, line: usize) -> Buffer {
    let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
    frame.set_string(0, 0, "─".repeat(usize::from(columns)), Style::new());
    for y in 1..rows - 1 {
        let text = format!("line {} of a text that is read", usize::from(y) + line);
        frame.set_string(3, y, text, Style::new());
    }
    frame.set_string(0, rows - 1, "below", Style::new());
    frame
}

fn cost(capabilities: Capabilities, frames: &[Buffer]) -> usize {
    let mut wire = Wire::new(capabilities);
    let mut bytes = 0;
    for frame in frames {
        wire.paint(frame, &[]);
        wire.point(None);
        bytes = wire.take().0.len();
    }
    bytes
}

#[test]
fn a_text_that_moves_by_some_lines_costs_the_new_lines() {
    for by in 1..6 {
        for (from, to) in [(10, 10 + by), (10 + by, 10)] {
            let frames = [page(80, 24, from), page(80, 24, to)];
            let bytes = cost(Capabilities::ALL, &frames);
            assert!(bytes < 24 + by * 36, "{bytes} bytes for {by} lines");
            let plain = cost(Capabilities::default(), &frames);
            assert!(plain > 2 * bytes || by > 2, "{plain} bytes without tricks");
        }
    }
}

#[test]
fn a_repaint_sends_no_blanks() {
    let frame = page(80, 24, 0);
    let text: usize = frame
        .content
        .iter()
        .map(Cell::symbol)
        .filter(|symbol| *symbol != " ")
        .map(str::len)
        .sum();
    let bytes = cost(Capabilities::default(), std::slice::from_ref(&frame));
    assert!(bytes < text + text / 2, "{bytes} bytes for {text}");
    // The blanks between words are sent; the line above is sent once.
    let bytes = cost(Capabilities::ALL, &[frame]);
    assert!(bytes < text + text / 8, "{bytes} bytes for {text}");
}

/// tmux, without a person's settings, and gone when the test is.
struct Tmux(tempfile::TempDir);

impl Tmux {
    fn run(&self, arguments: &[&str]) -> Option<String> {
        let output = std::process::Command::new("tmux")
            .args(["-u", "-f"])
            .arg(self.0.path().join("tmux.conf"))
            .args(arguments)
            .env("TMUX_TMPDIR", self.0.path())
            .env("LC_ALL", "C.UTF-8")
            .env_remove("TMUX")
            .output()
            .ok()?;
        let said = String::from_utf8(output.stdout).unwrap();
        output.status.success().then_some(said)
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

/// Frames by chance, as many as there were, with the last one.
fn by_chance(runner: &mut TestRunner, wire: &mut Wire, (columns, rows): (u16, u16)) -> Buffer {
    let changes = prop::collection::vec(change(), 30..90);
    let changes = changes.new_tree(runner).unwrap().current();
    let mut bench = Bench::new(Capabilities::default(), columns, rows);
    for change in changes {
        match change {
            Change::Resize { .. } | Change::Spoil => {}
            Change::Frame => wire.paint(&bench.frame, &bench.panes()),
            change => bench.apply(&change).unwrap(),
        }
    }
    wire.paint(&bench.frame, &bench.panes());
    bench.frame
}

/// Sequences of frames that tmux is shown.
const SHOWN: usize = 12;

#[test]
fn tmux_shows_the_last_of_any_frames_where_it_is_installed() {
    let tmux = Tmux(tempfile::tempdir().unwrap());
    let path = |name: &str| tmux.0.path().join(name);
    std::fs::write(path("tmux.conf"), "set -g status off\n").unwrap();
    if tmux.run(&["-V"]).is_none() {
        return;
    }
    let size = (30, 12);
    let mut runner = TestRunner::deterministic();
    let mut frames = Vec::new();
    for number in 0..SHOWN {
        let mut wire = Wire::new(Capabilities::detect(|name| {
            (name == "TERM").then(|| "tmux-256color".to_owned())
        }));
        frames.push(by_chance(&mut runner, &mut wire, size));
        wire.point(Some(Position::new(7, 3)));
        std::fs::write(path(&number.to_string()), wire.take().0).unwrap();
    }
    let shell = format!(
        "stty raw -echo; cd '{}'; for number in $(seq 0 {}); do cat $number; read line; done",
        tmux.0.path().display(),
        SHOWN - 1
    );
    tmux.run(&["new-session", "-d", "-x", "30", "-y", "12", &shell])
        .unwrap();
    for (number, frame) in frames.iter().enumerate() {
        tmux.until_shown(number, frame);
        tmux.run(&["send-keys", "C-j"]).unwrap();
    }
}

impl Tmux {
    /// Waits until a frame is shown with the cursor in its place. Of rows with
    /// letters that terminals see differently only the place is looked at.
    fn until_shown(&self, number: usize, frame: &Buffer) {
        let rows = frame.content.chunks(usize::from(frame.area.width));
        let wanted: Vec<Option<String>> = rows
            .map(|row| {
                let doubtful = row.iter().any(|cell| is_doubtful(cell.symbol()));
                (!doubtful).then(|| row_text(row))
            })
            .collect();
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
        loop {
            let shown = self.run(&["capture-pane", "-p"]).unwrap();
            let shown: Vec<&str> = shown.lines().map(str::trim_end).collect();
            let cursor = self.run(&["display-message", "-p", "#{cursor_x},#{cursor_y}"]);
            let same = shown.len() == wanted.len()
                && wanted
                    .iter()
                    .zip(&shown)
                    .all(|(wanted, shown)| wanted.as_ref().is_none_or(|wanted| wanted == shown));
            if same && cursor.as_deref() == Some("7,3\n") {
                return;
            }
            assert!(
                std::time::Instant::now() < deadline,
                "sequence {number}: {shown:#?}\nwanted {wanted:#?}\ncursor at {cursor:?}"
            );
        }
    }
}

/// The text of a row, without what lies under wide letters.
fn row_text(row: &[Cell]) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < row.len() {
        text.push_str(row[x].symbol());
        x += usize::from(row[x].symbol().cell_width().max(1));
    }
    text.trim_end().to_owned()
}
