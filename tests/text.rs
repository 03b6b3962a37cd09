//! Properties of the text layer over arbitrary Unicode, and what ratatui makes of it.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::ops::Range;

use dateline::text::{self, Case, Hyphens, Measure};
use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_segmentation::UnicodeSegmentation;

/// Texts rich in what breaks programs: marks, joiners, flags, controls, wide
/// characters, white space.
fn hostile() -> impl Strategy<Value = String> {
    let special = prop::sample::select(
        "\t\n\r\u{0}\u{7}\u{1b}\u{7f}\u{85}\u{9b}\u{a0}\u{ad}\u{301}\u{300}\u{34f}\u{600}\u{61c}\u{6dd}\u{93f}\u{94d}\u{915}\
         \u{937}\u{d4e}\u{e33}\u{e01}\u{1100}\u{1161}\u{11a8}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{ac00}\u{111c2}\u{180b}\u{1820}\
         \u{200b}\u{200c}\u{200d}\u{200e}\u{2028}\u{202e}\u{2060}\u{2066}\u{20e3}\u{2764}\u{fe0f}\u{fe0e}\u{fe00}\u{feff}\
         \u{ff9e}\u{ff76}\u{3042}\u{3099}\u{4e00}\u{ff21}\u{e000}\u{fffe}\u{fffc}\u{1f1e9}\u{1f1ea}\u{1f468}\u{1f3fb}\u{1f9d1}\
         \u{e0041}\u{e0100}\u{10ffff}\u{1d173}\u{13430}\u{378}\u{2019}\u{ab}\u{2014}-. ,()\"'1aeEßé\u{456}й\u{644}\u{627}\u{a4f8}\
         \u{a4fc}\u{2d31}\u{2d7f}\u{10c32}\u{10c03}\u{5d0}\u{5dc}\u{1a15}\u{1a17}\u{1a10}\u{17d2}\u{1780}"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(
        prop_oneof![6 => special, 2 => any::<char>(), 2 => prop::char::range('a', 'f'), 1 => Just(' ')],
        0..60,
    )
    .prop_map(|chars| chars.into_iter().collect())
}

/// Texts of words that can be divided.
fn wordy() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "declaration",
        "“anniversary”,",
        "Freundschaftsvertrag",
        "провозглашение",
        "a",
        "of",
        "naïveté",
        "co\u{ad}ope\u{ad}\u{301}ra",
        "re\u{301}publique",
        "well-known",
        "漢字",
        "«Декларация»",
        "19",
        "www.sarn-gazette.example",
    ]);
    prop::collection::vec(word, 0..20).prop_map(|words| words.join(" "))
}

/// The columns that ratatui gives a text.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4000, 1));
    let (x, _) = buffer.set_stringn(0, 0, text, 4000, Style::new());
    usize::from(x)
}

fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{e0000}'..='\u{e00ff}')
}

#[test]
fn every_character_alone_is_as_wide_shown_as_it_is_counted() {
    // The planes above hold ideographs, private use and nothing.
    for c in ('\0'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E0FFF}') {
        let text = format!("a{c}b");
        let shown = text::clean(&text).into_owned();
        assert_eq!(text::clean(&shown), shown, "U+{:04X}", u32::from(c));
        assert_eq!(
            text::width(&shown),
            text::width(&text),
            "U+{:04X}",
            u32::from(c)
        );
        let alone = text::clean(&c.to_string()).into_owned();
        assert_eq!(text::clean(&alone), alone, "U+{:04X} alone", u32::from(c));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn clean_text_holds_nothing_that_acts(text in hostile()) {
        let clean = text::clean(&text);
        prop_assert!(!clean.contains(forbidden), "{clean:?}");
        prop_assert_eq!(text::clean(&clean), clean.clone());
    }

    #[test]
    fn cells_cover_the_text_and_agree_with_ratatui(text in hostile()) {
        let mut at = 0;
        let mut shown = String::new();
        let mut width = 0;
        for cell in text::cells(&text) {
            prop_assert_eq!(cell.at, at);
            prop_assert_eq!(&text[cell.range()], cell.raw);
            prop_assert_eq!(drawn(&cell.shown), cell.width, "{:?}", cell);
            at += cell.raw.len();
            width += cell.width;
            shown.push_str(&cell.shown);
        }
        prop_assert_eq!(at, text.len());
        prop_assert_eq!(text::clean(&text), shown.as_str());
        prop_assert_eq!(text::width(&text), width);
        prop_assert_eq!(drawn(&shown), width, "{:?}", shown);
        prop_assert_eq!(text::width(&shown), width);
    }

    #[test]
    fn cut_text_fits(text in hostile(), columns in 0_usize..30) {
        let cut = text::truncate(&text, columns);
        prop_assert!(text::width(&cut) <= columns, "{cut:?}");
        prop_assert_eq!(text::clean(&cut), cut.as_str());
        if text::width(&text) <= columns {
            prop_assert_eq!(text::clean(&text), cut.as_str());
        }
        let padded = text::pad(&text, columns);
        prop_assert_eq!(drawn(&padded), columns, "{:?}", padded);
    }

    #[test]
    fn sentences_hold_the_text(text in hostile(), at in 0_usize..80, length in 0_usize..20) {
        let mut end = 0;
        for sentence in text::sentences(&text) {
            prop_assert_eq!(text[end..sentence.start].trim(), "");
            prop_assert_eq!(text[sentence.clone()].trim(), &text[sentence.clone()]);
            prop_assert!(!sentence.is_empty());
            end = sentence.end;
        }
        prop_assert_eq!(text[end..].trim(), "");
        let around = text::sentence_at(&text, at..at + length);
        prop_assert!(text.get(around).is_some());
    }

    #[test]
    fn phrases_are_found_where_a_plain_search_finds_them(
        text in prop::collection::vec(0..PIECES.len(), 0..14),
        phrase in prop::collection::vec(0..PIECES.len(), 1..4),
    ) {
        let joined = |pieces: &[usize]| pieces.iter().map(|&at| PIECES[at].0).collect::<String>();
        let (body, needle) = (joined(&text), joined(&phrase));
        let wanted: String = folded(&phrase).into_iter().map(|(c, _)| c).collect();
        let hits = text::find(&body, &needle);
        prop_assert_eq!(hits, plainly(&text, &wanted), "{:?} in {:?}", needle, body);
    }

    #[test]
    fn lines_hold_the_paragraph(
        text in prop_oneof![hostile(), wordy()],
        columns in 0_usize..24,
        indent in 0_usize..8,
        long in prop::bool::weighted(0.02),
        hyphens in prop::sample::select(vec![None, Some("en"), Some("ru"), Some("de")]),
        justified in any::<bool>(),
    ) {
        // Long paragraphs are wrapped first fit.
        let text = if long { format!("{text}{}", " x".repeat(10_001)) } else { text };
        let measure = Measure { columns, indent };
        let hyphens = hyphens.map(|language| {
            if justified { Hyphens::justified(Some(language)) } else { Hyphens::ragged(Some(language)) }
        });
        let lines = text::typeset(&text, measure, hyphens);
        let mut at = 0;
        let mut starts: Vec<usize> = text::cells(&text).map(|cell| cell.at).collect();
        starts.push(text.len());
        for (number, line) in lines.iter().enumerate() {
            let range = line.range();
            prop_assert!(at <= range.start && range.start <= range.end);
            prop_assert_eq!(skipped(&text[at..range.start]), "");
            // A hyphen stands between two graphemes.
            prop_assert!(!line.hyphen || starts.binary_search(&range.end).is_ok());
            let shown = &text[range.clone()];
            let limit = columns.max(1) - if number == 0 { measure.indentation() } else { 0 };
            let one = text::cells(shown).filter(|cell| cell.width > 0).count() <= 1;
            prop_assert!(one && !line.hyphen || text::width(shown) + usize::from(line.hyphen) <= limit, "{shown:?} in {text:?}");
            prop_assert!(!line.hyphen || hyphens.is_some());
            let shown: Vec<_> = text::cells(shown).collect();
            prop_assert!(!shown.first().is_some_and(blank) && !shown.last().is_some_and(blank));
            at = range.end;
        }
        prop_assert_eq!(skipped(&text[at..]), "");
    }
}

/// What of a text between two lines is not white space and should be shown.
fn skipped(between: &str) -> String {
    text::cells(between)
        .filter(|cell| !blank(cell))
        .map(|cell| cell.shown)
        .collect()
}

/// Pieces of a text that fold by themselves, and what they fold to.
const PIECES: &[(&str, &str)] = &[
    ("a", "a"),
    ("b", "b"),
    ("á", "a"),
    ("a\u{301}", "a"),
    (" ", " "),
    ("\u{a0}", " "),
    ("\t", " "),
    ("’", "'"),
    ("'", "'"),
    ("–", "-"),
    ("-", "-"),
    ("\u{ad}", ""),
    ("\u{200b}", ""),
    ("ﬁ", "fi"),
    ("f", "f"),
    ("i", "i"),
    ("ß", "ss"),
    ("s", "s"),
    ("ａ", "a"),
    ("й", "й"),
    ("и", "и"),
    ("ガ", "ガ"),
    ("カ", "カ"),
    ("한", "한"),
    ("하", "하"),
    ("漢", "漢"),
];

/// The folded characters of pieces, each with the bytes it comes from; runs
/// of white space are one.
fn folded(pieces: &[usize]) -> Vec<(char, Range<usize>)> {
    let mut all: Vec<(char, Range<usize>)> = Vec::new();
    let mut at = 0;
    let mut space = false;
    for &piece in pieces {
        let (raw, form) = PIECES[piece];
        let range = at..at + raw.len();
        at = range.end;
        match all.last_mut() {
            Some(last) if space && (form == " " || form.is_empty()) => last.1.end = range.end,
            _ => {
                space = form == " ";
                all.extend(form.chars().map(|c| (c, range.clone())));
            }
        }
    }
    all
}

/// The hits of a folded phrase, by comparing at every place.
fn plainly(text: &[usize], wanted: &str) -> Vec<Range<usize>> {
    let text = folded(text);
    let wanted: Vec<char> = wanted.chars().collect();
    let mut hits: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while !wanted.is_empty() && at + wanted.len() <= text.len() {
        let window = &text[at..at + wanted.len()];
        if window.iter().map(|(c, _)| *c).eq(wanted.iter().copied()) {
            let hit = window[0].1.start..window[wanted.len() - 1].1.end;
            if hits.last().is_none_or(|last| last.end <= hit.start) {
                hits.push(hit);
            }
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    hits
}

fn blank(cell: &text::Cell<'_>) -> bool {
    let space = |c: char| c.is_whitespace() && !"\u{a0}\u{2007}\u{202f}".contains(c);
    cell.shown.chars().all(space)
}

/// The shortcuts of the cells against the rules of UAX 29, for every
/// character of the scripts that have marks.
#[test]
fn cells_are_the_graphemes_of_what_is_shown_as_it_is() {
    let mut wrong = Vec::new();
    let blocks = [
        '\u{300}'..='\u{1fff}',
        '\u{a640}'..='\u{abff}',
        '\u{11000}'..='\u{119ff}',
    ];
    for c in blocks.into_iter().flatten() {
        let skin_tone = ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
        if skin_tone || text::clean(&c.to_string()).contains(['⟨', '◌']) && !combines(c) {
            continue;
        }
        for around in [
            "a_b",
            "_\u{301}",
            "\u{915}_\u{915}",
            "\u{915}\u{94d}_",
            "\u{1100}_",
            "\u{1019}_",
            "__",
        ] {
            let text = around.replace('_', &c.to_string());
            if text::clean(&text) == text.as_str() {
                let cells: Vec<&str> = text::cells(&text).map(|cell| cell.raw).collect();
                let graphemes: Vec<&str> = text.graphemes(true).collect();
                wrong.extend((cells != graphemes).then_some(text));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// Whether a character is a mark that stands on the one before it.
fn combines(c: char) -> bool {
    text::clean(&format!("a{c}")).starts_with('a') && text::clean(&c.to_string()).starts_with('◌')
}

#[test]
fn folding_keeps_the_case_on_demand() {
    assert_eq!(text::fold("É", Case::Kept), "E");
    assert_eq!(text::fold("É", Case::Ignored), "e");
}
