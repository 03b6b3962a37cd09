//! What is kept from run to run, by keys: a store in memory stands behind the
//! program, and its answers come back at once. Leaving and coming again is a
//! new state on the same store.
#![allow(clippy::unwrap_used, clippy::panic)]

mod world;

use std::ops::ControlFlow;

use dateline::{
    app::{Effect, Input, Loaded, Msg, Pane, Program, State, coverage, update},
    command::{Key, Sequence},
    model::{Article, Kind, Wish},
    search,
    store::Store,
};
use world::{article, articles, empty, fill, mentions, screen, text};

/// The program and the store behind it.
struct Desk {
    state: State,
    store: Store,
    runs: u64,
}

impl Desk {
    /// Comes to the archive for the first time.
    fn new() -> Self {
        Self {
            state: State::default(),
            store: Store::in_memory("a test").unwrap(),
            runs: 0,
        }
        .again()
    }

    /// Leaves, and comes again.
    fn again(self) -> Self {
        self.again_with(articles())
    }

    /// Leaves, and comes again to these articles.
    fn again_with(self, articles: Vec<Article>) -> Self {
        let mut desk = Self {
            state: empty(120, 40),
            runs: self.runs + 1,
            ..self
        };
        desk.state.memory.run = desk.runs;
        desk.state.memory.archive = Some("sarn".into());
        desk.send(Wish::Recall(Some("sarn".into())));
        for effect in fill_kept(&mut desk.state, articles) {
            desk.send(effect);
        }
        desk
    }

    /// Hands a wish to the store, and its answer to the program.
    fn send(&mut self, wish: Wish) {
        let answer = self.store.carry_out(wish);
        self.give(Msg::Kept(answer));
    }

    fn give(&mut self, msg: Msg) {
        for effect in update(&mut self.state, msg) {
            match effect {
                Effect::Keep(wish) => self.send(wish),
                Effect::Search { generation, query } => {
                    let holdings = self.state.holdings(&query);
                    let mut parts = Vec::new();
                    search::search(&holdings, &query, generation, &mut |part| {
                        parts.push(part);
                        ControlFlow::Continue(())
                    });
                    parts
                        .into_iter()
                        .for_each(|part| self.give(Msg::Found(part)));
                }
                Effect::Weave => self.give(Msg::Woven(world::weave(&self.state))),
                _ => {}
            }
        }
    }

    /// Presses keys as `world::press` does.
    fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split(' ').filter(|word| !word.is_empty()) {
            let typed = word
                .strip_prefix('"')
                .and_then(|word| word.strip_suffix('"'));
            let keys: Vec<Input> = match typed {
                Some(text) => text
                    .replace('_', " ")
                    .chars()
                    .map(|c| Input::Key(Key::char(c)))
                    .collect(),
                None if word == "<rest>" => {
                    self.give(Msg::Clock);
                    continue;
                }
                None => {
                    let sequence: Sequence = word.parse().unwrap();
                    sequence.keys().iter().map(|key| Input::Key(*key)).collect()
                }
            };
            for key in keys {
                self.give(Msg::Input(vec![key]));
            }
        }
        self
    }

    /// Presses one key after the other while the store has not answered yet;
    /// what it is asked for.
    fn press_early(&mut self, keys: &str) -> Vec<Wish> {
        let keys = keys.split(' ').map(|key| key.parse::<Sequence>().unwrap());
        let inputs = keys.map(|keys| Msg::Input(vec![Input::Key(keys.keys()[0])]));
        let effects = inputs.flat_map(|input| update(&mut self.state, input));
        effects.filter_map(wish).collect()
    }

    fn message(&self) -> &str {
        self.state
            .message
            .as_ref()
            .map_or("", |message| &message.text)
    }

    fn shown(&self) -> String {
        text(&screen(&self.state))
    }

    #[track_caller]
    fn assert_shown(&self, wanted: &str) {
        assert!(
            self.shown().contains(wanted),
            "{wanted:?} is not on\n{}",
            self.shown()
        );
    }

    #[track_caller]
    fn assert_not_shown(&self, unwanted: &str) {
        assert!(
            !self.shown().contains(unwanted),
            "{unwanted:?} is on\n{}",
            self.shown()
        );
    }

    /// The title of the open article.
    fn open(&self) -> &str {
        self.state
            .article()
            .map_or("", |(_, article)| &article.title.text)
    }
}

/// Loads articles; what the program wants of the store meanwhile.
fn fill_kept(state: &mut State, articles: Vec<Article>) -> Vec<Wish> {
    let batch = Msg::Loaded(Loaded::Batch {
        articles: articles.into(),
        problems: Vec::new(),
    });
    let end = Msg::Loaded(Loaded::End { cancelled: false });
    let effects = [batch, end].into_iter().flat_map(|msg| update(state, msg));
    effects.filter_map(wish).collect()
}

fn wish(effect: Effect) -> Option<Wish> {
    match effect {
        Effect::Keep(wish) => Some(wish),
        _ => None,
    }
}

/// An article that fills several screens.
fn long(edit: impl Fn(usize, String) -> String) -> Article {
    let body: Vec<String> = (0..60)
        .map(|number| edit(number, format!("Paragraph {number} says something that takes more than one line in a narrow window, so it wraps.")))
        .collect();
    article(
        "long.txt",
        &format!("A long one\n\nMay 4, 2019\n\n{}\n", body.join("\n\n")),
    )
}

#[test]
fn stars_and_read_signs_come_back() {
    let mut desk = Desk::new();
    desk.press("* enter J q");
    assert_eq!(
        (desk.state.marks.starred.len(), desk.state.marks.read.len()),
        (1, 2)
    );
    let mut desk = desk.again();
    assert_eq!(
        (desk.state.marks.starred.len(), desk.state.marks.read.len()),
        (1, 2)
    );
    desk.press("g g *");
    assert_eq!(desk.again().state.marks.starred.len(), 0);
}

#[test]
fn saved_is_said_when_the_store_has_answered() {
    let mut state = empty(120, 40);
    state.memory.archive = Some("sarn".into());
    fill(&mut state, articles());
    let key = |key: &str| Msg::Input(vec![Input::Key(key.parse().unwrap())]);
    let effects = update(&mut state, key("*"));
    let said = |state: &State| state.message.as_ref().unwrap().text.clone();
    assert_eq!(said(&state), "Starred");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dateline.db");
    let mut store = Store::open(Some(&path)).unwrap().store;
    let wishes: Vec<Wish> = effects.into_iter().filter_map(wish).collect();
    let [wish] = wishes.as_slice() else {
        panic!("{wishes:?}")
    };
    // Another key before the answer: its own message stays.
    update(&mut state, Msg::Kept(store.carry_out(wish.clone())));
    assert_eq!(said(&state), "Starred · saved");
    for (pages, expected) in [
        (Some(1), "Not saved: the disk is full"),
        (None, "Starred · saved"),
    ] {
        store.limit_pages(pages).unwrap();
        let notes = store.notes().unwrap().len();
        let mut last = String::new();
        // A page or two may be left: enough marks fill them.
        for number in 0..400 {
            let letter = char::from_u32(0x4E00 + number).unwrap();
            let mut effects = update(&mut state, key("m"));
            effects.extend(update(
                &mut state,
                Msg::Input(vec![Input::Key(Key::char(letter))]),
            ));
            effects.extend(update(&mut state, key("*")));
            for effect in effects {
                if let Effect::Keep(wish) = effect {
                    update(&mut state, Msg::Kept(store.carry_out(wish)));
                }
            }
            last = said(&state);
            if last.starts_with("Not") != expected.starts_with("Not") {
                continue;
            }
            break;
        }
        assert!(
            last == expected || last == expected.replace("Starred", "The star is taken away"),
            "{last}"
        );
        assert_eq!(store.notes().unwrap().len(), notes);
    }
}

#[test]
fn nothing_kept_is_said_again_when_asked() {
    let mut desk = Desk::new();
    desk.press("*");
    assert_eq!(desk.message(), "Starred · gone when you leave: a test");
    desk.press(": \"notes\" enter");
    desk.assert_shown("Nothing is kept when you leave: a test");
}

#[test]
fn a_note_is_written_shown_changed_and_deleted() {
    let mut desk = Desk::new();
    desk.press("enter } a \"Compare_with_1987.\" ctrl-s");
    desk.assert_shown("✎");
    assert!(
        desk.message().starts_with("Note written"),
        "{}",
        desk.message()
    );
    desk.press("} {");
    desk.assert_shown("Note: Compare with 1987.");
    let mut desk = desk.again();
    desk.press("enter");
    desk.assert_shown("✎");
    desk.press("g g } a");
    desk.assert_shown("│ Compare with 1987. ");
    desk.press("\"_And_1990.\" enter \"A_second_line.\" ctrl-s");
    assert!(
        desk.message().starts_with("Note changed"),
        "{}",
        desk.message()
    );
    desk.press(": \"notes\" enter");
    desk.assert_shown("“Since then it has been closed twice");
    desk.assert_shown("Compare with 1987. And 1990. ");
    desk.assert_shown("A second line.");
    desk.press("q a ctrl-u backspace ctrl-u ctrl-s");
    assert!(
        desk.message().starts_with("Note deleted"),
        "{}",
        desk.message()
    );
    desk.assert_not_shown("✎");
    desk.press("u");
    assert_eq!(
        desk.message(),
        "Undone: note on ‘Sixty years of the Sarn bridge’ deleted"
    );
    desk.assert_shown("✎");
    desk.press("a ctrl-s");
    assert_eq!(desk.message(), "The note is as it was");
    desk.press("} a ctrl-s");
    assert_eq!(desk.message(), "An empty note is none");
}

#[test]
fn a_note_on_a_selection_covers_its_paragraphs() {
    let mut desk = Desk::new();
    desk.press("enter v } a \"Both.\" ctrl-s");
    let (_, article) = desk.state.article().unwrap();
    let end = article.text.find("\n\nThe ferry").unwrap();
    assert_eq!(
        desk.state.reader.noted,
        [Some(0..u32::try_from(end).unwrap())]
    );
    assert_eq!(desk.state.reader.selection, None);
    let (id, article) = desk.state.article().unwrap();
    let note = &desk.state.memory.notes(id)[0];
    assert!(
        note.quote.exact.starts_with("The Sarn bridge was opened")
            && note.quote.exact.ends_with("in 2009.")
    );
    assert_eq!(
        note.quote.find(&article.text),
        Some(0..note.quote.exact.len())
    );
}

#[test]
fn the_notes_sheet_is_searched_and_leads_to_a_note() {
    let mut desk = Desk::new();
    desk.press(": \"notes\" enter");
    desk.assert_shown("No notes yet");
    desk.press("q enter a \"First.\" ctrl-s J } } a \"Second.\" ctrl-s 1 <rest> g g");
    desk.press(": \"notes\" enter / \"second\" enter");
    desk.assert_shown("Second.");
    desk.assert_not_shown("First.");
    desk.press("q q : \"notes_1\" enter");
    assert_eq!(
        (desk.state.focus, desk.open()),
        (
            Pane::Reader,
            "A bridge over the Sarn keeps two towns together"
        )
    );
    assert_eq!(desk.state.reader.paragraph, 2);
    desk.press(": \"notes_9\" enter");
    assert_eq!(desk.message(), "There is no note 9; there are 2");
    let mut desk = desk.again_with(articles().split_off(2));
    desk.press(": \"notes_1\" enter");
    assert!(
        desk.message().ends_with("is not in this archive"),
        "{}",
        desk.message()
    );
}

#[test]
fn undo_and_redo_reach_over_the_end_of_a_run() {
    let mut desk = Desk::new();
    desk.press("* j * m a U");
    let mut desk = desk.again();
    for said in [
        "Undone: ‘A bridge over the Sarn keeps two towns together’ marked as read",
        "Undone: mark a in ‘A bridge over the Sarn keeps two towns together’ set",
        "Undone: star on ‘A bridge over the Sarn keeps two towns together’",
        "Undone: star on ‘Sixty years of the Sarn bridge’",
        "Nothing to undo",
    ] {
        desk.press("u");
        assert_eq!(desk.message(), said);
    }
    assert!(desk.state.marks.starred.is_empty());
    let (id, _) = desk.state.article().unwrap();
    assert!(desk.state.memory.marks(id).unwrap().is_empty());
    desk.press("2 ctrl-r");
    assert_eq!(desk.state.marks.starred.len(), 2);
    desk.press("5 ctrl-r");
    assert_eq!(desk.message(), "Nothing to do again");
    assert_eq!(desk.again().state.marks.starred.len(), 2);
}

#[test]
fn a_capital_mark_holds_everywhere_and_knows_when_its_article_is_away() {
    let mut desk = Desk::new().again_with(vec![long(|_, text| text)]);
    desk.press("enter 3 0 } m A");
    let paragraph = desk.state.reader.paragraph;
    let mut desk = desk.again_with(vec![long(|_, text| text)]);
    desk.press("g g ' A");
    assert_eq!(
        (desk.state.focus, desk.state.reader.paragraph),
        (Pane::Reader, paragraph)
    );
    desk.assert_shown("Paragraph 30");
    let mut desk = desk.again();
    desk.press("' A");
    assert_eq!(
        desk.message(),
        "Mark A is in ‘A long one’, not in this archive"
    );
}

#[test]
fn a_small_mark_holds_in_its_article_alone_whatever_was_edited_before_it() {
    let mut articles = articles();
    articles.push(long(|_, text| text));
    let mut desk = Desk::new().again_with(articles.clone());
    desk.press(": \"sort_length\" enter g g enter 3 0 } m a G m b");
    desk.press("J m a ' b");
    assert_eq!(desk.message(), "There is no mark b; set in this article: a");
    desk.press("K g g ' a");
    assert_eq!(desk.state.reader.paragraph, 30);
    articles.pop();
    articles.push(long(|number, text| {
        format!("{}{text}", if number == 4 { "A new one.\n\n" } else { "" })
    }));
    let mut desk = desk.again_with(articles);
    desk.press("g g ' a");
    desk.assert_shown("▌   Paragraph 30 says");
    desk.press("u u u");
    assert_eq!(desk.message(), "Undone: mark a in ‘A long one’ set");
    desk.press("' a");
    assert!(desk.message().starts_with("There is no mark a"));
    // Back to where one was before the mark was gone to.
    desk.press("ctrl-o");
    assert_eq!(desk.state.reader.paragraph, 0);
}

#[test]
fn the_way_back_leads_into_earlier_runs() {
    let mut desk = Desk::new();
    desk.press("enter q j j enter } q G enter");
    let titles = [
        "A letter without a date",
        "Velm harbour to be dredged",
        "Sixty years of the Sarn bridge",
    ];
    assert_eq!(desk.open(), titles[0]);
    desk.press("ctrl-o ctrl-o");
    let mut desk = desk.again();
    desk.press("alt-o ctrl-o ctrl-o ctrl-o");
    assert_eq!((desk.state.focus, desk.open()), (Pane::List, titles[2]));
    // Articles that are not here are passed over.
    let mut desk = desk.again_with(articles().split_off(3));
    desk.press("ctrl-o ctrl-o ctrl-o");
    assert_eq!(desk.message(), "Nothing further back");
    let mut desk = desk.again();
    desk.press("alt-o");
    assert!(titles.contains(&desk.open()));
    desk.press("' '");
    assert_ne!(desk.message(), "That place is not in this archive");
}

#[test]
fn filter_zoom_and_layout_come_back() {
    let tagged = |mut desk: Desk| {
        desk.give(Msg::Tagged(mentions(&articles())));
        desk.state.freshen();
        desk
    };
    let mut desk = tagged(Desk::new());
    desk.press(": \"search_ferry\" enter");
    desk.press(": \"date_1962-05-04\" enter v v 2 <rest> < < P z");
    let look = |state: &State| {
        (
            state.filter.query().map(|query| query.raw.clone()),
            state.filter.brush(),
            state.list.articles().collect::<Vec<_>>(),
            (state.focus, state.zoomed),
            (state.time.zoom, state.time.cursor),
            (state.reader.style.measure, state.reader.style.paragraphs),
        )
    };
    let left = look(&desk.state);
    assert!(left.0.is_some() && left.1.is_some() && !left.2.is_empty() && left.3.1);
    let mut desk = tagged(desk.again());
    assert_eq!(look(&desk.state), left);
    desk.press("esc backspace");
    assert_eq!(desk.state.list.len(), 5);
    assert!(desk.again().state.filter.is_empty());
}

#[test]
fn what_was_on_the_screen_shows_in_the_list_and_outlasts_edits() {
    let paragraphs = |desk: &Desk| {
        let (id, _) = desk.state.article().unwrap();
        coverage::of_article(&desk.state, id)
    };
    let mut desk = Desk::new().again_with(vec![long(|_, text| text)]);
    assert_eq!(paragraphs(&desk), None, "the list has the keys");
    desk.press("enter");
    let (seen, of) = paragraphs(&desk).unwrap();
    assert!(seen > 5 && of == 60);
    desk.assert_shown("2019-05-04▁ A long one");
    desk.press("G");
    let (more, _) = paragraphs(&desk).unwrap();
    assert!(
        more > seen && more < 40,
        "what was jumped over was not seen"
    );
    let mut desk = desk.again_with(vec![long(|number, text| {
        if number == 0 {
            text.replace("Paragraph", "Passage X")
        } else {
            text
        }
    })]);
    assert_eq!(paragraphs(&desk), Some((more, 60)));
    desk.press("enter g g");
    assert_eq!(paragraphs(&desk), Some((more, 60)), "one gone, one new");
    desk.press("space space space space space space space");
    desk.assert_shown("2019-05-04✓ A long one");
    desk.press(": \"date_2019-05-04\" enter");
    desk.assert_shown("·    1 ·    1 100 % ");
}

#[test]
fn the_reader_returns_to_its_place_after_edits_and_at_another_width() {
    let mut desk = Desk::new().again_with(vec![long(|_, text| text)]);
    desk.press("enter 3 0 }");
    let (top, paragraph) = (desk.state.reader.first_byte(), desk.state.reader.paragraph);
    assert!(top > 0 && paragraph == 30);
    let desk = desk.again_with(vec![long(|_, text| text)]);
    assert_eq!(
        (desk.state.reader.first_byte(), desk.state.reader.paragraph),
        (top, paragraph)
    );

    // Edited before the place, and at it.
    let edits: [fn(usize, String) -> String; 3] = [
        |number, text| {
            if number == 3 {
                "Short.".to_owned()
            } else {
                text
            }
        },
        |number, text| {
            if number == 10 {
                format!("A new one.\n\n{text}")
            } else {
                text
            }
        },
        |number, text| {
            if number == 30 {
                text.replace("something", "a thing")
            } else {
                text
            }
        },
    ];
    let mut desk = desk;
    for edit in edits {
        desk = desk.again_with(vec![long(edit)]);
        let (_, article) = desk.state.article().unwrap();
        let (start, end) = desk.state.reader.page.paragraphs[desk.state.reader.paragraph];
        let chosen = &article.text[start as usize..end as usize];
        assert!(chosen.starts_with("Paragraph 30"), "{chosen}");
        desk.assert_shown("Paragraph 30");
    }
    desk.press("g g");
    let desk = desk.again_with(vec![long(|_, text| text)]);
    assert!(desk.state.reader.is_at_start());
}

#[test]
fn an_archive_opens_as_it_was_left() {
    let mut desk = Desk::new();
    desk.press(": \"sort_title\" enter R enter J");
    let (open, order) = (
        desk.open().to_owned(),
        desk.state.list.articles().collect::<Vec<_>>(),
    );
    let desk = desk.again();
    assert_eq!(desk.open(), open);
    assert_eq!(desk.state.focus, Pane::Reader);
    assert_eq!(desk.state.list.articles().collect::<Vec<_>>(), order);
    // A key pressed before the article is there: the person is elsewhere.
    let mut state = empty(120, 40);
    state.memory.archive = Some("sarn".into());
    let mut desk = Desk { state, ..desk };
    desk.send(Wish::Recall(Some("sarn".into())));
    desk.press("j");
    fill_kept(&mut desk.state, articles());
    assert_eq!(desk.state.focus, Pane::List);
}

#[test]
fn what_another_program_wrote_is_there_after_a_refresh() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dateline.db");
    let [mut other, mut desk] = [1, 2].map(|runs| {
        let store = Store::open(Some(&path)).unwrap().store;
        let state = State::default();
        Desk { state, store, runs }.again()
    });
    other.press("enter a \"From_the_other.\" ctrl-s *");
    desk.assert_not_shown("✎");
    desk.press("ctrl-l");
    assert_eq!(desk.state.marks.starred.len(), 1);
    desk.press("enter");
    desk.assert_shown("✎");
}

#[test]
fn what_is_changed_before_the_store_has_spoken_is_not_lost() {
    let mut desk = Desk::new();
    desk.press("j *");
    let mut state = empty(120, 40);
    let mut wishes = fill_kept(&mut state, articles());
    let early = update(&mut state, Msg::Input(vec![Input::Key(Key::char('*'))]));
    wishes.extend(early.into_iter().filter_map(wish));
    let mut desk = Desk { state, ..desk };
    desk.send(Wish::Recall(None));
    assert_eq!(desk.state.marks.starred.len(), 2);
    for wish in wishes {
        desk.send(wish);
    }
    assert_eq!(desk.again().state.marks.starred.len(), 2);
}

#[test]
fn a_move_before_the_store_has_spoken_is_kept_and_a_place_waits_for_no_move() {
    let mut desk = Desk::new().again_with(vec![long(|_, text| text)]);
    desk.press("enter 3 0 }");
    for (keys, paragraph) in [("enter", 30), ("enter 5 }", 5)] {
        let mut state = empty(120, 40);
        fill_kept(&mut state, vec![long(|_, text| text)]);
        let mut later = Desk { state, ..desk };
        let early = later.press_early(keys);
        later.send(Wish::Recall(None));
        early.into_iter().for_each(|wish| later.send(wish));
        assert_eq!(later.state.reader.paragraph, paragraph, "{keys}");
        desk = later.again_with(vec![long(|_, text| text)]);
        assert_eq!(desk.state.reader.paragraph, paragraph, "{keys}");
    }
}

/// Comes to the archive and waits until its dates are read.
fn tagged(desk: Desk) -> Desk {
    let mut desk = desk.again();
    desk.give(Msg::Tagged(world::mentions(&articles())));
    desk.state.freshen();
    desk
}

/// The events of a year by date, with how many tell each, and what was done by hand.
fn events(desk: &mut Desk, year: &str) -> Vec<String> {
    desk.press(&format!(": \"date_{year}\" enter S S"));
    let state = &desk.state;
    let marked = |event: usize| {
        let marks = state.hand.marks(event)?;
        let star = if marks.starred { " star" } else { "" };
        let changed = if marks.changed { " by hand" } else { "" };
        let remark = marks.remark.as_ref().map(|text| format!(" “{text}”"));
        Some(format!("{star}{changed}{}", remark.unwrap_or_default()))
    };
    let items = state.time.items.iter().filter_map(|item| match item {
        dateline::app::Item::Event(event) => Some(*event),
        _ => None,
    });
    let told = items.map(|at| {
        let event = &state.timeline.events()[at];
        let marks = marked(at).unwrap_or_default();
        format!("{} ×{}{marks}", event.edtf(), event.documents())
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

#[test]
fn a_date_is_corrected_by_hand_undone_and_found_again_in_the_next_run() {
    let mut desk = tagged(Desk::new());
    assert_eq!(events(&mut desk, "1987"), ["1987-10 ×2"]);
    // In the text: October 1987 of the older article.
    desk.press("1 <rest> home j enter 4 ] D ctrl-u \"1986-09\" enter");
    desk.assert_shown("1986-09, by hand");
    assert_eq!(events(&mut desk, "1987"), ["1987-10 ×1"]);
    assert_eq!(events(&mut desk, "1986"), ["1986-09 ×1 by hand"]);
    desk.assert_shown("by hand · told in 2019-05-04");
    desk.press(": \"notes\" enter");
    desk.assert_shown("│▌1986-09 by hand ");
    desk.press("q");
    let mut desk = tagged(desk);
    assert_eq!(events(&mut desk, "1986"), ["1986-09 ×1 by hand"]);
    desk.press("enter");
    desk.assert_shown("‘October 1987’ = 1986-09");
    desk.press("u");
    desk.assert_shown("Undone: ‘October 1987’ 1986-09 by hand");
    assert_eq!(events(&mut desk, "1986"), [""; 0]);
    assert_eq!(events(&mut desk, "1987"), ["1987-10 ×2"]);
    // On the timeline, and that it is no date at all.
    desk.press("D");
    desk.assert_shown("Several articles tell it");
    desk.press("t j D ctrl-u \"none\" enter");
    assert_eq!(events(&mut desk, "1987"), ["1987-10 ×1"]);
    desk.press("1 <rest> home j enter [ ]");
    desk.assert_shown("= no date");
    desk.press("D ctrl-u \"soon\" enter");
    desk.assert_shown("‘soon’ is no date");
    desk.press("D ctrl-u enter");
    desk.assert_shown("as it was read");
    assert_eq!(events(&mut desk, "1987"), ["1987-10 ×2"]);
}

#[test]
fn events_are_merged_and_split_by_hand_and_stay_so() {
    let mut desk = tagged(Desk::new());
    events(&mut desk, "1987");
    desk.press("M");
    desk.assert_shown("Merge 1987-10: choose the other event");
    desk.press("M");
    desk.assert_shown("That is the same event");
    desk.press("M esc");
    desk.assert_shown("Nothing is merged");
    desk.press("M l M");
    desk.assert_shown("Merged into one event");
    let merged = ["1987-10-01/1988-12-31 ×2 by hand"];
    assert_eq!(events(&mut desk, "1987"), merged);
    let mut desk = tagged(desk);
    assert_eq!(events(&mut desk, "1987"), merged);
    desk.press("X");
    desk.assert_shown("t lists who tells an event");
    desk.press("t j j X");
    desk.assert_shown("Split off: an event of its own");
    assert_eq!(
        events(&mut desk, "1987"),
        ["1987-10 ×1 by hand", "1987-10-01/1988-12-31 ×1 by hand"]
    );
    desk.press("u u");
    assert_eq!(events(&mut desk, "1987"), ["1987-10 ×2"]);
    assert_eq!(events(&mut desk, "1988"), ["1988 ×1"]);
    desk.press("ctrl-r ctrl-r");
    assert_eq!(events(&mut desk, "1987").len(), 2);
}

#[test]
fn events_are_starred_and_noted_whoever_tells_them() {
    let mut desk = tagged(Desk::new());
    events(&mut desk, "1987");
    desk.press("* a");
    desk.assert_shown("Note on the event");
    desk.press("\"the_great_flood\" ctrl-s");
    assert_eq!(
        events(&mut desk, "1987"),
        ["1987-10 ×2 star “the great flood”"]
    );
    desk.assert_shown("★1987-10");
    desk.assert_shown("✎ the great flood");
    let mut desk = tagged(desk);
    assert_eq!(
        events(&mut desk, "1987"),
        ["1987-10 ×2 star “the great flood”"]
    );
    // From the row of another article the same star is taken away.
    desk.press("t j j *");
    desk.press("a ctrl-u ctrl-s");
    desk.assert_shown("Note deleted");
    assert_eq!(events(&mut desk, "1987"), ["1987-10 ×2"]);
}

#[test]
fn a_note_on_an_event_has_several_lines_and_is_changed_in_the_list_of_notes() {
    let mut desk = tagged(Desk::new());
    events(&mut desk, "1987");
    desk.press("a \"the_great\" enter \"flood\" esc");
    desk.assert_shown("Not kept; the draft is there");
    desk.press("a ctrl-s V");
    desk.assert_shown("the great");
    desk.press("a");
    desk.assert_shown("Note on the event");
    desk.press("\"_of_October\" ctrl-s");
    assert_eq!(
        events(&mut desk, "1987"),
        ["1987-10 ×2 “the great\nflood of October”"]
    );
    let mut desk = tagged(desk);
    desk.press("V / \"october\" enter a ctrl-end ctrl-u ctrl-s u");
    assert_eq!(
        events(&mut tagged(desk), "1987"),
        ["1987-10 ×2 “the great\nflood of October”"]
    );
}

#[test]
fn what_was_chosen_of_panes_timeline_and_citations_is_chosen_again() {
    let mut desk = tagged(Desk::new());
    let chosen = |desk: &Desk| {
        let state = &desk.state;
        let time = &state.time;
        (
            state.config.panes,
            state.config.citation,
            state.config.glyphs,
            (time.scale, time.order, time.follow),
        )
    };
    let usual = chosen(&desk);
    desk.press("L f : \"cite_ris\" enter : \"bars_braille\" enter 3 <rest> % S");
    let other = chosen(&desk);
    assert!(other.0 != usual.0 && other.1 != usual.1 && other.2 != usual.2);
    assert!(other.3.0 != usual.3.0 && other.3.1 != usual.3.1 && other.3.2 != usual.3.2);
    let mut desk = tagged(desk);
    assert_eq!(chosen(&desk), other);
    desk.press("3 <rest> % % S f L : \"cite_plain\" enter : \"bars_block\" enter");
    let desk = tagged(desk);
    // Beside each other is a choice too.
    assert_eq!(chosen(&desk).3, usual.3);
}

/// Paragraphs of report `number`, each unlike every other.
fn report(number: usize) -> Vec<String> {
    const WORDS: [&str; 12] = [
        "harbour", "bridge", "council", "winter", "flour", "mayor", "steel", "ferry", "railway",
        "school", "lamp", "river",
    ];
    let paragraph = |at: usize| {
        let words =
            (0..24 + number % 9).map(|word| WORDS[(number * 7 + at * 5 + word * word) % 12]);
        let words = words.collect::<Vec<_>>().join(" ");
        format!("Report {number} in part {at} tells of the {words}.")
    };
    (0..4 + number % 4).map(paragraph).collect()
}

/// The report in a file of this name, with lines of this length.
fn filed(number: usize, paragraphs: &[String], name: &str, columns: usize, end: &str) -> Article {
    let wrap = |paragraph: &String| textwrap::fill(paragraph, columns);
    let body = paragraphs.iter().map(wrap).collect::<Vec<_>>().join("\n\n");
    let text = format!(
        "Council report {number}\n\nMay {}, 2019\n\n{body}\n",
        1 + number % 28
    );
    article(name, &text.replace('\n', end))
}

/// Renamed, wrapped anew, saved with other line ends, and edited in another
/// paragraph: of a hundred articles every place, mark and note is there again.
#[test]
fn a_hundred_articles_keep_places_marks_and_notes_through_every_kind_of_edit() {
    const ALL: usize = 100;
    let old = |number| {
        filed(
            number,
            &report(number),
            &format!("old/{number}.txt"),
            70,
            "\n",
        )
    };
    let mut desk = Desk::new().again_with((0..ALL).map(old).collect());
    let number = |desk: &Desk| {
        desk.open()["Council report ".len()..]
            .parse::<usize>()
            .unwrap()
    };
    for row in 1..=ALL {
        desk.press(&format!("1 <rest> : \"{row}\" enter enter }} }}"));
        let number = number(&desk);
        desk.press(&format!("a \"remark_{number}\" ctrl-s m b"));
    }
    let new = |number: usize| {
        let mut paragraphs = report(number);
        let last = paragraphs.len() - 1;
        match number % 4 {
            0 => {}
            1 => paragraphs[last] = "Nothing of this was kept by anybody.".to_owned(),
            2 => paragraphs.insert(0, format!("A new beginning of {number} was put before it.")),
            _ => drop(paragraphs.remove(1)),
        }
        let end = if number.is_multiple_of(2) {
            "\r\n"
        } else {
            "\n"
        };
        filed(
            number,
            &paragraphs,
            &format!("new name {number}"),
            40 + number % 30,
            end,
        )
    };
    let mut desk = desk.again_with((0..ALL).rev().map(new).collect());
    let mut met = [false; ALL];
    for row in 1..=ALL {
        desk.press(&format!("1 <rest> : \"{row}\" enter enter"));
        let number = number(&desk);
        let wanted = report(number).swap_remove(2);
        let (id, article) = desk.state.article().unwrap();
        let reader = &desk.state.reader;
        let (start, end) = reader.page.paragraphs[reader.paragraph];
        assert_eq!(
            &article.text[start as usize..end as usize],
            wanted,
            "the place in {number}"
        );
        let notes = desk.state.memory.notes(id);
        assert_eq!(notes.len(), 1, "the note on {number}");
        assert_eq!(notes[0].text, format!("remark {number}"));
        let span = reader.noted[0].clone().unwrap();
        assert_eq!(
            &article.text[span.start as usize..span.end as usize],
            wanted
        );
        desk.press("g g ' b");
        let reader = &desk.state.reader;
        assert_eq!(
            reader.page.paragraphs[reader.paragraph].0, start,
            "the mark in {number}"
        );
        met[number] = true;
    }
    assert_eq!(met, [true; ALL]);
}

#[test]
fn without_a_date_nothing_is_ruled() {
    let mut desk = tagged(Desk::new());
    desk.press("1 <rest> D");
    desk.assert_shown("Choose a date in the text or an event");
    desk.press("enter D");
    desk.assert_shown("Choose a date first");
    desk.press(": \"date_1700\" enter *");
    desk.assert_shown("There is no event here");
}

#[test]
fn a_passage_is_highlighted_tagged_and_found_in_the_list_of_notes() {
    let mut desk = Desk::new();
    desk.press("enter } H 3");
    assert!(desk.message().starts_with("Highlighted: question"));
    desk.assert_shown("? ");
    desk.press("T \"flood,_#Sarn_flood\" enter");
    assert!(desk.message().starts_with("Tagged: #flood #Sarn"));
    desk.press("} v H f");
    let notes = |desk: &Desk| {
        let (id, _) = desk.state.article().unwrap();
        desk.state.memory.notes(id).to_vec()
    };
    assert_eq!(
        notes(&desk)
            .iter()
            .map(|note| note.kind)
            .collect::<Vec<_>>(),
        [Some(Kind::Question), Some(Kind::Fact)]
    );
    // The tags in use are offered.
    desk.press("J } } T \"fl\" tab enter");
    assert!(
        desk.message().starts_with("Tagged: #flood"),
        "{}",
        desk.message()
    );
    let mut desk = desk.again();
    desk.press("V");
    desk.assert_shown("May 4, 2022 · Sixty years of the Sarn bridge");
    desk.assert_shown("? question  #flood #Sarn");
    desk.press("/ \"QUESTION_sixty\" enter");
    desk.assert_not_shown("= fact");
    desk.press("a \"Why?\" ctrl-s");
    desk.assert_shown("│▌Why? ");
    desk.press("esc / \"nothing_of_this\" enter");
    desk.assert_shown("No note has all these words");
    desk.press("esc / \"why?\" enter d");
    assert!(desk.message().starts_with("Deleted; u brings it back"));
    desk.assert_not_shown("Why?");
    desk.press("u");
    desk.assert_shown("Why?");
    desk.press("enter");
    assert_eq!(
        (desk.state.focus, desk.state.reader.paragraph),
        (Pane::Reader, 1)
    );
    // The same kind again takes it away, and nothing is left of the fact.
    desk.press("} v H f");
    assert!(desk.message().starts_with("No longer highlighted"));
    assert_eq!(notes(&desk).len(), 1);
    desk.press("H x");
    assert_eq!(
        desk.message(),
        "A highlight is one of 1 important, 2 fact, 3 question, 4 wording, 0 none"
    );
}

#[test]
fn what_is_written_and_not_kept_is_there_as_a_draft() {
    let mut desk = Desk::new();
    desk.press("enter } a \"Half_a\" esc");
    assert!(desk.message().starts_with("Not kept; the draft"));
    desk.press("} a \"Another\" ctrl-s { a");
    assert_eq!(desk.message(), "The draft from before");
    desk.press("\"_sentence.\"");
    desk.give(Msg::Input(vec![Input::Paste(
        "\nSecond\tline\u{1b}[31m".into(),
    )]));
    desk.press("up home \"A:_\" f1 ctrl-s");
    let (id, _) = desk.state.article().unwrap();
    let notes = desk.state.memory.notes(id);
    assert_eq!(notes[1].text, "A: Half a sentence.\nSecond    line[31m");
}

#[test]
fn a_note_is_written_in_another_editor_and_kept_when_it_comes_back() {
    let mut desk = Desk::new();
    desk.press("enter a \"Begun\"");
    let key = Msg::Input(vec![Input::Key("alt-e".parse().unwrap())]);
    let effects = update(&mut desk.state, key);
    assert_eq!(effects, [Effect::Open(Program::Write("Begun".into()))]);
    desk.give(Msg::Written("Begun here,\r\nended there.\n".into()));
    assert!(desk.message().starts_with("Note written"));
    desk.assert_shown("✎");
    desk.press("V");
    desk.assert_shown("ended there.");
}

#[test]
fn on_a_wide_screen_notes_stand_beside_their_passages() {
    let mut desk = Desk::new();
    update(&mut desk.state, Msg::Resized(200, 60));
    desk.press("enter");
    desk.assert_shown("Evidence");
    desk.press("} a \"Beside_it.\" enter \"In_two_lines.\" ctrl-s");
    desk.assert_not_shown("Evidence");
    let shown = desk.shown();
    let line = shown
        .lines()
        .find(|line| line.contains("Since then it has been"))
        .unwrap();
    assert!(line.contains("Beside it."), "{line}");
    desk.press("1 <rest>");
    desk.assert_shown("Evidence");
}

fn message(desk: &Desk) -> &str {
    let message = desk.state.message.as_ref();
    message.map_or("", |message| &message.text)
}

#[test]
fn searches_are_logged_and_told_what_has_changed_since() {
    let mut desk = Desk::new();
    desk.press("s \"fer\"");
    assert!(desk.state.memory.asked.is_empty(), "not while one types");
    desk.press("\"ry\" enter");
    assert_eq!(message(&desk), "");
    let logged = desk.store.asked().unwrap();
    assert_eq!(logged, desk.state.memory.asked);
    let found = logged[0].findings;
    assert_eq!((found.hits, found.articles, found.held), (3, 3, 5));
    desk.press("backspace s \"ferry\" enter");
    let said = message(&desk).to_owned();
    assert!(
        said.starts_with("3 hits in 3 of 5 articles · as on 2"),
        "{said}"
    );
    // The order of the list asks nothing anew.
    desk.press("alt-r alt-r");
    assert_eq!(desk.store.asked().unwrap().len(), 2);

    let more = article("new.txt", "News\n\nMay 4, 2020\n\nA ferry and a ferry.\n");
    let mut desk = desk.again_with(articles().into_iter().chain([more]).collect());
    desk.press("esc s ctrl-u \"ferry\" enter");
    let said = message(&desk);
    assert!(
        said.starts_with("5 hits in 4 of 6 articles · on 2"),
        "{said}"
    );
    assert!(
        said.ends_with(": 3 in 3 of 5 · the archive is another"),
        "{said}"
    );

    desk.press("backspace : \"log\" enter");
    let shown = text(&screen(&desk.state));
    assert!(
        shown.contains("‘ferry’ · 5 hits in 4 of 6 articles · sarn"),
        "{shown}"
    );
    // The row leads to the search, which is one more line of the log.
    desk.press("j enter");
    assert_eq!(desk.state.filter.query().unwrap().raw, "ferry");
    assert_eq!(desk.store.asked().unwrap().len(), 4);
    desk.press(": \"log_what\" enter");
    assert!(message(&desk).starts_with(":log what says nothing"));
}

#[test]
fn a_search_is_saved_found_again_and_dropped() {
    let mut desk = Desk::new();
    desk.press(": \"save_x\" enter");
    assert_eq!(message(&desk), "There is no search to save");
    desk.press(": \"saved\" enter");
    assert!(message(&desk).starts_with("No search is saved"));
    desk.press(": \"stem_en\" enter s \"towns\" enter : \"save\" enter");
    assert!(message(&desk).starts_with("Under which name?"));
    desk.press(": \"save_two_towns\" enter");
    assert!(
        message(&desk).starts_with("Search ‘two towns’"),
        "{}",
        message(&desk)
    );
    let mut desk = desk.again();
    desk.press("esc : \"saved_two_towns\" enter");
    let query = desk.state.filter.query().unwrap();
    assert_eq!(
        (&*query.raw, query.stemming.unwrap().code()),
        ("towns", "en")
    );
    desk.press("backspace : \"saved\" enter");
    assert!(text(&screen(&desk.state)).contains("towns · forms: en"));
    desk.press("enter");
    assert!(desk.state.filter.query().is_some());
    desk.press(": \"forget_what\" enter");
    assert_eq!(
        message(&desk),
        "No search is called ‘what’; there are two towns"
    );
    desk.press(": \"forget_two_towns\" enter");
    assert!(desk.state.memory.saved.is_empty());
    desk.press("u");
    assert!(desk.state.memory.saved.contains_key("two towns"));
    assert_eq!(message(&desk), "Undone: search ‘two towns’ dropped");
}
