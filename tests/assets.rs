//! Every file of data under `assets/` and every article of `corpus/` is embedded, and
//! the built-in archive keeps its promises: date lines agree with file names,
//! every date stated is a fact of `corpus/facts.tsv`, every footer names its
//! facts and its licence. Every theme can be read on the terminals it is for.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use dateline::{
    app::Colours,
    assets, ingest,
    model::{Granularity, Interval},
    temporal::{Document, Tagger},
    ui::theme::{self, Background, Role, Theme},
};
use jiff::civil::Date;
use ratatui::style::{Color, Modifier, Style};
use regex_automata::meta::Regex;

/// Pictures for the README, and what the program prints itself.
const NOT_EMBEDDED: &[&str] = &["completions", "man", "screens"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under `folder`, by their path from there, with `/` between.
fn files(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            if !NOT_EMBEDDED.contains(&name.as_str()) {
                files(&entry.path(), &format!("{name}/"), found);
            }
        } else {
            found.push(name);
        }
    }
    found.sort();
}

/// Fact number to its dates in EDTF, as `corpus/facts.tsv` has them.
fn facts() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("corpus/facts.tsv")).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("fact\tdate\tgranularity"));
    let mut facts = BTreeMap::<_, BTreeSet<_>>::new();
    for line in lines {
        let [fact, date, granularity] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {line}");
        };
        let parsed = match granularity {
            "span" => date.split_once('/').is_some_and(|(start, end)| {
                start.parse::<Date>().unwrap() < end.parse::<Date>().unwrap()
            }),
            "day" => date.parse::<Date>().is_ok(),
            "month" => format!("{date}-01").parse::<Date>().is_ok(),
            "year" => format!("{date}-01-01").parse::<Date>().is_ok(),
            "decade" => date
                .strip_suffix('X')
                .is_some_and(|d| d.parse::<u16>().is_ok()),
            other => panic!("no such granularity: {other}"),
        };
        assert!(parsed, "not a {granularity}: {line}");
        let new = facts
            .entry(fact.to_owned())
            .or_default()
            .insert(date.to_owned());
        assert!(new, "twice: {line}");
    }
    facts
}

/// An article of the archive in the parts that the tests look at.
struct Piece {
    name: &'static str,
    title: &'static str,
    printed: String,
    body: &'static str,
    footer: Vec<&'static str>,
    facts: BTreeSet<String>,
}

fn pieces() -> Vec<Piece> {
    assets::corpus()
        .iter()
        .map(|&(name, text)| {
            let mut parts = text.splitn(3, "\n\n");
            let title = parts.next().unwrap();
            let line = parts.next().unwrap();
            let printed = Date::strptime("%B %d, %Y", line)
                .unwrap_or_else(|e| panic!("{name}: {line}: {e}"))
                .to_string();
            let (body, footer) = parts.next().unwrap().split_once("\n\n\n").unwrap();
            let (_, numbers) = footer.split_once("Facts: ").unwrap();
            let (numbers, _) = numbers.split_once(" (corpus/README.md)").unwrap();
            Piece {
                name,
                title,
                printed,
                body,
                footer: footer.lines().collect(),
                facts: numbers.split(", ").map(str::to_owned).collect(),
            }
        })
        .collect()
}

#[test]
fn every_asset_is_registered() {
    let mut found = Vec::new();
    files(&root().join("assets"), "", &mut found);
    assert!(!found.is_empty());
    for name in found {
        let content = fs::read_to_string(root().join("assets").join(&name)).unwrap();
        assert_eq!(assets::get(&name), Some(content.as_str()), "{name}");
    }
}

#[test]
fn every_article_is_registered_in_the_order_of_its_date() {
    let mut found = Vec::new();
    files(&root().join("corpus"), "", &mut found);
    found.retain(|name| Path::new(name).extension().is_some_and(|e| e == "txt"));
    let registered: Vec<_> = assets::corpus().iter().map(|(name, _)| *name).collect();
    assert_eq!(registered, found);
}

#[test]
fn an_article_has_the_date_of_its_file_name_and_a_plain_layout() {
    for piece in pieces() {
        let name = piece.name;
        assert!(name.starts_with(&format!("{}-", piece.printed)), "{name}");
        assert!(!piece.title.contains('\n'), "{name}");
        let paragraphs: Vec<_> = piece.body.split("\n\n").collect();
        assert!(paragraphs.len() >= 4, "{name}");
        for paragraph in paragraphs {
            assert!(!paragraph.is_empty(), "{name}");
            assert_eq!(paragraph.trim(), paragraph, "{name}");
            assert!(!paragraph.contains('\n'), "{name}: {paragraph}");
        }
        let words = piece.body.split_whitespace().count();
        assert!((150..=400).contains(&words), "{name}: {words} words");
    }
}

#[test]
fn a_footer_names_origin_sources_facts_and_licence() {
    for piece in pieces() {
        let [origin, sources, facts, licence] = piece.footer[..] else {
            panic!("{}: not four lines", piece.name);
        };
        assert_eq!(origin, "Source: built-in archive");
        assert!(sources.starts_with("Sources: "), "{}", piece.name);
        assert!(facts.starts_with("Facts: "), "{}", piece.name);
        let not_printed = "CC0 1.0; composed for dateline, no newspaper printed it";
        assert_eq!(licence, not_printed, "{}", piece.name);
    }
}

#[test]
fn the_archive_is_read_as_it_was_written() {
    for (piece, (name, text)) in pieces().into_iter().zip(assets::corpus()) {
        let (article, problems) = ingest::parse(text.as_bytes(), name, None);
        let article = article.unwrap();
        assert_eq!(problems, [], "{name}");
        assert_eq!(&*article.title.text, piece.title, "{name}");
        let printed = article.printed.day.map(|day| day.to_string());
        assert_eq!(printed, Some(piece.printed), "{name}");
        assert_eq!(&*article.text, piece.body, "{name}");
        let footer = article.footer.unwrap();
        assert_eq!(&*footer.text, piece.footer.join("\n"), "{name}");
        let source = article.source.as_deref();
        assert_eq!(source, Some("built-in archive"), "{name}");
    }
}

#[test]
fn facts_articles_and_readme_name_the_same_facts() {
    let facts = facts();
    let used: BTreeSet<_> = pieces().into_iter().flat_map(|piece| piece.facts).collect();
    assert!(used.iter().eq(facts.keys()), "{used:?}");
    let readme = fs::read_to_string(root().join("corpus/README.md")).unwrap();
    let number = Regex::new(r"^[FR]\d\d$").unwrap();
    let listed: BTreeMap<_, BTreeSet<_>> = readme
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let fact = cells.next().filter(|cell| number.is_match(cell))?;
            let dates = cells.next()?.split(", ").map(str::to_owned).collect();
            Some((fact.to_owned(), dates))
        })
        .collect();
    assert_eq!(listed, facts);
}

/// The dates that a text states in words of its own, as a pattern of EDTF with
/// `*` for the year that is not said: `2000-07-19`, `2019-04`, `1949`, `199X`,
/// `*-07-19`, `*-10`.
fn stated(text: &str) -> Vec<String> {
    let month = MONTHS.join("|");
    let pattern = format!(
        r"\b(?:(?<d>\d{{1,2}}) (?<m>{month})|(?<m2>{month}) (?<d2>\d{{1,2}})\b|(?<m3>{month}))(?:,? (?<y>\d{{4}}))?\b|\b(?<dec>\d{{3}})0s\b|\b(?<y2>[12][09]\d\d)\b"
    );
    let regex = Regex::new(&pattern).unwrap();
    regex
        .captures_iter(text)
        .map(|found| {
            let get = |names: &[&str]| {
                names
                    .iter()
                    .find_map(|name| found.get_group_by_name(name))
                    .map(|span| &text[span.range()])
            };
            if let Some(decade) = get(&["dec"]) {
                return format!("{decade}X");
            }
            let year = get(&["y", "y2"]).unwrap_or("*");
            let Some(month) = get(&["m", "m2", "m3"]) else {
                return year.to_owned();
            };
            let month = MONTHS.iter().position(|known| *known == month).unwrap() + 1;
            match get(&["d", "d2"]) {
                Some(day) => format!("{year}-{month:02}-{day:0>2}"),
                None => format!("{year}-{month:02}"),
            }
        })
        .collect()
}

#[test]
fn the_dates_of_a_text_are_found() {
    for (text, dates) in [
        ("on 9 September 1948, and", vec!["1948-09-09"]),
        ("July 19, 2000 to July 20", vec!["2000-07-19", "*-07-20"]),
        ("In April 2019 and in October", vec!["2019-04", "*-10"]),
        ("the 1990s, or 1949", vec!["199X", "1949"]),
        ("from 19 to 20 July", vec!["*-07-20"]),
        ("the 25th Army of 54 kilometres", vec![]),
    ] {
        assert_eq!(stated(text), dates, "{text}");
    }
}

#[test]
fn an_article_states_no_date_but_those_of_its_facts() {
    let facts = facts();
    for piece in pieces() {
        let known: BTreeSet<_> = piece
            .facts
            .iter()
            .flat_map(|fact| &facts[fact])
            .flat_map(|date| date.split('/'))
            .collect();
        let text = format!("{}\n{}", piece.title, piece.body);
        let dates = stated(&text);
        assert!(dates.len() >= 8, "{}: {dates:?}", piece.name);
        for date in dates {
            let is_fact = known.iter().any(|fact| match date.strip_prefix('*') {
                Some(day) => fact.get(4..).is_some_and(|rest| rest.starts_with(day)),
                // A year or decade may be named for a day in it.
                None if date.len() == 4 => fact.starts_with(date.trim_end_matches('X')),
                None => *fact == date,
            });
            let is_today = date == format!("*{}", &piece.printed[4..]);
            assert!(is_fact || is_today, "{}: {date}", piece.name);
            let past = date.starts_with('*') || date.as_str() < piece.printed.as_str();
            assert!(past, "{}: {date} is yet to come", piece.name);
        }
    }
}

/// Relative luminance as WCAG 2 defines it, 0 to 1.
fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.040_45 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast ratio as WCAG 2 defines it, 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What terminals look like for which a theme is made: ground and text, from
/// the plainest to those of well-known colour schemes.
fn terminals(background: Background) -> Vec<[[u8; 3]; 2]> {
    let dark = [
        [[0, 0, 0], [229, 229, 229]],
        [[30, 30, 30], [212, 212, 212]],
        [[40, 44, 52], [204, 204, 204]],
        [[0, 43, 54], [204, 204, 204]],
        [[46, 52, 64], [216, 222, 233]],
    ];
    let light = [
        [[255, 255, 255], [0, 0, 0]],
        [[253, 246, 227], [60, 60, 60]],
        [[238, 238, 238], [51, 51, 51]],
    ];
    match background {
        Background::Dark => dark.to_vec(),
        Background::Light => light.to_vec(),
        Background::Any => [&dark[..], &light[..]].concat(),
    }
}

/// The least contrast that a role may have: text by WCAG 2 AA (1.4.3), parts
/// that carry meaning without being text by 1.4.11, decoration none.
fn least_contrast(role: Role) -> f64 {
    match role {
        Role::BarHappened | Role::BarPrinted | Role::BorderFocus => 3.0,
        Role::Border | Role::BarSpanned => 1.4,
        _ => 4.5,
    }
}

/// The contrast of roles laid over each other, on a terminal with this ground
/// and text.
fn contrast_of(theme: &Theme, layers: &[Role], [ground, text]: [[u8; 3]; 2]) -> f64 {
    let style = layers
        .iter()
        .fold(Style::new(), |style, role| style.patch(theme.style(*role)));
    let value = |color: Option<Color>, own| color.and_then(theme::value).unwrap_or(own);
    contrast(value(style.fg, text), value(style.bg, ground))
}

#[test]
fn every_theme_can_be_read_where_it_is_for() {
    let mut cases: Vec<_> = Role::ALL
        .iter()
        .map(|role| (vec![Role::Text, *role], least_contrast(*role)))
        .collect();
    // What stands in a chosen line.
    for line in [Role::Selection, Role::SelectionUnfocused] {
        for (role, least) in [
            (Role::Dim, 4.5),
            (Role::Title, 4.5),
            // Signs, not text.
            (Role::Unread, 3.0),
            (Role::Mark, 3.0),
        ] {
            cases.push((vec![Role::Text, role, line], least));
        }
        for role in [Role::Match, Role::MatchCurrent, Role::Cursor] {
            cases.push((vec![Role::Text, line, role], 4.5));
        }
    }
    for name in Theme::names() {
        let theme = Theme::load(name).unwrap_or_else(|error| panic!("{error}"));
        for colours in [Colours::True, Colours::Indexed] {
            let theme = theme.for_colours(colours);
            for terminal in terminals(theme.background()) {
                for (layers, least) in &cases {
                    let found = contrast_of(&theme, layers, terminal);
                    assert!(
                        found >= *least,
                        "{name}, {colours:?}: {layers:?} on {terminal:?}: {found:.2} < {least}"
                    );
                }
            }
        }
    }
}

#[test]
fn high_contrast_is_seven_to_one_for_text() {
    let theme = Theme::load("high-contrast").unwrap();
    for terminal in terminals(Background::Any) {
        for role in Role::ALL {
            let found = contrast_of(&theme, &[Role::Text, *role], terminal);
            assert!(found >= 7.0, "{role:?} on {terminal:?}: {found:.2}");
        }
    }
}

#[test]
fn with_16_colours_text_is_readable_and_the_selection_shows() {
    for name in Theme::names() {
        let theme = Theme::load(name).unwrap().for_colours(Colours::Sixteen);
        for role in Role::ALL {
            let style = theme.style(*role);
            for color in [style.fg, style.bg].into_iter().flatten() {
                let many = matches!(color, Color::Rgb(..) | Color::Indexed(16..));
                assert!(!many, "{name}: {role:?} is {color}");
            }
        }
        let plain = [terminals(theme.background())[0]];
        for terminal in plain {
            for role in Role::ALL
                .iter()
                .copied()
                .filter(|role| least_contrast(*role) >= 4.5)
            {
                let found = contrast_of(&theme, &[Role::Text, role], terminal);
                assert!(found >= 3.0, "{name}: {role:?} on {terminal:?}: {found:.2}");
            }
        }
        for role in [Role::Selection, Role::SelectionUnfocused] {
            let style = theme.style(role);
            let reversed = style.add_modifier.contains(Modifier::REVERSED);
            let ground = theme.style(Role::Text).bg;
            assert!(
                reversed || style.bg.is_some() && style.bg != ground,
                "{name}: {role:?}"
            );
        }
    }
}

/// The days of a date in EDTF as `corpus/facts.tsv` writes them.
fn days(date: &str) -> Interval {
    let part = |at: std::ops::Range<usize>| date.get(at).and_then(|part| part.parse::<i16>().ok());
    if let Some((start, end)) = date.split_once('/') {
        return Interval::new(start.parse().unwrap(), end.parse().unwrap());
    }
    if let Some(decade) = date.strip_suffix('X') {
        let first = decade.parse::<i16>().unwrap() * 10;
        return Interval::years(first, first + 9).unwrap();
    }
    let year = part(0..4).unwrap();
    match part(5..7) {
        None => Interval::year(year).unwrap(),
        Some(_) if date.len() == 10 => Interval::day(date.parse().unwrap()),
        Some(month) => Interval::month(year, i8::try_from(month).unwrap()).unwrap(),
    }
}

#[test]
fn every_date_that_the_tagger_finds_in_an_article_is_a_fact() {
    let facts = facts();
    let tagger = Tagger::new();
    let mut wrong = Vec::new();
    for piece in pieces() {
        let known: Vec<_> = piece
            .facts
            .iter()
            .flat_map(|fact| &facts[fact])
            .flat_map(|date| date.split('/').chain([date.as_str()]))
            .map(days)
            .collect();
        let printed = piece.printed.parse().unwrap();
        let mentions = tagger.tag(&Document {
            text: piece.body,
            dct: Some(printed),
            lang: Some("en"),
        });
        for mention in mentions {
            let Some(found) = mention.interval else {
                continue;
            };
            // A year, a summer, a decade may be named for a day in it.
            let is_fact = known.iter().any(|fact| {
                *fact == found
                    || mention.granularity > Granularity::Day
                        && found.start <= fact.start
                        && fact.end <= found.end
            });
            if !is_fact && found != Interval::day(printed) {
                wrong.push(format!(
                    "{}: “{}” {:?} {} {:?}",
                    piece.name,
                    &piece.body[mention.span.range()],
                    mention.granularity,
                    mention.timex.value(),
                    mention.how
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
