//! One command, carried out. This file only routes: what a command does
//! stands with the pane or the part that it concerns.

use super::{
    Effect, Line, Pane, Program, Sheet, State, Subject, browser, cite, dates, editor, find, keep,
    keeping, keys::Given, motion, notes, outline, palette, picking, prompt::Purpose, research,
    rulings, searching, selection, settings, sheets, views,
};
use crate::{command::Command, model::Way};

/// Carries a command out.
pub fn run(state: &mut State, command: Command, given: Given) -> Vec<Effect> {
    use Command as C;
    if command != C::Interrupt {
        state.interrupted = false;
    }
    // What a key means stands under the cursor; steps alone go on without it.
    if !is_step(command, state.focus) {
        state.settle();
    }
    match command {
        C::Down
        | C::Up
        | C::HalfPageDown
        | C::HalfPageUp
        | C::PageDown
        | C::PageUp
        | C::ScrollDown
        | C::ScrollUp
        | C::Top
        | C::Bottom => motion::vertical(state, command, given),
        C::Left | C::Right => motion::sideways(state, command == C::Right, given),
        C::NextParagraph => motion::paragraph(state, given.steps()),
        C::PreviousParagraph => motion::paragraph(state, -given.steps()),
        C::NextArticle => motion::article(state, given.steps()),
        C::PreviousArticle => motion::article(state, -given.steps()),
        C::Back | C::Forward => motion::jump(state, command == C::Forward, given),

        C::NextPane => state.focus(state.focus.turned(1)),
        C::PreviousPane => state.focus(state.focus.turned(2)),
        C::FocusList => state.focus(Pane::List),
        C::FocusReader => state.focus(Pane::Reader),
        C::FocusTimeline => state.focus(Pane::Timeline),
        C::Stack => settings::stack(state),
        C::Zoom => {
            state.zoomed = !state.zoomed;
            state.lay_out();
        }

        C::OpenArticle => motion::open(state),
        C::Sort | C::Reverse | C::GroupByYear => settings::order(state, command, given),
        C::ToggleCopies => settings::copies(state),
        C::ToggleRead => keep::read(state),
        C::ToggleFooter
        | C::ParagraphStyle
        | C::Align
        | C::Hyphenate
        | C::LineSpacing
        | C::Margin
        | C::Columns
        | C::Wider
        | C::Narrower => settings::reading(state, command, given),
        C::Information => sheets::information(state),
        C::Outline => outline::show(state),

        C::NextDate => dates::step(state, given.steps()),
        C::PreviousDate => dates::step(state, -given.steps()),
        C::ToTimeline => dates::to_timeline(state),
        C::Follow => dates::follow(state),
        C::ZoomIn | C::ZoomOut => dates::zoom(state, command == C::ZoomIn, given),
        C::NextEvent | C::PreviousEvent => dates::event(state, command == C::NextEvent, given),
        C::OpenEvent => dates::open_event(state),
        C::Brush => dates::brush(state),
        C::PanLeft | C::PanRight => dates::pan(state, command == C::PanRight, given),
        C::OtherLane => dates::other_lane(state),
        C::Scale => dates::scale(state),
        C::Bars => settings::bars(state, given),
        C::SortEvents => dates::sort(state),
        C::Tellers => dates::tellers(state),
        C::Explain => views::explain(state),
        C::OnThisDay => views::on_this_day_of(state, given),
        C::Gaps => views::gaps(state),
        C::Undated => views::undated(state),
        C::Lag => views::lag(state),
        C::GoToDate => dates::go_to(state, given),
        C::Today => dates::today(state),

        C::Find => palette::open(state, Purpose::Find, ""),
        C::FindNext => find::step(state, given.steps()),
        C::FindPrevious => find::step(state, -given.steps()),
        C::Search => return searching::command(state, given),
        C::Rank => return searching::rank(state),
        C::Snippets => searching::snippets(state),
        C::Stem => return searching::stem(state, given),
        C::Save => research::save(state, given),
        C::Forget => research::forget(state, given),
        C::Saved => return research::saved(state, given),
        C::Log => return research::log(state, given),
        C::Pick => return picking::open(state),
        C::ClearFilter => find::clear(state),

        C::CorrectDate => rulings::correct(state, given),
        C::StarEvent => rulings::star(state),
        C::NoteEvent => rulings::note(state, given),
        C::MergeEvents => rulings::merge(state),
        C::SplitEvent => rulings::split(state),

        C::Mark => keep::mark(state, given),
        C::GoToMark => keep::go_to_mark(state, given),
        C::Star => keep::star(state),
        C::Select => selection::begin(state),
        C::SelectUnit => selection::coarser(state),
        C::OtherEnd => selection::other_end(state),
        C::SelectOn
        | C::SelectBack
        | C::SelectWord
        | C::SelectWordBack
        | C::SelectSentence
        | C::SelectSentenceBack
        | C::SelectParagraph
        | C::SelectParagraphBack => selection::extend(state, command, given),
        C::Copy => return cite::copy(state),
        C::Cite => return cite::cite(state, given),
        C::Note => notes::begin(state, given),
        C::Highlight => notes::highlight(state, given),
        C::Tag => notes::tag(state, given),
        C::Notes => browser::open(state, given),
        C::OpenNote => browser::enter(state),
        C::DeleteNote => notes::delete(state),
        C::Undo => keeping::turn(state, Way::Undo, given),
        C::Redo => keeping::turn(state, Way::Redo, given),

        C::OpenSource => return keep::open_source(state),
        C::Edit => return keep::edit(state),
        C::Pipe => return keep::pipe(state, given),
        C::Plain => return keep::plain(state),
        C::Suspend => return vec![Effect::Suspend],

        C::CommandLine => palette::open(state, Purpose::Command, ""),
        C::Help => sheets::help(state),
        C::Problems => sheets::problems(state),
        C::Theme => settings::theme(state, given),
        C::Wire => return vec![Effect::TellWire],
        C::About => sheets::about(state),
        C::Redraw => {
            keeping::refresh(state);
            return vec![Effect::Clear];
        }
        C::Cancel => return cancel(state),
        C::Interrupt => return interrupt(state),
        C::Quit => return quit(state),
        C::QuitAll => return vec![Effect::Quit],
        C::Close => close(state),
        C::GoThere => return views::go_there(state),

        C::KeepNote
        | C::NoteInEditor
        | C::NewLine
        | C::RowUp
        | C::RowDown
        | C::TextStart
        | C::TextEnd => return editor::edit(state, command),

        C::Accept
        | C::Regex
        | C::Abandon
        | C::Complete
        | C::CompleteBack
        | C::DeleteBack
        | C::DeleteForward
        | C::DeleteWord
        | C::DeleteLine
        | C::DeleteToEnd
        | C::CursorWordLeft
        | C::CursorWordRight
        | C::CursorLeft
        | C::CursorRight
        | C::CursorStart
        | C::CursorEnd
            if state.prompt.is_some() =>
        {
            return super::prompt_keys::edit(state, command);
        }
        _ => return editor::edit(state, command),
    }
    Vec::new()
}

/// Whether a command may come many times a second and needs nothing of what
/// the timeline lists.
fn is_step(command: Command, focus: Pane) -> bool {
    use Command as C;
    match command {
        C::Left | C::Right | C::NextEvent | C::PreviousEvent => true,
        C::NextDate | C::PreviousDate => true,
        C::Down | C::Up => focus != Pane::Timeline,
        _ => false,
    }
}

/// Esc: ends the innermost thing that goes on, and never the program.
fn cancel(state: &mut State) -> Vec<Effect> {
    if state.time.merging.take().is_some() {
        state.say("Nothing is merged");
        return Vec::new();
    }
    if state.reader.selection.take().is_some() || state.time.anchor.take().is_some() {
        state.say("Selection cancelled");
    } else if find::clear_found(state) {
        state.say("Found places no longer lit");
    } else if state.filter.stop() {
        state.say("Search stopped: the list shows what was found so far");
    } else if !state.filter.is_empty() {
        find::clear(state);
    } else if state.loading == super::Loading::Running {
        return vec![Effect::StopLoading];
    } else if state.zoomed {
        state.zoomed = false;
        state.lay_out();
    } else {
        state.say("Nothing to cancel");
    }
    Vec::new()
}

/// Ctrl-C: stops what runs; the second time in a row it quits.
fn interrupt(state: &mut State) -> Vec<Effect> {
    if std::mem::replace(&mut state.interrupted, true) {
        return vec![Effect::Quit];
    }
    if state.filter.stop() {
        state.say("Search stopped · Ctrl-C again quits");
    } else if state.loading == super::Loading::Running {
        state.say("Loading stopped · Ctrl-C again quits");
        return vec![Effect::StopLoading];
    } else {
        state.say("Nothing is running · Ctrl-C again quits");
    }
    Vec::new()
}

/// One step back: sheet, zoomed pane, other pane, list, out.
fn quit(state: &mut State) -> Vec<Effect> {
    if state.browser.take().is_some() || state.sheet.take().is_some() {
        return Vec::new();
    }
    if state.zoomed {
        state.zoomed = false;
        state.lay_out();
    } else if state.focus == Pane::List {
        return vec![Effect::Quit];
    } else {
        state.focus(Pane::List);
    }
    Vec::new()
}

/// Ends the list of notes, else the search of a sheet, else the sheet.
pub fn close(state: &mut State) {
    if state.browser.is_some() {
        return browser::close(state);
    }
    match &mut state.sheet {
        Some(sheet) if !sheet.needle.is_empty() => sheet.search(""),
        sheet => *sheet = None,
    }
}

/// Shows a sheet over the panes.
pub fn show(state: &mut State, subject: Subject, title: impl Into<String>, lines: Vec<Line>) {
    state.sheet = Some(Sheet::new(subject, title, lines));
}

/// Hands a program over to the runtime.
pub fn open(program: Program) -> Vec<Effect> {
    vec![Effect::Open(program)]
}
