//! Citations, read back by readers of others: what was cited is what they find.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;

use biblatex::ChunksExt as _;
use biblib::CitationParser as _;
use dateline::{
    citation::{Bibliography, Citation, Style},
    model::{
        Article, Confidence, Day, Encoding, EncodingFrom, Printed, Provenance, Title, TitleFrom,
    },
    text::{clean, web_address},
};
use proptest::prelude::*;
use serde::Deserialize;

fn article(title: &str) -> Article {
    Article {
        id: "0123456789ab".into(),
        path: Arc::from("press/2023-07-19.txt"),
        title: Title {
            text: title.into(),
            from: TitleFrom::Headline,
        },
        printed: Printed {
            day: Some(Day::constant(2023, 7, 19)),
            provenance: Provenance::DateLine,
            confidence: Confidence::Sure,
            ..Printed::undated()
        },
        lang: Some("en".into()),
        source: Some("Sarn Gazette".into()),
        author: None,
        url: None,
        text: "One.\n\nTwo & a half: 50 % of {all}.".into(),
        markup: Box::default(),
        footer: None,
        encoding: Encoding {
            name: "UTF-8",
            from: EncodingFrom::Mark,
            replaced: 0,
        },
    }
}

fn passage(article: &Article) -> Citation<'_> {
    Citation::from(article)
        .at(1..2)
        .quoting("Two & a half: 50 % of {all}.")
}

#[track_caller]
fn check(article: &Article, style: Style, wanted: &str) {
    assert_eq!(passage(article).write(style), wanted);
}

#[test]
fn each_form_looks_as_its_readers_know_it() {
    let article = Article {
        url: Some("https://sarn.example/a b".into()),
        author: Some("Jon Aker".into()),
        ..article("Sarn_bridge *opened*")
    };
    check(
        &article,
        Style::Plain,
        "Two & a half: 50 % of {all}.\n\nJon Aker, “Sarn_bridge *opened*”, Sarn Gazette, July 19, 2023 (date line), ¶ 2, https://sarn.example/a b\n",
    );
    check(
        &article,
        Style::Markdown,
        "> Two \\& a half: 50 % of {all}.\n\n— Jon Aker, [“Sarn\\_bridge \\*opened\\*”](<https://sarn.example/a%20b>), *Sarn Gazette*, July 19, 2023 (date line), ¶ 2\n",
    );
    check(
        &article,
        Style::Bibtex,
        "@article{sarn2023-0123456789ab,
  title = {{Sarn\\_bridge *opened*}},
  author = {{Jon Aker}},
  journal = {{Sarn Gazette}},
  date = {2023-07-19},
  year = {2023},
  month = jul,
  url = {https://sarn.example/a%20b},
  langid = {en},
  note = {¶ 2; date of printing: date line; press/2023-07-19.txt},
  annote = {Two \\& a half: 50 \\% of \\textbraceleft{}all\\textbraceright{}.},
}
",
    );
    check(
        &article,
        Style::Csl,
        "[\n{\"id\":\"sarn2023-0123456789ab\",\"type\":\"article-newspaper\",\"title\":\"Sarn_bridge *opened*\",\"author\":[{\"literal\":\"Jon Aker\"}],\"container-title\":\"Sarn Gazette\",\"issued\":{\"date-parts\":[[2023,7,19]]},\"URL\":\"https://sarn.example/a%20b\",\"language\":\"en\",\"note\":\"¶ 2; date of printing: date line; press/2023-07-19.txt\",\"annote\":\"Two & a half: 50 % of {all}.\"}\n]\n",
    );
    check(
        &article,
        Style::Ris,
        "TY  - NEWS\nID  - sarn2023-0123456789ab\nTI  - Sarn_bridge *opened*\nAU  - Jon Aker\nT2  - Sarn Gazette\nPY  - 2023\nDA  - 2023/07/19/\nUR  - https://sarn.example/a%20b\nLA  - en\nN1  - ¶ 2; date of printing: date line; press/2023-07-19.txt\nAB  - Two & a half: 50 % of {all}.\nER  - \n",
    );
}

#[test]
fn what_is_not_known_is_left_out_and_an_undated_article_says_so() {
    let article = Article {
        printed: Printed::undated(),
        source: None,
        lang: None,
        ..article("A letter")
    };
    let cited = |style| Citation::from(&article).write(style);
    assert_eq!(
        cited(Style::Plain),
        "“A letter”, undated, press/2023-07-19.txt\n"
    );
    assert_eq!(
        cited(Style::Bibtex),
        "@misc{letter-0123456789ab,\n  title = {{A letter}},\n  howpublished = {press/2023-07-19.txt},\n  note = {undated},\n}\n"
    );
    assert!(!cited(Style::Csl).contains("issued"));
    assert!(!cited(Style::Ris).contains("DA  - "));
}

#[test]
fn a_list_is_one_text_and_gives_no_key_twice() {
    let (one, other) = (article("One"), article("Other"));
    for style in Style::ALL {
        let mut list = Bibliography::new(style);
        let mut written = list.entry(&Citation::from(&one));
        written.push_str(&list.entry(&Citation::from(&other)));
        written.push_str(list.end());
        match style {
            Style::Bibtex => {
                let read = biblatex::Bibliography::parse(&written).unwrap();
                let keys: Vec<&str> = read.keys().collect();
                assert_eq!(keys, ["sarn2023-0123456789ab", "sarn2023-0123456789ab-2"]);
            }
            Style::Csl => {
                let read: Vec<Item> = serde_json::from_str(&written).unwrap();
                assert_eq!(read.len(), 2);
            }
            Style::Ris => {
                assert_eq!(biblib::RisParser::new().parse(&written).unwrap().len(), 2);
            }
            Style::Plain => assert_eq!(written.lines().count(), 2, "{written}"),
            Style::Markdown => assert_eq!(written.split("\n\n").count(), 2, "{written}"),
        }
        assert_eq!(Style::named(style.name()), Some(style));
    }
    assert_eq!(Bibliography::new(Style::Csl).end(), "[]\n");
}

/// What is left of a text on one line of a citation.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    clean(&words.join(" ")).into_owned()
}

/// The text that Markdown shows.
fn shown(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};
    let mut shown = String::new();
    // All marks but those that turn plain signs into nicer ones.
    let marks = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
    for event in Parser::new_ext(markdown, marks) {
        match event {
            Event::Text(text) => shown.push_str(&text),
            Event::SoftBreak => shown.push('\n'),
            Event::End(pulldown_cmark::TagEnd::Paragraph) => shown.push_str("\n\n"),
            Event::Start(_) | Event::End(_) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    shown
}

/// Words with every sign that means something to one of the formats.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 \\\\{}$&#_^~%*`\\[\\]<>|+=.:;\"'!?()/@-]{1,40}",
        "\\PC{1,24}",
        "(TY|ER|1[.)]|[#>+*-]+|---|@[a-z]+[{]|%|\\\\begin) {0,2}-? \\PC{0,8}",
    ]
    .prop_filter("something is left of it", |words| {
        line(words).chars().any(char::is_alphanumeric)
    })
}

/// An item with the variables of the schema of CSL 1.0.2 that we write, and no
/// other.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[allow(dead_code)]
struct Item {
    id: String,
    r#type: String,
    title: String,
    author: Vec<Name>,
    container_title: String,
    issued: Issued,
    #[serde(rename = "URL")]
    url: String,
    #[serde(rename = "archive_location")]
    archive_location: String,
    language: String,
    note: String,
    annote: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    literal: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Issued {
    date_parts: Vec<[i32; 3]>,
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_cited_is_found_by_the_readers_of_the_formats(
        title in words(), source in words(), author in words(), address in words(), text in words(),
    ) {
        let article = Article {
            source: Some(source.as_str().into()),
            author: Some(author.as_str().into()),
            // A dash of TeX is none in an address, but this reader takes it for one.
            url: Some(format!("http://sarn.example/{}", address.replace('-', "_")).into()),
            ..article(&title)
        };
        let url = web_address(article.url.as_deref().unwrap()).unwrap();
        let (title, source, author, text) = (line(&title), line(&source), line(&author), line(&text));
        let cited = |style| Citation::from(&article).at(1..2).quoting(&text).write(style);

        let bibtex = cited(Style::Bibtex);
        let read = biblatex::Bibliography::parse(&bibtex).map_err(|error| TestCaseError::fail(format!("{error}: {bibtex}")))?;
        prop_assert_eq!(read.len(), 1);
        let entry = read.iter().next().unwrap();
        let field = |name: &str| entry.get(name).map(|chunks| chunks.format_verbatim()).unwrap_or_default();
        prop_assert_eq!(field("title"), title.as_str(), "{}", &bibtex);
        prop_assert_eq!(field("author"), author.as_str(), "{}", &bibtex);
        prop_assert_eq!(entry.get("journal").or(entry.get("journaltitle")).unwrap().format_verbatim(), source.as_str(), "{}", &bibtex);
        prop_assert_eq!(field("url"), url.as_str(), "{}", &bibtex);
        prop_assert_eq!(field("date"), "2023-07-19");
        let passage = entry.get("annote").or(entry.get("annotation")).unwrap().format_verbatim();
        prop_assert_eq!(passage.trim(), text.as_str(), "{}", &bibtex);

        let csl = cited(Style::Csl);
        let read: Vec<Item> = serde_json::from_str(&csl).unwrap();
        prop_assert_eq!(&read[0].title, &title);
        prop_assert_eq!(&read[0].container_title, &source);
        prop_assert_eq!(&read[0].url, &url);
        prop_assert_eq!(&read[0].annote, &text);
        prop_assert_eq!(&read[0].issued.date_parts, &[[2023, 7, 19]]);
        prop_assert_eq!(read[0].author.iter().map(|name| &name.literal).collect::<Vec<_>>(), [&author]);

        let ris = cited(Style::Ris);
        let read = biblib::RisParser::new().parse(&ris).map_err(|error| TestCaseError::fail(format!("{error}: {ris}")))?;
        prop_assert_eq!(read.len(), 1, "{}", &ris);
        prop_assert_eq!(&read[0].title, &title);
        prop_assert_eq!(read[0].journal.as_deref(), Some(source.as_str()));
        // This reader takes names apart by rules of its own.
        prop_assert!(!read[0].authors.is_empty());
        prop_assert_eq!(&read[0].urls, std::slice::from_ref(&url));
        prop_assert_eq!(read[0].abstract_text.as_deref(), Some(text.as_str()));

        let markdown = cited(Style::Markdown);
        let wanted = format!("{text}\n\n— {author}, “{title}”, {source}, July 19, 2023 (date line), ¶ 2\n\n");
        prop_assert_eq!(shown(&markdown), wanted, "{}", &markdown);

        for style in Style::ALL {
            let cited = cited(style);
            prop_assert!(cited.lines().all(|line| clean(line) == line), "{:?}", &cited);
        }
    }
}
