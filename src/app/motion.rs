//! Moving about: within a pane, between panes, between articles, back.

use super::{Pane, State, desk, keys::Given, marks::Place, selection};
use crate::command::Command;

/// `j k`, half pages, pages and ends, in whatever has the keys.
pub fn vertical(state: &mut State, command: Command, given: Given) {
    let step = Step::new(command, given);
    let covered = state.sheet.is_some() || state.browser.is_some();
    let moved = if covered {
        sheet(state, step)
    } else {
        match state.focus {
            Pane::List => list(state, step),
            Pane::Reader if state.reader.selection.is_some() => selecting(state, step),
            Pane::Reader => reader(state, step),
            Pane::Timeline => timeline(state, step),
        }
    };
    if !moved {
        let end = match (step.forward(), state.focus, covered) {
            (true, Pane::Reader, false) => "The end of the article",
            (false, Pane::Reader, false) => "The beginning of the article",
            (true, Pane::List, false) if state.list.is_empty() => "No articles here",
            (true, ..) => "The last one",
            (false, ..) => "The first one",
        };
        state.say(end);
    }
}

/// A movement of `j`'s kind.
#[derive(Clone, Copy)]
enum Step {
    Rows(isize),
    /// The window alone, where there is one over a text.
    Scroll(isize),
    Halves(isize),
    First(Option<usize>),
    Last(Option<usize>),
}

impl Step {
    fn new(command: Command, given: Given) -> Self {
        let steps = given.steps();
        match command {
            Command::Down => Self::Rows(steps),
            Command::Up => Self::Rows(-steps),
            Command::ScrollDown => Self::Scroll(steps),
            Command::ScrollUp => Self::Scroll(-steps),
            Command::HalfPageDown => Self::Halves(steps),
            Command::HalfPageUp => Self::Halves(-steps),
            Command::PageDown => Self::Halves(steps.saturating_mul(2)),
            Command::PageUp => Self::Halves(steps.saturating_mul(-2)),
            Command::Top => Self::First(given.count),
            _ => Self::Last(given.count),
        }
    }

    const fn forward(self) -> bool {
        match self {
            Self::Rows(steps) | Self::Scroll(steps) | Self::Halves(steps) => steps > 0,
            Self::First(_) => false,
            Self::Last(_) => true,
        }
    }
}

fn list(state: &mut State, step: Step) -> bool {
    let moved = match step {
        Step::Rows(rows) | Step::Scroll(rows) => state.list.step(rows),
        Step::Halves(halves) => state.list.half_pages(halves),
        Step::First(number) => state.list.go_to(number.unwrap_or(1)),
        Step::Last(number) => state.list.go_to(number.unwrap_or(usize::MAX)),
    };
    follow_list(state);
    moved
}

/// The reader shows what the list has chosen as soon as the hand rests: on a
/// slow line a held key must not queue articles.
pub fn follow_list(state: &mut State) {
    let chosen = state.list.selected();
    if chosen != state.reader.article && chosen != state.awaited {
        state.awaited = chosen;
        state.rests += 1;
    } else if chosen == state.reader.article {
        state.awaited = None;
    }
}

fn reader(state: &mut State, step: Step) -> bool {
    let reader = &mut state.reader;
    match step {
        Step::Rows(rows) => reader.step_line(rows),
        Step::Scroll(rows) => reader.scroll(rows),
        Step::Halves(halves) => reader.half_pages(halves),
        Step::First(None) => reader.go_to_start(),
        Step::Last(None) => reader.go_to_end(),
        // `12G`: the twelfth paragraph.
        Step::First(Some(number)) | Step::Last(Some(number)) => {
            let last = reader.page.paragraphs.len();
            reader.go_to_paragraph(number.min(last).saturating_sub(1));
            true
        }
    }
}

/// A selection grows by lines, half windows, and to the ends.
fn selecting(state: &mut State, step: Step) -> bool {
    let half = isize::try_from(state.reader.window.rows() / 2)
        .unwrap_or(1)
        .max(1);
    let rows = match step {
        Step::Rows(rows) | Step::Scroll(rows) => rows,
        Step::Halves(halves) => half.saturating_mul(halves),
        Step::First(_) => return selection::to_byte(state, 0),
        Step::Last(_) => return selection::to_byte(state, u32::MAX),
    };
    let Some(head) = selection::head(&state.reader) else {
        return false;
    };
    let byte = state.reader.page.lines_from(head, rows);
    byte != head && selection::to_byte(state, byte)
}

fn timeline(state: &mut State, step: Step) -> bool {
    match step {
        Step::Rows(rows) | Step::Scroll(rows) => {
            state.with_time(|time, world| time.step_item(world, rows))
        }
        Step::Halves(halves) => {
            let half = isize::try_from(state.time.rows.list / 2)
                .unwrap_or(1)
                .max(1);
            state.with_time(|time, world| time.step_item(world, halves.saturating_mul(half)))
        }
        Step::First(_) => state.with_time(|time, world| time.go_to_end(world, false)),
        Step::Last(_) => state.with_time(|time, world| time.go_to_end(world, true)),
    }
}

/// Rows of a sheet that are seen at once.
pub fn sheet_height(state: &State) -> usize {
    usize::from(state.size.1).saturating_sub(6)
}

fn sheet(state: &mut State, step: Step) -> bool {
    let height = sheet_height(state);
    let half = isize::try_from(height / 2).unwrap_or(1).max(1);
    let rows = match step {
        Step::Rows(rows) | Step::Scroll(rows) => rows,
        Step::Halves(halves) => half.saturating_mul(halves),
        Step::First(_) => isize::MIN,
        Step::Last(_) => isize::MAX,
    };
    match (&mut state.browser, &mut state.sheet) {
        (Some(browser), _) => browser.step(rows),
        (None, Some(sheet)) => sheet.step(rows, height),
        (None, None) => false,
    }
}

/// `h l`: along the timeline, else to the pane beside.
pub fn sideways(state: &mut State, right: bool, given: Given) {
    if state.sheet.is_some() || state.browser.is_some() {
        return;
    }
    if state.focus == Pane::Timeline {
        let buckets = i32::try_from(given.times()).unwrap_or(i32::MAX);
        if !state.with_time(|time, world| time.step(world, if right { buckets } else { -buckets }))
        {
            state.say("The end of the calendar");
        }
        return;
    }
    match (state.focus, right) {
        (Pane::List, true) => state.focus(Pane::Reader),
        (Pane::Reader, false) => state.focus(Pane::List),
        (Pane::Reader, true) => state.focus(Pane::Timeline),
        _ => state.say("No pane further left"),
    }
}

/// `{ }`.
pub fn paragraph(state: &mut State, steps: isize) {
    if !state.reader.step_paragraph(steps) {
        state.say(if steps > 0 {
            "The last paragraph"
        } else {
            "The first paragraph"
        });
    }
}

/// `J K`: the next article of the list, without leaving the pane.
pub fn article(state: &mut State, steps: isize) {
    if let Some(open) = state.reader.article
        && state.focus != Pane::List
        && state.list.selected() != Some(open)
    {
        state.list.select(open);
    }
    if !state.list.step(steps) {
        let filter = if state.filter.is_empty() {
            ""
        } else {
            " within the filter"
        };
        state.say(format!(
            "The {} article{filter}",
            if steps > 0 { "last" } else { "first" }
        ));
        return;
    }
    if state.focus == Pane::List {
        follow_list(state);
    } else if let Some(id) = state.list.selected() {
        state.show_article(id);
    }
}

/// `Enter` in the list: reads the article.
pub fn open(state: &mut State) {
    let Some(id) = state.list.selected() else {
        return state.say("No article here");
    };
    let place = state.place();
    state.jumps.leave(place);
    // What arrives later must not take its place.
    state.list.select(id);
    state.show_article(id);
    state.focus(Pane::Reader);
}

/// `Ctrl-O`, `Alt-O`.
pub fn jump(state: &mut State, forward: bool, given: Given) {
    let mut moved = false;
    for _ in 0..given.times() {
        if !desk::step(state, forward) {
            break;
        }
        moved = true;
    }
    if !moved {
        state.say(if forward {
            "Nothing further forward"
        } else {
            "Nothing further back"
        });
    }
}

/// Goes to a place.
pub fn go_to(state: &mut State, place: Place) {
    state.sheet = None;
    if let Some((id, byte)) = place.article {
        state.list.select(id);
        state.show_article(id);
        let (line, first) = (place.line as usize, byte as usize);
        state.reader.restore(line, first);
    }
    if let Some(day) = place.day {
        state.with_time(|time, world| time.go_to(world, day));
    }
    state.focus(place.focus);
}
