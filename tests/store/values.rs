//! What goes in comes out; what was changed can be undone.

use dateline::{
    model::{
        Asked, Change, Desk, Findings, Fingerprint, Kept, Kind, Letter, Likeness, ListOrder, Note,
        Record, Ruling, Saved, Seen, Setting, Spot, Trail, Verdict, Way, Wish,
    },
    text::Quote,
};
use proptest::prelude::*;

use super::{Store, all, article, cited, keep, memory, note, texts, write_note};

fn ruling(id: &str, verdict: Verdict) -> Ruling {
    Ruling {
        id: id.into(),
        quote: Quote::new(&article(1).text, 0..3),
        verdict,
    }
}

#[test]
fn a_ruling_is_changed_dropped_and_undone() {
    let mut store = memory();
    let rule = |verdict: Option<Verdict>| {
        Change::Ruled(
            cited(1),
            "r".into(),
            verdict.map(|verdict| ruling("r", verdict)),
        )
    };
    let held = |store: &Store| -> Vec<String> {
        let all = all(store);
        let rulings = all.records.iter().flat_map(|record| &record.rulings);
        rulings.map(|ruling| ruling.verdict.describe()).collect()
    };
    keep(&mut store, rule(Some(Verdict::Date("2019-05-03".into()))));
    keep(&mut store, rule(Some(Verdict::NoDate)));
    assert_eq!(held(&store), ["no date, by hand"]);
    keep(&mut store, rule(None));
    assert_eq!(held(&store), [""; 0]);
    let mut said = Vec::new();
    while let Kept::Turned(_, _, what) = store.carry_out(Wish::Turn(Way::Undo)) {
        said.push((what, held(&store).join("")));
    }
    let expected = [
        ("‘The’ no date, by hand taken back", "no date, by hand"),
        ("‘The’ no date, by hand", "2019-05-03 by hand"),
        ("‘The’ 2019-05-03 by hand", ""),
    ];
    assert_eq!(
        said,
        expected.map(|(what, now)| (what.to_owned(), now.to_owned()))
    );
}

#[test]
fn every_kind_of_change_is_kept_and_read_again() {
    let mut store = memory();
    let text = article(1).text;
    let spot = Spot::new(&text, 0..text.find("\n\n").unwrap(), 9);
    let letter = Letter {
        article: Some((cited(1), spot.clone())),
        pane: "Reader".into(),
        day: "2019-05-04".parse().ok(),
    };
    let desk = Desk {
        article: Some(cited(1).likeness),
        pane: "Reader".into(),
        order: Some(ListOrder {
            sort: "title".into(),
            descending: true,
            by_year: false,
        }),
        query: Some("title:bridge".into()),
        brush: Some((
            "printed".into(),
            "1962-05-04".parse().unwrap(),
            "1987-10-31".parse().unwrap(),
        )),
        zoomed: true,
        time: Some(("month".into(), "1987-10-01".parse().unwrap())),
        look: None,
        setting: Some(Setting {
            measure: 64,
            paragraphs: "space".into(),
            align: "justified".into(),
            hyphenate: false,
            line_spacing: 2,
            columns: "two".into(),
            margin: 4,
            footer: false,
        }),
    };
    let trail = Trail {
        back: vec![letter.clone()],
        forward: vec![letter.clone(), letter.clone()],
    };
    let hashes = Seen::hashes(&article(1));
    let mut seen = Seen::default().fit(&hashes);
    seen.add(&hashes[..1]);
    keep(&mut store, Change::Read(cited(1), true));
    keep(&mut store, Change::Star(cited(2), true));
    keep(&mut store, Change::Place(cited(1), Some(spot.clone())));
    keep(
        &mut store,
        Change::Letter('a', Some(Box::new(letter.clone()))),
    );
    let ruling = ruling(
        "r",
        Verdict::Together(Box::new((cited(2), Quote::new(&text, 4..8)))),
    );
    keep(
        &mut store,
        Change::Ruled(cited(1), "r".into(), Some(ruling.clone())),
    );
    keep(&mut store, Change::Mark(cited(1), 'b', Some(spot.clone())));
    keep(
        &mut store,
        Change::Desk("here".into(), Box::new(desk.clone())),
    );
    keep(&mut store, Change::Trail("here".into(), trail.clone()));
    let saved = Saved {
        query: "boat*".into(),
        stemming: Some("en".into()),
    };
    keep(
        &mut store,
        Change::Saved("boats".into(), Some(saved.clone())),
    );
    let asked = Asked {
        at: "".into(),
        query: "boats".into(),
        stemming: None,
        name: "canals".into(),
        findings: Findings {
            hits: 3,
            articles: 2,
            held: 9,
            archive: Fingerprint(u64::MAX),
        },
    };
    let answered = keep(&mut store, Change::Asked(asked.clone()));
    let told = all(&store);
    assert_eq!(told.saved, [("boats".into(), saved)]);
    assert_eq!(told.asked, store.asked().unwrap());
    assert_eq!(told.asked.len(), 1);
    assert!(told.asked[0].at.ends_with('Z'));
    assert_eq!(answered, Change::Asked(told.asked[0].clone()));
    assert_eq!(told.asked[0].query, asked.query);
    keep(&mut store, Change::Seen(cited(1), seen.clone()));
    let kept = keep(
        &mut store,
        Change::Note(
            cited(1),
            "n".into(),
            Some(Note {
                kind: Some(Kind::Question),
                tags: vec!["flood".into(), "Sarn".into()],
                ..note("n", "Ünï\n\"quoted\"", &article(1))
            }),
        ),
    );
    let Change::Note(_, _, Some(kept)) = kept else {
        panic!("{kept:?}")
    };
    assert_eq!(kept.created.len(), "2024-05-04T12:00:00Z".len());

    let all = store.everything(Some("here")).unwrap();
    let [first, second] = &*all.records else {
        panic!("{all:?}")
    };
    assert_eq!(first.cited, cited(1));
    assert_eq!((first.read, first.starred), (true, false));
    assert_eq!((second.read, second.starred), (false, true));
    assert_eq!(first.place.as_ref(), Some(&spot));
    assert_eq!(first.marks, [('b', spot)].into());
    assert_eq!(first.seen, Some(seen));
    assert_eq!(all.trail, trail);
    assert_eq!(first.notes, [kept]);
    assert_eq!(first.rulings, [ruling]);
    assert_eq!(all.letters, [('a', letter)]);
    assert_eq!(all.desk, Some(desk));
    assert_eq!(store.everything(Some("elsewhere")).unwrap().desk, None);
    assert!(store.check().unwrap().is_sound());
}

/// Turns once; what was done, in words.
fn turn(store: &mut dateline::store::Store, way: Way) -> Option<String> {
    match store.carry_out(Wish::Turn(way)) {
        Kept::Turned(_, _, what) => Some(what),
        Kept::AtEnd(_) => None,
        other => panic!("{other:?}"),
    }
}

#[test]
fn undo_and_redo_go_through_what_was_done_by_hand() {
    let mut store = memory();
    write_note(&mut store, 1, "a", "first");
    write_note(&mut store, 1, "a", "second");
    store.carry_out(Wish::in_passing(Change::Read(cited(1), true)));
    keep(&mut store, Change::Note(cited(1), "a".into(), None));
    assert_eq!(
        turn(&mut store, Way::Undo).unwrap(),
        "note on ‘Report number 1’ deleted"
    );
    assert_eq!(texts(&store), ["second"]);
    assert_eq!(
        turn(&mut store, Way::Undo).unwrap(),
        "note on ‘Report number 1’ changed"
    );
    assert_eq!(texts(&store), ["first"]);
    assert_eq!(
        turn(&mut store, Way::Undo).unwrap(),
        "note on ‘Report number 1’ written"
    );
    assert_eq!(
        (texts(&store).len(), turn(&mut store, Way::Undo)),
        (0, None)
    );
    assert!(turn(&mut store, Way::Redo).is_some() && turn(&mut store, Way::Redo).is_some());
    assert_eq!(texts(&store), ["second"]);
    keep(&mut store, Change::Star(cited(1), true));
    assert_eq!(turn(&mut store, Way::Redo), None);
    assert!(
        all(&store).records[0].read,
        "what follows from reading is not undone"
    );
}

#[test]
fn the_last_hundred_changes_can_be_undone() {
    let mut store = memory();
    for number in 0..150 {
        write_note(&mut store, 1, &number.to_string(), "text");
        if number % 10 == 0 {
            turn(&mut store, Way::Undo);
        }
    }
    let undone = std::iter::from_fn(|| turn(&mut store, Way::Undo)).count();
    assert_eq!(undone, 100);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Undoing everything leads back through every state, redoing forward.
    #[test]
    fn undoing_retraces_any_way(steps in proptest::collection::vec((0..5_u8, 0..3_usize, any::<bool>()), 1..24)) {
        let mut store = memory();
        // Entered at the beginning, so that only values differ.
        for number in 0..3 {
            store.carry_out(Wish::in_passing(Change::Place(cited(number), None)));
        }
        let look = |store: &dateline::store::Store| {
            let all = all(store);
            let mut records: Vec<Record> = all.records.to_vec();
            records.iter_mut().for_each(|record| record.notes.sort_by(|a, b| a.id.cmp(&b.id)));
            (records, all.letters)
        };
        let mut states = vec![look(&store)];
        for (at, (kind, number, on)) in steps.into_iter().enumerate() {
            let id = format!("note {number}");
            keep(&mut store, match kind {
                0 => Change::Read(cited(number), on),
                1 => Change::Star(cited(number), on),
                2 => {
                    let mut note = note(&id, &format!("text {at}"), &article(number));
                    note.created = "2024-01-01T00:00:00Z".into();
                    note.kind = Kind::ALL.get(at % 5).copied();
                    note.tags = vec![format!("tag {at}").into()];
                    Change::Note(cited(number), id.into(), on.then_some(note))
                }
                3 => {
                    let spot = on.then(|| Spot::new(&article(number).text, 0..9, at));
                    Change::Mark(cited(number), 'a', spot)
                }
                _ => {
                    let letter = Letter { article: None, pane: format!("pane {at}").into(), day: None };
                    Change::Letter('a', on.then_some(Box::new(letter)))
                }
            });
            states.push(look(&store));
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(turn(&mut store, Way::Undo).is_some());
            prop_assert_eq!(&look(&store), state);
        }
        for state in states.iter().skip(1) {
            prop_assert!(turn(&mut store, Way::Redo).is_some());
            prop_assert_eq!(&look(&store), state);
        }
    }

    #[test]
    fn a_likeness_is_written_and_read(title in "\\PC{0,40}", body in "[\\PC\\n]{0,300}") {
        let text = format!("{title}\n\nMay 4, 2019\n\n{body}\n\nThe end.\n");
        if let Some(article) = dateline::ingest::parse(text.as_bytes(), "a.txt").0 {
            let likeness = Likeness::of(&article);
            prop_assert_eq!(likeness.to_string().parse(), Ok(likeness));
        }
    }
}

#[test]
fn what_is_no_likeness_is_refused() {
    let good = cited(1).likeness.to_string();
    for bad in [
        "",
        "0",
        &good[1..],
        &format!("{good}0"),
        &good.replacen(&good[..1], "x", 1),
        &good.replacen(&good[..2], "é", 1),
    ] {
        assert!(bad.parse::<Likeness>().is_err(), "{bad}");
    }
}

#[test]
fn notes_from_elsewhere_come_in_once_and_the_newer_wins() {
    let mut store = memory();
    write_note(&mut store, 1, "a", "here");
    let theirs = |changed: &str| {
        let (cited, mut note) = store_note(&store);
        note.text = "there".to_owned();
        note.changed = changed.into();
        [Change::Note(cited, note.id.clone(), Some(note))]
    };
    let (older, newer) = (
        theirs("1999-01-01T00:00:00Z"),
        theirs("2999-01-01T00:00:00Z"),
    );
    assert_eq!(store.import(&older).unwrap().left, 1);
    assert_eq!(store.import(&newer).unwrap().changed, 1);
    assert_eq!(texts(&store), ["there"]);
    let mut other = memory();
    assert_eq!(other.import(&newer).unwrap().new, 1);
    assert_eq!(other.notes().unwrap(), store.notes().unwrap());
}

fn store_note(store: &dateline::store::Store) -> (dateline::model::Cited, Note) {
    store.notes().unwrap().remove(0)
}
