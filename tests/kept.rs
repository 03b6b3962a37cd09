//! What is kept from run to run, by keys: a store in memory stands behind the
//! program, and its answers come back at once. Leaving and coming again is a
//! new state on the same store.
#![allow(clippy::unwrap_used, clippy::panic)]

mod world;

use dateline::{
    app::{Effect, Input, Loaded, Msg, Pane, State, update},
    command::{Key, Sequence},
    model::{Article, Wish},
    store::Store,
};
use world::{article, articles, empty, fill, screen, text};

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
            if let Effect::Keep(wish) = effect {
                self.send(wish);
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
    desk.press("enter } a \"Compare_with_1987.\" enter");
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
    desk.assert_shown("note: Compare with 1987.");
    desk.press("\"_And_1990.\" enter");
    assert!(
        desk.message().starts_with("Note changed"),
        "{}",
        desk.message()
    );
    desk.press(": \"notes\" enter");
    desk.assert_shown("Compare with 1987. And 1990. · “Since then it has been closed twice");
    desk.press("q a ctrl-u enter");
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
    desk.press("a enter");
    assert_eq!(desk.message(), "The note is as it was");
    desk.press("} a enter");
    assert_eq!(desk.message(), "An empty note is none");
}

#[test]
fn a_note_on_a_selection_covers_its_paragraphs() {
    let mut desk = Desk::new();
    desk.press("enter v } a \"Both.\" enter");
    assert_eq!(desk.state.reader.noted, vec![0..2]);
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
    desk.press("q enter a \"First.\" enter J } } a \"Second.\" enter 1 <rest> g g");
    desk.press(": \"notes\" enter / \"second\" enter");
    desk.assert_shown("Second. · “");
    desk.assert_not_shown("First. · “");
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
        "Undone: mark a set",
        "Undone: star on ‘A bridge over the Sarn keeps two towns together’",
        "Undone: star on ‘Sixty years of the Sarn bridge’",
        "Nothing to undo",
    ] {
        desk.press("u");
        assert_eq!(desk.message(), said);
    }
    assert!(desk.state.marks.starred.is_empty() && desk.state.memory.letters.is_empty());
    desk.press("2 ctrl-r");
    assert_eq!(desk.state.marks.starred.len(), 2);
    desk.press("5 ctrl-r");
    assert_eq!(desk.message(), "Nothing to do again");
    assert_eq!(desk.again().state.marks.starred.len(), 2);
}

#[test]
fn a_lettered_mark_comes_back_and_knows_when_its_article_is_away() {
    let mut desk = Desk::new().again_with(vec![long(|_, text| text)]);
    desk.press("enter 3 0 } m a");
    let paragraph = desk.state.reader.paragraph;
    let mut desk = desk.again_with(vec![long(|_, text| text)]);
    desk.press("g g ' a");
    assert_eq!(
        (desk.state.focus, desk.state.reader.paragraph),
        (Pane::Reader, paragraph)
    );
    desk.assert_shown("Paragraph 30");
    let mut desk = desk.again();
    desk.press("' a");
    assert_eq!(
        desk.message(),
        "Mark a is in ‘A long one’, not in this archive"
    );
}

#[test]
fn the_reader_returns_to_its_place_after_edits_and_at_another_width() {
    let mut desk = Desk::new().again_with(vec![long(|_, text| text)]);
    desk.press("enter 3 0 }");
    let (top, paragraph) = (desk.state.reader.top, desk.state.reader.paragraph);
    assert!(top > 0 && paragraph == 30);
    let desk = desk.again_with(vec![long(|_, text| text)]);
    assert_eq!(
        (desk.state.reader.top, desk.state.reader.paragraph),
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
    assert_eq!(desk.state.reader.top, 0);
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
    other.press("enter a \"From_the_other.\" enter *");
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
