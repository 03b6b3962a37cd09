//! The page: what of an article stands in which row, at any width and in any
//! script; that what is found is what a plain search finds; and how articles
//! of nine scripts look.
#![allow(clippy::unwrap_used, clippy::panic)]

mod world;

use std::{fmt::Write, path::Path};

use dateline::{
    app::{
        State,
        page::{Kind, Page, Row, Setting, TextRow},
    },
    config::{Align, Columns, Paragraphs},
    model::{Article, ArticleId, Corpus, Markup, MarkupKind, Span},
    text,
};
use proptest::prelude::*;
use world::{article, empty, fill, press, screen, text as shown};

/// Texts of several scripts with what is difficult in them.
fn bodies() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "declaration",
        "of",
        "Freundschaftsvertrag",
        "провозглашение",
        "Остер",
        "漢字かな交じり文",
        "「日本」",
        "、",
        "。",
        "공동선언을",
        "שלום",
        "(1994)",
        "مسؤولياتنا",
        "é",
        "e\u{301}",
        "\u{ad}",
        "soft\u{ad}hyphen",
        "👩\u{200d}🚀",
        "\u{1b}[31m",
        "\u{202e}",
        "— ",
        "-",
        "1.4",
        "ลงนามใน",
        "ß",
        "“",
        "”",
        "\n",
        "\n\n",
        "\n\n",
        " ",
        " ",
        " ",
        " ",
        " ",
        "  ",
    ]);
    prop::collection::vec(pieces, 1..60).prop_map(|pieces| pieces.concat())
}

fn settings() -> impl Strategy<Value = Setting> {
    (
        1_usize..60,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        0_usize..2,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(
            |(columns, space, justified, hyphenate, leading, footer, heading)| Setting {
                columns,
                paragraphs: if space {
                    Paragraphs::Space
                } else {
                    Paragraphs::Indent
                },
                align: if justified {
                    Align::Justified
                } else {
                    Align::Ragged
                },
                hyphenate,
                leading,
                footer,
                heading,
            },
        )
}

/// An article with this body and what a format says of it.
fn with_body(body: &str, lang: Option<&str>, markup: Vec<Markup>) -> Article {
    Article {
        text: body.into(),
        lang: lang.map(Into::into),
        markup: markup.into(),
        ..article(
            "a.txt",
            "A title\n\nMay 4, 2019\n\nA body.\n\n\n2019 © All rights reserved.",
        )
    }
}

fn page(article: Article, setting: Setting) -> (Page, Corpus) {
    let mut corpus = Corpus::default();
    corpus.push(vec![article].into());
    (
        Page::new(corpus.share(ArticleId(0)).unwrap(), setting),
        corpus,
    )
}

/// All rows that hold a line of the body.
fn lines(page: &mut Page) -> Vec<TextRow> {
    let rows = page.window(Default::default(), usize::MAX >> 1);
    rows.into_iter()
        .filter_map(|(_, row)| match row {
            Row::Text(line) if page.paragraph(line).is_some() => Some(line),
            _ => None,
        })
        .collect()
}

/// What of a text would be seen and stands in no line.
fn lost(between: &str) -> String {
    text::cells(between)
        .filter(|cell| !cell.shown.chars().all(char::is_whitespace))
        .map(|cell| cell.raw)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_page_holds_the_body_within_its_width(
        body in bodies(),
        setting in settings(),
        lang in prop::sample::select(vec![None, Some("en"), Some("ru"), Some("zh"), Some("ja"), Some("ar")]),
    ) {
        let (mut page, _) = page(with_body(&body, lang, Vec::new()), setting);
        let mut at = 0;
        for line in lines(&mut page) {
            let range = line.start as usize..line.end as usize;
            prop_assert!(at <= range.start);
            prop_assert_eq!(lost(&body[at..range.start]), "");
            let words = &body[range.clone()];
            let used = text::width(words) + usize::from(line.indent + line.fill) + usize::from(line.hyphen);
            let one = text::cells(words).filter(|cell| cell.width > 0).count() <= 1;
            prop_assert!(used <= setting.columns || one && line.fill == 0, "{:?} {line:?}", words);
            // What is filled is full, and the last line of a paragraph never is.
            prop_assert!(line.fill == 0 || used == setting.columns);
            at = range.end;
        }
        prop_assert_eq!(lost(&body[at..]), "");
    }

    #[test]
    fn every_byte_has_its_row_and_every_row_its_byte(body in bodies(), setting in settings(), at in 0_usize..400) {
        let (mut page, _) = page(with_body(&body, Some("en"), Vec::new()), setting);
        let all = page.window(Default::default(), usize::MAX >> 1);
        let byte = u32::try_from(at.min(body.len())).unwrap();
        let row = page.row_of(byte);
        let lines: Vec<_> = all
            .iter()
            .filter_map(|&(at, row)| match row {
                Row::Text(line) if page.paragraph(line).is_some() => Some((at, line)),
                _ => None,
            })
            .collect();
        // Blanks before a paragraph are shown by its first row.
        let paragraph = page.paragraph_of(byte);
        let of_it = lines.iter().filter(|(_, line)| page.paragraph(*line) == Some(paragraph));
        let of_it: Vec<_> = of_it.collect();
        let expected = of_it.iter().rev().find(|(_, line)| line.start <= byte).or(of_it.first());
        if page.paragraphs.first().is_none_or(|&(start, _)| byte < start) {
            prop_assert_eq!(row, Default::default());
        } else if let Some(&&(place, line)) = expected {
            prop_assert_eq!(row, place);
            prop_assert_eq!(page.byte_of(place), Some(line.start));
        }
    }

    #[test]
    fn rows_above_and_below_are_each_others_inverse(body in bodies(), setting in settings(), from in 0_usize..80, by in 0_usize..80) {
        let (mut page, _) = page(with_body(&body, None, Vec::new()), setting);
        let places: Vec<_> = page.window(Default::default(), usize::MAX >> 1).into_iter().map(|(at, _)| at).collect();
        let from = from.min(places.len() - 1);
        let below = (from + by).min(places.len() - 1);
        // On a page that nobody has looked at yet.
        let (mut fresh, _) = self::page(with_body(&body, None, Vec::new()), setting);
        prop_assert_eq!(fresh.below(places[from], by), places[below]);
        prop_assert_eq!(fresh.above(places[from], by), places[from.saturating_sub(by)]);
        prop_assert_eq!(fresh.last(), places[places.len() - 1]);
        prop_assert_eq!(fresh.window(places[from], by).len(), by.min(places.len() - from));
    }

    /// The places that are found, and the cells that are lit for them, are
    /// those of a search that knows no lines: the folded text and the folded
    /// needle, character by character.
    #[test]
    fn what_is_found_is_what_a_search_of_the_unwrapped_text_finds(
        body in bodies(),
        needle in prop_oneof![bodies().prop_map(|text| text.chars().take(6).collect()), "[a-eо-шé漢שم ]{1,4}"],
        columns in 20_u16..90,
    ) {
        let needle: String = needle.replace('\n', " ");
        prop_assume!(!needle.trim().is_empty() && !needle.contains(" | "));
        let mut state = empty(columns, 60);
        let mut of_body = with_body(&body, Some("en"), Vec::new());
        of_body.lang = Some("en".into());
        fill(&mut state, vec![of_body]);
        press(&mut state, "enter");
        type_and_find(&mut state, &needle);
        let found: Vec<_> = state.reader.hits.iter().map(|hit| hit.span.clone()).collect();
        prop_assert_eq!(&found, &plainly(&body, &needle), "{:?} in {:?}", needle, body);
        // Lit is what was found: no line end and no hyphen hides any of it.
        press(&mut state, "g g");
        let mut lit: Vec<usize> = Vec::new();
        for row in state.reader.rows() {
            if let Row::Text(line) = row
                && state.reader.page.paragraph(line).is_some()
            {
                let words = &body[line.start as usize..line.end as usize];
                let cells = text::cells(words).map(|cell| line.start as usize + cell.at);
                lit.extend(cells.filter(|at| found.iter().any(|hit| hit.contains(at))));
            }
        }
        let last = state.reader.last_byte() as usize;
        for hit in found.iter().filter(|hit| hit.end <= last) {
            let seen = text::cells(&body[hit.clone()]).any(|cell| !cell.shown.trim().is_empty());
            let any = lit.iter().any(|at| hit.contains(at));
            prop_assert!(!seen || any || text::cells(&body).all(|cell| !hit.contains(&cell.at)), "{hit:?} of {body:?}");
        }
    }
}

/// Types `/`, a needle and Enter.
fn type_and_find(state: &mut State, needle: &str) {
    use dateline::app::{Input, Msg, update};
    press(state, "/");
    update(state, Msg::Input(vec![Input::Paste(needle.to_owned())]));
    press(state, "enter");
}

/// A search as one would write it without an eye to speed: at each character
/// of the text in turn, does the folded rest begin with the folded needle?
fn plainly(body: &str, needle: &str) -> Vec<std::ops::Range<usize>> {
    let typed: String = needle.chars().filter(|c| !c.is_control()).collect();
    let case = if typed.chars().any(char::is_uppercase) {
        text::Case::Kept
    } else {
        text::Case::Ignored
    };
    let wanted = text::fold(&typed, case);
    let folded = text::Folded::new(body, case);
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    while !wanted.is_empty() && at < folded.text().len() {
        if folded.text()[at..].starts_with(&wanted) {
            let hit = folded.original(at..at + wanted.len());
            if found.last().is_none_or(|last| last.end <= hit.start) {
                found.push(hit);
            }
            at += wanted.len();
        } else {
            at += folded.text()[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

#[test]
fn a_phrase_is_found_across_line_ends_and_hyphens_and_stays_lit() {
    let body = "Yesterday the extraordinary declaration about the independence of the administration was signed.";
    let mut state = empty(60, 20);
    let next = with_body("Another extraordinary declaration.", Some("en"), Vec::new());
    fill(
        &mut state,
        vec![with_body(body, Some("en"), Vec::new()), next],
    );
    press(&mut state, "enter A");
    for _ in 0..6 {
        press(&mut state, "< <");
    }
    assert!(
        shown(&screen(&state)).contains("-\n"),
        "{}",
        shown(&screen(&state))
    );
    type_and_find(&mut state, "Declaration about".to_lowercase().as_str());
    assert_eq!(state.reader.hits.len(), 1);
    type_and_find(&mut state, "extraordinary decla | SIGNED | independence");
    let terms: Vec<usize> = state.reader.hits.iter().map(|hit| hit.term).collect();
    assert_eq!(terms, [0, 2]);
    assert!(
        shown(&screen(&state)).contains("1/2"),
        "{}",
        shown(&screen(&state))
    );
    press(&mut state, "n");
    assert!(shown(&screen(&state)).contains("2/2"));
    press(&mut state, "n");
    assert!(
        shown(&screen(&state))
            .contains("1/2 · extraordinary decla | SIGNED | independence · again")
    );
    press(&mut state, "N");
    assert_eq!(state.reader.hit, Some(1));
    // Kept through zoom, another measure and the next article.
    press(&mut state, "z > J");
    assert_eq!(state.reader.hits.len(), 1);
    press(&mut state, "esc");
    assert!(state.reader.hits.is_empty());
}

#[test]
fn patterns_are_typed_behind_a_switch_and_refused_when_they_are_none() {
    let mut state = empty(80, 20);
    fill(
        &mut state,
        vec![with_body("In 1962, 1987 and 2009.", None, Vec::new())],
    );
    press(&mut state, "enter / alt-r");
    assert!(shown(&screen(&state)).contains("regex /"));
    press(&mut state, r#""19\d+" enter"#);
    assert_eq!(state.reader.hits.len(), 2);
    press(&mut state, r#"/ "(" enter"#);
    assert!(state.message.as_ref().unwrap().failed);
    assert_eq!(state.reader.hits.len(), 2);
    press(&mut state, r#"/ alt-r "19\d" enter"#);
    assert!(state.reader.hits.is_empty());
}

#[test]
fn find_counts_in_every_pane() {
    let mut state = world::world(120, 40);
    press(&mut state, r#"/ "bridge" enter"#);
    assert!(
        shown(&screen(&state)).contains("2/2 · bridge"),
        "{}",
        shown(&screen(&state))
    );
    press(&mut state, "n");
    assert!(shown(&screen(&state)).contains("1/2 · bridge"));
    press(&mut state, r#"3 <rest> / "ferry" enter"#);
    assert!(
        shown(&screen(&state)).contains("· ferry"),
        "{}",
        shown(&screen(&state))
    );
}

/// A part of a body as markup.
fn mark(body: &str, part: &str, kind: MarkupKind) -> Markup {
    let start = body.find(part).unwrap();
    let byte = |at| u32::try_from(at).unwrap();
    let span = Span {
        start: byte(start),
        end: byte(start + part.len()),
    };
    Markup { span, kind }
}

const MARKED: &str = "The works\n\nThe bridge is of steel and stone. It was rebuilt twice.\n\n• Foundations, which had to be laid anew after the flood of 1987\n• Bearings\n◦ of steel\n\n“Nobody was in a hurry,” said the mayor, who had asked twice.\n\nyear  cost\n1962   1.4\n\nWhat is left\n\nNothing.";

fn marked() -> Article {
    let body = MARKED;
    let mut markup = vec![
        mark(body, "The works", MarkupKind::Heading(1)),
        mark(body, "steel and stone", MarkupKind::Strong),
        mark(body, "twice", MarkupKind::Emphasis),
        mark(
            body,
            "• Foundations, which had to be laid anew after the flood of 1987",
            MarkupKind::Item(0),
        ),
        mark(
            body,
            "flood of 1987",
            MarkupKind::Link("https://sarn.example/flood".into()),
        ),
        mark(body, "• Bearings", MarkupKind::Item(0)),
        mark(body, "◦ of steel", MarkupKind::Item(1)),
        mark(
            body,
            "“Nobody was in a hurry,” said the mayor, who had asked twice.",
            MarkupKind::Quote,
        ),
        mark(body, "year  cost\n1962   1.4", MarkupKind::Preformatted),
        mark(body, "What is left", MarkupKind::Heading(2)),
    ];
    markup.sort_by_key(|mark| (mark.span.start, u32::MAX - mark.span.end));
    with_body(body, Some("en"), markup)
}

#[test]
fn what_the_format_says_is_set_as_such() {
    let mut state = empty(50, 40);
    fill(&mut state, vec![marked()]);
    press(&mut state, "enter <");
    let expected = "
 The works
    The bridge is of steel and stone. It was
 rebuilt twice.

 • Foundations, which had to be laid anew
   after the flood of 1987
 • Bearings
   ◦ of steel

 │ “Nobody was in a hurry,” said the mayor,
 │ who had asked twice.

   year  cost
   1962   1.4

 What is left
 Nothing.
";
    let screen = shown(&screen(&state));
    let lines: Vec<&str> = screen
        .lines()
        .map(|line| line.trim_start_matches(['▌', '▎', ' ']))
        .collect();
    for line in expected
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.is_empty())
    {
        assert!(lines.contains(&line), "{line:?} is not in\n{screen}");
    }
    let kinds: Vec<Kind> = {
        let mut page = state.reader.page.clone();
        let rows = page.window(Default::default(), 100);
        let kinds = rows.into_iter().filter_map(|(_, row)| match row {
            Row::Text(line) => Some(page.kind(line)),
            _ => None,
        });
        kinds.collect()
    };
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| matches!(kind, Kind::Heading(_)))
            .count(),
        2
    );
    assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Item).count(), 4);
}

#[test]
fn the_outline_goes_to_a_heading_or_a_paragraph() {
    let mut state = empty(80, 12);
    fill(&mut state, vec![marked()]);
    press(&mut state, "enter O");
    let sheet = shown(&screen(&state));
    assert!(
        sheet.contains("The works") && sheet.contains("  What is left"),
        "{sheet}"
    );
    press(&mut state, "j enter");
    assert!(state.sheet.is_none());
    let chosen = state.reader.page.paragraphs[state.reader.paragraph];
    assert_eq!(
        &MARKED[chosen.0 as usize..chosen.1 as usize],
        "What is left"
    );
    press(&mut state, "ctrl-o");
    assert_eq!(state.reader.paragraph, 0);
    // Without headings: how the paragraphs begin.
    let mut state = world::world(120, 40);
    press(&mut state, "j enter O G enter");
    let chosen = state.reader.page.paragraphs[state.reader.paragraph];
    let (_, article) = state.article().unwrap();
    assert!(article.text[chosen.0 as usize..].starts_with("Today some nine"));
}

/// The articles under `tests/pages`, in the scripts that are hard to set.
fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .filter(|(name, _)| name.ends_with(".txt"))
        .collect();
    pages.sort();
    assert_eq!(pages.len(), 7);
    pages
}

/// `DATELINE_BLESS=1` writes the pictures anew: look at the difference.
#[test]
fn pages_of_seven_scripts_look_as_they_did() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/pictures");
    let mut pictures = String::new();
    for (name, page) in pages() {
        for (columns, rows, keys) in [(40, 30, ""), (80, 24, ""), (80, 24, "A"), (200, 20, "z C")] {
            let mut state = empty(columns, rows);
            fill(&mut state, vec![article(&name, &page)]);
            press(&mut state, &format!("enter {keys}"));
            let _ = write!(
                pictures,
                "== {name} {columns}x{rows} {keys}\n{}",
                shown(&screen(&state))
            );
        }
    }
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(&file, &pictures).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    let line = known
        .lines()
        .zip(pictures.lines())
        .position(|(was, is)| was != is);
    assert!(
        known == pictures,
        "tests/pages/pictures differs from line {line:?}; DATELINE_BLESS=1 writes it anew"
    );
}

#[test]
fn two_columns_read_on_in_the_second() {
    let mut state = empty(170, 12);
    let body = (1..40)
        .map(|n| format!("Paragraph {n}."))
        .collect::<Vec<_>>()
        .join("\n\n");
    fill(&mut state, vec![with_body(&body, None, Vec::new())]);
    press(&mut state, "enter z");
    assert_eq!(state.reader.window.flows, 2);
    let height = state.reader.window.height();
    let rows: Vec<Row> = state.reader.rows().collect();
    assert_eq!(rows.len(), 2 * height);
    let first = shown(&screen(&state));
    assert!(
        first.lines().any(|line| line.contains("Paragraph 1.")
            && line.contains(&format!("Paragraph {}.", height + 1))),
        "{first}"
    );
    press(&mut state, "space");
    assert!(!shown(&screen(&state)).contains("Paragraph 2."));
    press(&mut state, "C");
    assert_eq!(state.reader.window.flows, 1);
    assert_eq!(state.reader.style.columns, Columns::One);
}

#[test]
fn a_huge_article_is_wrapped_only_where_it_is_looked_at() {
    let paragraph =
        "The two sides signed the declaration in the capital on July 19, 2000. ".repeat(8);
    let body = vec![paragraph.trim(); 9000].join("\n\n");
    assert!(body.len() > 5_000_000);
    let mut state = empty(120, 40);
    fill(&mut state, vec![with_body(&body, Some("en"), Vec::new())]);
    press(&mut state, "enter space space G k");
    assert!(state.reader.percent() >= 99);
    press(&mut state, "g g");
    assert!(state.reader.is_at_start());
    assert!(
        state.reader.page.wrapped() < 60,
        "{}",
        state.reader.page.wrapped()
    );
}
