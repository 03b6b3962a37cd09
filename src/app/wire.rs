//! `:wire`: what the frames of the last minute have cost, and what the line to
//! the terminal is like. Plain values; `runtime` measures them.

use std::time::Duration;

use super::{Line, State, Subject, commands::show, page::thousands, status::counted};
use crate::config::Trick;

/// Bytes of one frame by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Letters and signs, those among them that stood there already.
    pub text: usize,
    /// Where the next letter goes.
    pub moves: usize,
    /// How it looks.
    pub styles: usize,
    /// Blanks that are not sent as such, and repetitions.
    pub erases: usize,
    /// Rows moved.
    pub shifts: usize,
    /// Everything else: the cursor, modes, questions.
    pub modes: usize,
    /// Cells that look different than before.
    pub cells: usize,
    /// The bytes of their texts: what no writer can save.
    pub floor: usize,
}

impl Tally {
    /// All bytes.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.text + self.moves + self.styles + self.erases + self.shifts + self.modes
    }
}

/// When a frame was made, and how long that took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Since the first frame was begun.
    pub since_start: Duration,
    /// From the state to bytes.
    pub drawn: Duration,
    /// From bytes to the terminal.
    pub written: Duration,
}

/// One frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameCost {
    /// What its bytes were for.
    pub tally: Tally,
    /// Its times.
    pub times: Times,
}

/// What `:wire` tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WireReport {
    /// The frames of the last minute, in order.
    pub frames: Vec<FrameCost>,
    /// Now, since the first frame was begun.
    pub now: Duration,
    /// How long the way to the terminal and back takes, if that was measured.
    pub way: Option<Duration>,
    /// Bytes a second that the line takes, if that was measured.
    pub speed: Option<u64>,
    /// The ways to save bytes that are used, by name.
    pub tricks: Vec<&'static str>,
}

/// The time that `:wire` tells of.
pub const LAST: Duration = Duration::from_secs(60);

/// Frames that are listed one by one.
const LISTED: usize = 200;

/// Shows the report.
pub fn tell(state: &mut State, report: &WireReport) {
    let mut lines = vec![Line::Heading("The last minute".to_owned())];
    lines.extend(minute(&report.frames));
    lines.push(Line::Heading("The line to the terminal".to_owned()));
    lines.extend(line(state, report));
    if !report.frames.is_empty() {
        lines.push(Line::Heading("Frames, the latest first".to_owned()));
    }
    let latest = report.frames.iter().rev().take(LISTED);
    lines.extend(latest.map(|frame| row(report.now, frame)));
    show(state, Subject::Wire, "Wire", lines);
}

fn pair(name: &str, value: String) -> Line {
    Line::Pair(name.to_owned(), value)
}

/// The frames together.
fn minute(frames: &[FrameCost]) -> Vec<Line> {
    let sum = |of: fn(&Tally) -> usize| frames.iter().map(|frame| of(&frame.tally)).sum::<usize>();
    let kinds = [
        ("text", sum(|tally| tally.text)),
        ("moves", sum(|tally| tally.moves)),
        ("styles", sum(|tally| tally.styles)),
        ("erased and repeated", sum(|tally| tally.erases)),
        ("rows moved", sum(|tally| tally.shifts)),
        ("modes", sum(|tally| tally.modes)),
    ];
    let kinds: Vec<String> = kinds
        .into_iter()
        .filter(|(_, bytes)| *bytes > 0)
        .map(|(name, bytes)| format!("{name} {}", thousands(bytes)))
        .collect();
    let mut bytes: Vec<usize> = frames.iter().map(|frame| frame.tally.bytes()).collect();
    bytes.sort_unstable();
    let Some(most) = bytes.last() else {
        return vec![Line::Text("Nothing was sent".to_owned())];
    };
    let mut drawn: Vec<Duration> = frames.iter().map(|frame| frame.times.drawn).collect();
    drawn.sort_unstable();
    vec![
        pair(
            "frames",
            format!(
                "{} · {} bytes in all, {} at the median, {} at most",
                thousands(frames.len()),
                thousands(sum(Tally::bytes)),
                thousands(bytes[bytes.len() / 2]),
                thousands(*most)
            ),
        ),
        pair("bytes", kinds.join(" · ")),
        pair(
            "cells",
            format!(
                "{} changed · their texts have {} bytes, the least that can be sent",
                thousands(sum(|tally| tally.cells)),
                thousands(sum(|tally| tally.floor))
            ),
        ),
        pair(
            "drawing",
            format!(
                "{} at the median, {} at most",
                milliseconds(drawn[drawn.len() / 2]),
                milliseconds(drawn.last().copied().unwrap_or_default())
            ),
        ),
    ]
}

/// The line, as far as it was measured.
fn line(state: &State, report: &WireReport) -> Vec<Line> {
    let unknown = || "not measured".to_owned();
    let speed = |speed: u64| {
        let kilobytes = usize::try_from(speed / 1000).unwrap_or(usize::MAX);
        format!("{} kB a second", thousands(kilobytes))
    };
    vec![
        pair(
            "there and back",
            report.way.map_or_else(unknown, milliseconds),
        ),
        pair("speed", report.speed.map_or_else(unknown, speed)),
        pair(
            "calm",
            match (state.config.wire.calm, state.slow) {
                (Trick::Always, _) => "yes, always: so wire_calm says",
                (Trick::Never, _) => "no, never: so wire_calm says",
                (Trick::Auto, true) => "yes: the reader waits longer for the hand to rest",
                (Trick::Auto, false) => "no: the line is not slow",
            }
            .to_owned(),
        ),
        pair(
            "used",
            if report.tricks.is_empty() {
                "no trick: addresses, styles and text".to_owned()
            } else {
                report.tricks.join(", ")
            },
        ),
    ]
}

fn row(now: Duration, frame: &FrameCost) -> Line {
    let tally = &frame.tally;
    let ago = now.saturating_sub(frame.times.since_start);
    pair(
        &format!("{:.1} s ago", ago.as_secs_f64()),
        format!(
            "{} · {} · floor {} · drawn in {}, written in {}",
            counted(tally.bytes(), "byte"),
            counted(tally.cells, "cell"),
            thousands(tally.floor),
            milliseconds(frame.times.drawn),
            milliseconds(frame.times.written)
        ),
    )
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// The line has become slow, or no longer is: calmer, or as before.
pub fn turn(state: &mut State, slow: bool) {
    if std::mem::replace(&mut state.slow, slow) == slow {
        return;
    }
    state.lay_out();
    state.say(if slow {
        "The line is slow: calmer, with less redrawing"
    } else {
        "The line is no longer slow"
    });
}
