//! The built-in archive keeps its promises: date lines agree with file names,
//! every date stated is a fact of `corpus/facts.tsv`, every footer names its
//! facts and its licence, and the odd ones are as odd as `corpus/README.md`
//! says.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use dateline::{
    assets, ingest,
    model::{Granularity, Interval},
    temporal::{Document, Tagger},
};
use jiff::civil::Date;
use regex_automata::meta::Regex;

/// The one without a date line, and the one whose date line names no day.
const UNDATED: &str = "a-short-list-of-treaties.txt";
const IMPOSSIBLE: &str = "2011-02-30-a-day-that-was-not.txt";

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

const RUSSIAN: [&str; 12] = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
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
    lang: &'static str,
    printed: Option<Date>,
    body: &'static str,
    footer: Vec<&'static str>,
    facts: BTreeSet<String>,
}

/// The dates of a text of any language of the archive in the English manner.
fn in_english(text: &str) -> String {
    let mut text = text.to_owned();
    for (stem, month) in RUSSIAN.iter().zip(MONTHS) {
        let endings = if *stem == "ма" {
            "[яе]"
        } else {
            "[яеьа]"
        };
        let regex = Regex::new(&format!(
            r"\b{stem}{endings}\b( \d{{4}}(?: года?е?|-го)\b)?"
        ))
        .unwrap();
        text = replace(&regex, &text, |found| {
            let year: String = found.chars().filter(char::is_ascii_digit).collect();
            format!("{month} {year}").trim_end().to_owned()
        });
    }
    let korean = Regex::new(r"\d{4}년(?: \d{1,2}월(?: \d{1,2}일)?)?").unwrap();
    replace(&korean, &text, |found| {
        let mut numbers = found.split(|c: char| !c.is_ascii_digit());
        let mut next = || numbers.by_ref().find(|part| !part.is_empty());
        let year = next().unwrap();
        let month = next().map(|month| MONTHS[month.parse::<usize>().unwrap() - 1]);
        match (month, next()) {
            (Some(month), Some(day)) => format!(" {day} {month} {year} "),
            (Some(month), None) => format!(" {month} {year} "),
            _ => format!(" {year} "),
        }
    })
}

fn replace(regex: &Regex, text: &str, with: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut end = 0;
    for found in regex.find_iter(text) {
        out.push_str(&text[end..found.start()]);
        out.push_str(&with(&text[found.range()]));
        end = found.end();
    }
    out + &text[end..]
}

/// The day of a date line: `October 12, 1948`, or what comes out of it in English.
fn day_of(line: &str) -> Option<Date> {
    let line = in_english(line);
    ["%B %d, %Y", "%d %B %Y"]
        .iter()
        .find_map(|format| Date::strptime(format, line.trim()).ok())
}

fn pieces() -> Vec<Piece> {
    assets::corpus()
        .iter()
        .map(|&(name, text)| {
            let (title, rest) = text.split_once("\n\n").unwrap();
            let (rest, footer) = rest.split_once("\n\n\n").unwrap();
            let (line, body) = match rest.split_once("\n\n").unwrap() {
                _ if name == UNDATED => ("", rest),
                parts => parts,
            };
            let printed = day_of(line);
            let odd = name == UNDATED || name == IMPOSSIBLE;
            assert_eq!(printed.is_none(), odd, "{name}: {line}");
            let (_, numbers) = footer.split_once("Facts: ").unwrap();
            let (numbers, _) = numbers.split_once(" (corpus/README.md)").unwrap();
            let has =
                |range: std::ops::RangeInclusive<char>| body.chars().any(|c| range.contains(&c));
            Piece {
                name,
                title,
                lang: match () {
                    () if has('а'..='я') => "ru",
                    () if has('가'..='힣') => "ko",
                    () => "en",
                },
                printed,
                body,
                footer: footer.lines().collect(),
                facts: numbers.split(", ").map(str::to_owned).collect(),
            }
        })
        .collect()
}

#[test]
fn every_article_is_registered_in_the_order_of_its_date() {
    let mut found: Vec<_> = fs::read_dir(root().join("corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "txt"))
        .collect();
    found.sort();
    let registered: Vec<_> = assets::corpus().iter().map(|(name, _)| *name).collect();
    assert_eq!(registered, found);
}

#[test]
fn an_article_has_the_date_of_its_file_name_and_a_plain_layout() {
    for piece in pieces() {
        let name = piece.name;
        if let Some(day) = piece.printed {
            assert!(name.starts_with(&format!("{day}-")), "{name}");
        }
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
        let (article, problems) = ingest::parse(text.as_bytes(), name);
        let article = article.unwrap();
        assert_eq!(
            problems.is_empty(),
            *name != IMPOSSIBLE,
            "{name}: {problems:?}"
        );
        assert_eq!(&*article.title.text, piece.title, "{name}");
        assert_eq!(article.printed.day, piece.printed, "{name}");
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
        r"\b(?:(?<d>\d{{1,2}}) (?<m>{month})|(?<m2>{month}) (?<d2>\d{{1,2}})\b|(?<m3>{month}))(?:,? (?<y>\d{{4}}))?\b|\b(?<dec>\d{{3}})0s\b|\b(?<y2>19\d\d|20[0-2]\d)\b"
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
    let mut wrong = Vec::new();
    for piece in pieces() {
        let known: BTreeSet<_> = piece
            .facts
            .iter()
            .flat_map(|fact| &facts[fact])
            .flat_map(|date| date.split('/'))
            .collect();
        let text = in_english(&format!("{}\n{}", piece.title, piece.body));
        let dates = stated(&text);
        assert!(dates.len() >= 5, "{}: {dates:?}", piece.name);
        let printed = piece.printed.map(|day| day.to_string());
        for date in dates {
            let is_fact = known.iter().any(|fact| match date.strip_prefix('*') {
                Some(day) => fact.get(4..).is_some_and(|rest| rest.starts_with(day)),
                // A year or decade may be named for a day in it.
                None if date.len() == 4 => fact.starts_with(date.trim_end_matches('X')),
                None => *fact == date,
            });
            let today = printed.as_deref();
            let is_today = today.is_some_and(|today| date == format!("*{}", &today[4..]));
            if !is_fact && !is_today {
                wrong.push(format!("{}: {date} is no fact of its", piece.name));
            }
            let is_past = today.is_none_or(|today| date.starts_with('*') || *date <= *today);
            if !is_past {
                wrong.push(format!("{}: {date} is yet to come", piece.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
        let mentions = tagger.tag(&Document {
            text: piece.body,
            dct: piece.printed,
            lang: Some(piece.lang),
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
            let is_today = piece.printed.is_some_and(|day| found == Interval::day(day));
            if !is_fact && !is_today {
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

#[test]
fn the_archive_is_as_large_and_as_various_as_its_readme_says() {
    let pieces = pieces();
    let count = |lang| pieces.iter().filter(|piece| piece.lang == lang).count();
    let readme = fs::read_to_string(root().join("corpus/README.md")).unwrap();
    for said in [
        format!("{} short articles", pieces.len()),
        format!("{} in English", count("en")),
        format!("{} in Russian", count("ru")),
        format!("{} in Korean", count("ko")),
        UNDATED.to_owned(),
        IMPOSSIBLE.to_owned(),
    ] {
        assert!(readme.contains(&said), "{said}");
    }
}

#[test]
fn the_near_duplicates_differ_in_one_word_alone() {
    let body = |end: &str| {
        let mut found = pieces()
            .into_iter()
            .filter(|piece| piece.name.ends_with(end));
        let piece = found.next().unwrap();
        assert!(found.next().is_none());
        piece.body
    };
    let first = body("the-church-of-the-trinity.txt");
    let second = body("the-church-of-the-trinity-again.txt");
    assert_eq!(first.replace("Ten years", "Eleven years"), second);
}
