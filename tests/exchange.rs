//! What was added leaves one store and comes into another without any loss,
//! whichever way it goes.
#![allow(clippy::unwrap_used, clippy::panic)]

use dateline::{
    cli::exchange::{line, markdown, parse},
    ingest,
    model::{Article, Change, Cited, Day, Kind, Letter, Note, Ruling, Saved, Spot, Verdict},
    store::Store,
    text::Quote,
};
use proptest::prelude::*;

fn article(number: usize) -> Article {
    let text = format!(
        "Report {number} on <locks> & gates\n\nMay {}, 2019\n\nThe lock of canal {number} was opened; nobody -- nobody at all -- had expected {number} boats.\n\nLater it was closed, <!-- as -->  was *canal* {number}.\n",
        number + 1
    );
    ingest::parse(text.as_bytes(), &format!("{number}.txt"))
        .0
        .unwrap()
}

/// Words with all that means something in JSON, in Markdown or to a terminal.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,30}",
        "(--|-->|<!-- dateline \\{\\} -->|\\n|\\{|\"|\\\\|[a-z ]{1,8}|\u{1b}\\[31m|\u{202e}|\u{7f}|\r){1,8}",
    ]
}

fn quote(article: Article) -> impl Strategy<Value = (Cited, Quote)> {
    let length = article.text.len();
    (0..length, 0..length).prop_map(move |(a, b)| {
        let quote = Quote::new(&article.text, a.min(b)..a.max(b));
        (Cited::new(&article), quote)
    })
}

fn place() -> impl Strategy<Value = (Cited, Quote)> {
    (0..4_usize).prop_flat_map(|number| quote(article(number)))
}

fn id() -> impl Strategy<Value = Box<str>> {
    "[a-f0-9]{6}-[0-9]{1,3}".prop_map(Into::into)
}

fn time() -> impl Strategy<Value = Box<str>> {
    (10..60_u8).prop_map(|second| format!("2024-05-04T12:00:{second}Z").into())
}

fn note() -> impl Strategy<Value = Change> {
    let kind = prop::option::of(prop::sample::select(Kind::ALL.to_vec()));
    let tags = prop::collection::btree_set("[a-zé漢#<>-]{1,8}", 0..4);
    let paragraph = prop::option::of(1..9_u32);
    (
        place(),
        id(),
        words(),
        kind,
        tags,
        paragraph,
        time(),
        time(),
    )
        .prop_map(
            |((cited, quote), id, text, kind, tags, paragraph, created, changed)| {
                let note = Note {
                    text,
                    kind,
                    tags: tags.into_iter().map(Into::into).collect(),
                    paragraph,
                    created,
                    changed,
                    ..Note::new(id.clone(), quote)
                };
                Change::Note(cited, id, Some(note))
            },
        )
}

fn ruling() -> impl Strategy<Value = Change> {
    let verdict = prop_oneof![
        words().prop_map(Verdict::Remark),
        Just(Verdict::Star),
        Just(Verdict::Apart),
        Just(Verdict::NoDate),
        Just(Verdict::Date("1948-10".into())),
        place().prop_map(|other| Verdict::Together(Box::new(other))),
    ];
    (place(), id(), verdict).prop_map(|((cited, quote), id, verdict)| {
        let ruling = Ruling {
            id: id.clone(),
            quote,
            verdict,
        };
        Change::Ruled(cited, id, Some(ruling))
    })
}

fn spot() -> impl Strategy<Value = (Cited, Spot)> {
    (place(), -9..99_isize).prop_map(|((cited, paragraph), offset)| {
        let spot = Spot { paragraph, offset };
        (cited, spot)
    })
}

fn change() -> impl Strategy<Value = Change> {
    let day = prop::option::of(Just(Day::constant(1948, 10, 12)));
    let letter = (prop::char::range('A', 'Z'), prop::option::of(spot()), day);
    let letter = letter.prop_map(|(name, article, day)| {
        let letter = Letter {
            article,
            pane: "Reader".into(),
            day,
        };
        Change::Letter(name, Some(Box::new(letter)))
    });
    prop_oneof![
        4 => note(),
        3 => ruling(),
        1 => (prop::char::range('a', 'z'), spot())
            .prop_map(|(letter, (cited, spot))| Change::Mark(cited, letter, Some(spot))),
        1 => letter,
        1 => ("[a-z<>-]{1,9}", words()).prop_map(|(name, query)| {
            let saved = Saved { query: query.into(), stemming: None };
            Change::Saved(name.into(), Some(saved))
        }),
        1 => (0..4_usize).prop_map(|number| Change::Star(Cited::new(&article(number)), true)),
    ]
}

fn store(belongings: &[Change]) -> Store {
    let mut store = Store::in_memory("a test").unwrap();
    store.import(belongings).unwrap();
    store
}

fn json(belongings: &[Change]) -> String {
    let lines = belongings
        .iter()
        .map(|change| line(change).unwrap().unwrap() + "\n");
    lines.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn nothing_is_lost_between_two_stores(added in prop::collection::vec(change(), 0..12)) {
        let store = store(&added);
        let belongings = store.belongings().unwrap();
        let page = markdown(&belongings).unwrap();
        for exported in [json(&belongings), page.clone()] {
            let read = parse(&exported).map_err(|(line, error)| TestCaseError::fail(format!("{line}: {error:?}\n{exported}")))?;
            prop_assert_eq!(&read, &belongings);
            let mut other = self::store(&read);
            prop_assert_eq!(&other.belongings().unwrap(), &belongings);
            // Once more changes nothing.
            let again = other.import(&read).unwrap();
            prop_assert_eq!((again.new, again.changed, again.left), (0, 0, belongings.len()));
            prop_assert_eq!(&other.belongings().unwrap(), &belongings);
        }
        let obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        prop_assert!(!page.contains(obeyed), "{:?}", page);
    }

    #[test]
    fn no_text_breaks_the_reading(text in "\\PC{0,80}|(<!-- dateline |\\{\"type\":|-->|\n|\\PC{0,9}){0,9}") {
        let _ = parse(&text);
    }
}

#[test]
fn the_page_is_for_people_too() {
    let article = article(1);
    let text = article.text.clone();
    let cited = Cited::new(&article);
    let note = Note {
        text: "Compare *1988*".to_owned(),
        kind: Some(Kind::Question),
        tags: vec!["canal".into()],
        paragraph: Some(1),
        created: "2024-05-04T12:00:00Z".into(),
        changed: "2024-05-04T12:00:00Z".into(),
        ..Note::new("a-1".into(), Quote::new(&text, 0..23))
    };
    let page = markdown(&[
        Change::Star(cited.clone(), true),
        Change::Note(cited.clone(), "a-1".into(), Some(note)),
    ])
    .unwrap();
    let visible: Vec<&str> = page
        .lines()
        .filter(|line| !line.starts_with("<!--"))
        .collect();
    assert_eq!(
        visible.join("\n"),
        "## Report 1 on \\<locks\\> \\& gates

“Report 1 on \\<locks\\> \\& gates”, May 2, 2019 (date line), 1.txt

★


> The lock of canal 1 was

**question** \\#canal

Compare *1988*
"
    );
}

#[test]
fn what_is_none_of_ours_is_told_with_its_line() {
    let told = |text: &str| {
        let (line, error) = parse(text).unwrap_err();
        format!("{line}: {error:#}")
    };
    assert_eq!(
        told("# My notes\n\nnothing of ours\n"),
        "1: neither JSON Lines nor Markdown that dateline has exported"
    );
    assert!(told("{\"type\": 3}\n").starts_with("1: "));
    assert!(told("x\n<!-- dateline {\"id\": 3} -->\n").starts_with("2: "));
    assert_eq!(parse("").unwrap(), []);
}

/// An annotation as other programs write it: one body, no word on its purpose.
#[test]
fn an_annotation_with_one_body_is_read() {
    let article = article(2);
    let quote = Quote::new(&article.text, 4..8);
    let note = Note {
        text: "x".to_owned(),
        created: "2024-05-04T12:00:00Z".into(),
        changed: "2024-05-04T12:00:00Z".into(),
        ..Note::new("a-1".into(), quote)
    };
    let change = Change::Note(Cited::new(&article), "a-1".into(), Some(note));
    let mut value: serde_json::Value =
        serde_json::from_str(&line(&change).unwrap().unwrap()).unwrap();
    value["body"] = serde_json::json!({"type": "TextualBody", "value": "x"});
    value["article"] = value["dateline:article"].take();
    value.as_object_mut().unwrap().remove("dateline:article");
    assert_eq!(parse(&value.to_string()).unwrap(), [change]);
}
