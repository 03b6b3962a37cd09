//! The search against a plain scan, and the query language by cases.

#![allow(clippy::unwrap_used, clippy::panic)]

mod index;

use std::{ops::ControlFlow, sync::Arc};

use dateline::{
    model::{
        Article, ArticleId, Corpus, Day, Granularity, How, Interval, Mention, Note, Printed,
        Provenance, Reference, Rule, Span, Timex, TimexType, Title, TitleFrom, Value,
    },
    search::{FORMS, Held, Holdings, Query, Run, Stemming, Subject, complete, search},
    text,
};
use proptest::prelude::*;

fn article(title: &str, body: &str, source: Option<&str>, day: Option<&str>) -> Article {
    Article {
        id: "0".into(),
        path: "a.txt".into(),
        title: Title {
            text: title.into(),
            from: TitleFrom::Headline,
        },
        printed: Printed {
            day: day.map(|day| day.parse::<Day>().unwrap()),
            provenance: Provenance::DateLine,
            confidence: dateline::model::Confidence::Sure,
            raw: None,
            rival: None,
        },
        source: source.map(Into::into),
        text: body.into(),
        ..Article::blank()
    }
}

fn found(corpus: &Corpus, query: &Query) -> Vec<ArticleId> {
    let mut ids = Vec::new();
    let mut ends = 0;
    let holdings = Holdings {
        corpus: corpus.clone(),
        ..Holdings::default()
    };
    search(&holdings, query, 7, &mut |part| {
        assert_eq!((part.generation, ends), (7, 0));
        ids.extend(part.hits);
        ends += usize::from(part.done);
        assert!(!part.done || part.scanned == corpus.len());
        ControlFlow::Continue(())
    });
    assert_eq!(ends, 1);
    ids
}

#[test]
fn queries_fit_what_they_say() {
    let example = article(
        "Old Friendship Grows",
        "On July 19, 2000 the DPRK–Russia Joint Declaration was signed in Pyongyang.\n\n\
         Président Putin’s visit, the café said, “opened a new page”. Москва и Ёлка; 日朝平壌宣言; 러시아는 왔다.",
        Some("Daily Gazette"),
        Some("2023-07-19"),
    );
    let fits = [
        "",
        "  ",
        "friendship",
        "FRIENDSHIP",
        "friendship pyongyang",
        "\"joint declaration\"",
        "“joint declaration”",
        "dprk-russia",
        "\"dprk russia joint\"",
        "declar*",
        "\"joint declar* was\"",
        "moscow OR pyongyang",
        "moscow OR (old grows)",
        "old AND grows",
        "-moscow",
        "NOT moscow",
        "-(moscow OR tokyo)",
        "title:friendship",
        "TITLE:friendship",
        "title:(old grows)",
        "title:\"old friendship\"",
        "-title:pyongyang",
        "text:pyongyang",
        "source:gazette",
        "printed:2023",
        "printed:2023-07",
        "printed:2023-07-19",
        "printed:2020..",
        "printed:..2023-07",
        "printed:2020s",
        "printed:>2022",
        "printed:<=2023",
        "-is:undated",
        "cafe",
        "président",
        "president",
        "putin's",
        "putin’s",
        "ёлка",
        "елка",
        "москва",
        "平壌",
        "러시아",
        "\"러시아 왔다\"",
        "19",
        "\"july 19 2000\"",
        "declar*n",
        "*ation",
        "pyong?ang",
        "\"jo?nt decl*ion was\"",
        "平?宣",
        "what? OR friendship?",
        "/July \\d+, 2000/",
        "/joint +decl/",
        "/\\bputin’s\\b/",
        "title:/^old/",
        "-/Joint declaration/",
        "\"pyongyang declaration\"~3",
        "declaration NEAR/3 pyongyang",
        "(dprk NEAR russia) OR moscow",
        "\"joint declaration\" NEAR/4 pyongyang",
        "平 NEAR/1 宣",
        "path:.TXT",
        "path:\"a.t\"",
        "len:>10",
        "len:20..40",
        "printed:july-2023",
        "is:unread",
        "-is:read",
    ];
    for query in fits {
        assert!(Query::parse(query).unwrap().matches(&example), "{query}");
    }
    let fails = [
        "friend",
        "riendship",
        "moscow",
        "\"declaration joint\"",
        "\"pyongyang president\"",
        "clar*",
        "title:pyongyang",
        "text:friendship",
        "source:friendship",
        "-friendship",
        "printed:2022",
        "printed:<2023",
        "is:undated",
        "friendship moscow",
        "시아",
        "(old -grows) OR moscow",
        "clar*n",
        "pyong?",
        "?clare",
        "/july 19$/",
        "/DECLARATION/",
        "\"pyongyang declaration\"~2",
        "pyongyang NEAR/1 dprk",
        "pyongyang NEAR/20 president",
        "title:(friendship NEAR/3 pyongyang)",
        "path:b.txt",
        "lang:en",
        "len:<10",
        "len:5",
        "printed:june-2023",
        "happened:2000",
        "onthisday:07-19",
        "is:read",
        "is:starred",
    ];
    for query in fails {
        assert!(!Query::parse(query).unwrap().matches(&example), "{query}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_the_place() {
    let cases = [
        ("\"joint", 0, "not closed"),
        ("a (b", 2, "not closed"),
        ("a) b", 1, "closes nothing"),
        ("()", 1, "nothing to look for"),
        ("OR a", 0, "between two words"),
        ("a OR", 2, "between two words"),
        ("a AND", 2, "between two words"),
        ("a OR OR b", 5, "between two words"),
        ("a - b", 2, "right behind"),
        ("NOT", 0, "leaves out"),
        ("titel:a", 0, "is `title:` meant"),
        ("a colour:red", 2, "fields are"),
        ("is:new", 3, "is:undated"),
        ("/a", 0, "not closed"),
        ("a //", 2, "nothing between"),
        ("/(/", 0, "cannot be read: unclosed group"),
        ("/a{9999}{9999}/", 0, "larger than"),
        ("NEAR a", 0, "between two words"),
        ("a NEAR/3", 2, "between two words"),
        ("a NEAR/x b", 2, "is a number"),
        ("\"a b\"~", 5, "is a number"),
        ("title:a NEAR/2 text:b", 8, "between two words"),
        ("len:long", 4, "no number"),
        ("onthisday:2000-07-19", 10, "07-19"),
        ("happened:soon", 9, "2019-04-25"),
        ("printed:yesterday", 8, "2019-04-25"),
        ("printed:2021..2019", 8, "`2019..2021`"),
        ("a \"...\"", 2, "no letter"),
        ("a — b", 2, "no letter"),
    ];
    for (query, at, message) in cases {
        let error = Query::parse(query).unwrap_err();
        assert_eq!(error.at, at, "{query}: {error}");
        assert!(error.message.contains(message), "{query}: {error}");
    }
    let deep = "(".repeat(100_000);
    assert!(Query::parse(&deep).unwrap_err().message.contains("64"));
    assert!(Query::parse(&"-".repeat(100_000)).is_err());
}

#[test]
fn hits_are_lit_where_they_stand() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "café -bar",
            "A Cafe\u{301}, a bar, the café.",
            &["Cafe\u{301}", "café"],
        ),
        (
            "\"joint declaration\" joint",
            "the Joint\n Declaration",
            &["Joint\n Declaration"],
        ),
        (
            "declar*",
            "declared, Declaration",
            &["declared", "Declaration"],
        ),
        ("title:a text:b", "a b", &["b"]),
        ("平壌", "日朝平壌宣言", &["平壌"]),
    ];
    for (query, text, expected) in cases {
        let hits = Query::parse(query).unwrap().hits(text);
        let hits: Vec<&str> = hits.into_iter().map(|hit| &text[hit]).collect();
        assert_eq!(hits, *expected, "{query}");
    }
}

#[test]
fn snippets_show_the_hit() {
    let body = "The first paragraph says nothing.\n\n\
                In the second one, after quite a few words of no weight, the treaty of Moscow was \
                signed by the two sides, and then there was dinner.\n\nNo treaty here.";
    let cases = [
        (
            "moscow treaty",
            40,
            "…weight, the treaty of Moscow was…",
            vec!["treaty", "Moscow"],
        ),
        ("dinner", 30, "…and then there was dinner.", vec!["dinner"]),
        ("absent", 20, "The first paragraph…", vec![]),
        (
            "first",
            200,
            "The first paragraph says nothing.",
            vec!["first"],
        ),
        ("moscow", 1, "…", vec![]),
        ("moscow", 0, "", vec![]),
    ];
    let example = article("T", body, None, None);
    for (query, columns, expected, lit) in cases {
        let snippet = Query::parse(query).unwrap().snippet(&example, columns);
        assert_eq!(snippet.text, expected, "{query}");
        let hits: Vec<&str> = snippet
            .hits
            .iter()
            .map(|hit| &snippet.text[hit.clone()])
            .collect();
        assert_eq!(hits, lit, "{query}");
    }
}

#[test]
fn a_search_stops_when_it_is_told_to() {
    let mut corpus = Corpus::default();
    let many: Vec<Article> = (0..10_000).map(|_| article("a", "b", None, None)).collect();
    corpus.push(many.into());
    let mut seen = Vec::new();
    let holdings = Holdings {
        corpus: corpus.clone(),
        ..Holdings::default()
    };
    search(&holdings, &Query::default(), 1, &mut |part| {
        seen.push((part.scanned, part.hits.len(), part.done));
        if seen.len() == 3 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(
        seen,
        [(64, 64, false), (192, 128, false), (448, 256, false)]
    );
    assert_eq!(found(&corpus, &Query::parse("b").unwrap()).len(), 10_000);
    assert_eq!(found(&Corpus::default(), &Query::default()), []);
}

/// A query, as a tree of its own.
#[derive(Clone, Debug)]
enum Asked {
    Words(&'static str, Vec<&'static str>),
    Prefix(&'static str),
    /// A word with `?` and `*`.
    Wild(&'static str),
    Near(Vec<&'static str>, usize),
    Printed(i16, i16),
    Undated,
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl Asked {
    fn written(&self) -> String {
        let join = |parts: &[Self], by: &str| {
            let parts: Vec<String> = parts.iter().map(Self::written).collect();
            format!("({})", parts.join(by))
        };
        match self {
            Self::Words(field, words) if words.len() == 1 => format!("{field}{}", words[0]),
            Self::Words(field, words) => format!("{field}\"{}\"", words.join(" ")),
            Self::Prefix(start) => format!("{start}*"),
            Self::Wild(word) => (*word).to_owned(),
            Self::Near(words, between) if words.len() == 2 => {
                format!("({} NEAR/{between} {})", words[0], words[1])
            }
            Self::Near(words, between) => format!("\"{}\"~{between}", words.join(" ")),
            Self::Printed(from, to) => format!("printed:{from}..{to}"),
            Self::Undated => "is:undated".to_owned(),
            Self::Not(asked) => format!("-{}", asked.written()),
            Self::All(parts) => join(parts, " "),
            Self::Any(parts) => join(parts, " OR "),
        }
    }

    /// The meaning, by splitting at everything that is no letter.
    fn fits(&self, article: &Article) -> bool {
        match self {
            Self::Words(field, words) => {
                let words: Vec<String> = words.iter().map(|word| plain(word)).collect();
                let holds = |text: &str| {
                    text.split("\n\n").any(|paragraph| {
                        tokens(paragraph)
                            .windows(words.len())
                            .any(|window| window == words)
                    })
                };
                let title = holds(&article.title.text);
                let source = article.source.as_deref().is_some_and(holds);
                match *field {
                    "title:" => title,
                    "source:" => source,
                    "text:" => holds(&article.text),
                    _ => title || holds(&article.text),
                }
            }
            Self::Prefix(start) => {
                let mut all = tokens(&article.title.text);
                all.extend(tokens(&article.text));
                all.iter().any(|token| token.starts_with(&plain(start)))
            }
            Self::Wild(word) => {
                let word: Vec<char> = plain(word).chars().collect();
                let mut all = tokens(&article.title.text);
                all.extend(tokens(&article.text));
                let all = all.iter().map(|token| token.chars().collect::<Vec<_>>());
                all.into_iter().any(|token| globs(&word, &token))
            }
            Self::Near(words, between) => {
                let words: Vec<String> = words.iter().map(|word| plain(word)).collect();
                let holds = |text: &str| {
                    text.split("\n\n").any(|paragraph| {
                        let tokens = tokens(paragraph);
                        (0..tokens.len()).any(|start| {
                            let window = tokens[start..].iter().take(words.len() + between);
                            words
                                .iter()
                                .all(|word| window.clone().any(|token| token == word))
                        })
                    })
                };
                holds(&article.title.text) || holds(&article.text)
            }
            Self::Printed(from, to) => {
                let day = article.printed.day;
                day.is_some_and(|day| (*from..=*to).contains(&day.year()))
            }
            Self::Undated => article.printed.day.is_none(),
            Self::Not(asked) => !asked.fits(article),
            Self::All(parts) => parts.iter().all(|part| part.fits(article)),
            Self::Any(parts) => parts.iter().any(|part| part.fits(article)),
        }
    }
}

fn globs(pattern: &[char], word: &[char]) -> bool {
    match pattern {
        [] => word.is_empty(),
        ['*', rest @ ..] => (0..=word.len()).any(|at| globs(rest, &word[at..])),
        ['?', rest @ ..] => !word.is_empty() && globs(rest, &word[1..]),
        [c, rest @ ..] => word.first() == Some(c) && globs(rest, &word[1..]),
    }
}

/// Lower case without the accents of this test's words.
fn plain(word: &str) -> String {
    word.to_lowercase()
        .replace('é', "e")
        .replace("e\u{301}", "e")
        .replace('ё', "е")
}

fn tokens(text: &str) -> Vec<String> {
    let plain = plain(text);
    let tokens = plain.split(|c: char| !c.is_alphanumeric());
    tokens
        .filter(|token| !token.is_empty())
        .map(str::to_owned)
        .collect()
}

fn words() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a", "ab", "abc", "cafe", "café", "елка", "ёлка", "x1", "OR2",
    ])
}

fn printed() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "AB",
        "abc",
        "Café",
        "cafe\u{301}",
        "Ёлка",
        "елками",
        "x1",
        "-",
        " ",
        " ",
        "\n",
        ", ",
        "’",
        "\n\n",
        ".",
        "abcd",
        "OR2",
        "\u{a0}",
    ])
}

fn asked() -> impl Strategy<Value = Asked> {
    let field = prop::sample::select(vec!["", "", "title:", "text:", "source:"]);
    let leaf = prop_oneof![
        4 => (field, prop::collection::vec(words(), 1..3)).prop_map(|(field, words)| Asked::Words(field, words)),
        1 => words().prop_map(Asked::Prefix),
        1 => prop::sample::select(vec!["a?c", "*b", "a*c", "c?f?x", "?b*d", "é*", "е*ка"])
            .prop_map(Asked::Wild),
        1 => (prop::collection::vec(words(), 2..4), 0_usize..4)
            .prop_map(|(words, between)| Asked::Near(words, between)),
        1 => (1998_i16..2003, 0_i16..3).prop_map(|(from, years)| Asked::Printed(from, from + years)),
        1 => Just(Asked::Undated),
    ];
    leaf.prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|asked| Asked::Not(Box::new(asked))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Asked::All),
            prop::collection::vec(inner, 1..4).prop_map(Asked::Any),
        ]
    })
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let text = |most| prop::collection::vec(printed(), 0..most).prop_map(|parts| parts.concat());
    let day = prop::option::of(prop::sample::select(vec![
        "1998-12-31",
        "2000-01-01",
        "2002-06-01",
    ]));
    let one = (text(4), text(20), prop::option::of(text(3)), day)
        .prop_map(|(title, body, source, day)| article(&title, &body, source.as_deref(), day));
    prop::collection::vec(one, 0..100)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_search_finds_what_a_plain_scan_finds(articles in articles(), asked in asked()) {
        let query = Query::parse(&asked.written()).unwrap();
        let mut corpus = Corpus::default();
        for batch in articles.chunks(13) {
            corpus.push(Arc::from(batch));
        }
        let expected: Vec<ArticleId> = corpus
            .iter()
            .filter(|(_, article)| asked.fits(article))
            .map(|(id, _)| id)
            .collect();
        prop_assert_eq!(found(&corpus, &query), expected, "{}", query.raw);
    }

    #[test]
    fn anything_typed_is_read_or_refused(typed in "[a-c()\"“*?/~ :.<0-9ORANDTE-]{0,24}|\\PC{0,24}", columns in 0_usize..40) {
        match Query::parse(&typed) {
            Err(error) => prop_assert!(typed.is_char_boundary(error.at)),
            Ok(query) => {
                let example = article(&typed, &typed.repeat(3), None, None);
                let _ = query.matches(&example);
                for hit in query.hits(&example.text) {
                    prop_assert!(!example.text[hit].is_empty());
                }
                let snippet = query.snippet(&example, columns);
                prop_assert!(text::width(&snippet.text) <= columns);
                for hit in snippet.hits {
                    prop_assert!(!snippet.text[hit].is_empty());
                }
            }
        }
    }
}

#[test]
fn dates_in_the_text_and_marks_are_asked_for() {
    let example = article("T", "b", None, None);
    let mention = |start: &str, end: &str, granularity| Mention {
        span: Span { start: 0, end: 1 },
        timex: Timex {
            kind: TimexType::Date,
            value: Value::Ref(Reference::Past),
            modifier: None,
            quant: None,
            freq: None,
        },
        interval: Some(Interval::new(start.parse().unwrap(), end.parse().unwrap())),
        granularity,
        how: How {
            rule: Rule::Explicit,
            anchor: None,
        },
    };
    let mentions = [
        mention("2000-07-19", "2000-07-19", Granularity::Day),
        mention("1950-01-01", "1950-12-31", Granularity::Year),
    ];
    let subject = Subject {
        mentions: &mentions,
        starred: true,
        ..Subject::from(&example)
    };
    for (query, fits) in [
        ("happened:2000-07", true),
        ("happened:2000-07-19", true),
        ("happened:<1951", true),
        ("happened:1950", true),
        ("happened:1950-05", false),
        ("happened:2001..", false),
        ("onthisday:07-19", true),
        ("onthisday:19-july", true),
        ("onthisday:01-01", false),
        ("is:starred -is:read", true),
        ("is:unread", true),
    ] {
        let query = Query::parse(query).unwrap();
        assert_eq!(query.matches(subject), fits, "{}", query.raw);
        let dates = query.raw.contains("happened") || query.raw.contains("onthisday");
        assert_eq!(query.asks_for_dates(), dates, "{}", query.raw);
        assert_eq!(
            query.asks_for_marks(),
            query.raw.contains("is:"),
            "{}",
            query.raw
        );
    }
    assert!(!Query::parse("is:undated").unwrap().asks_for_marks());
}

#[test]
fn a_query_being_typed_is_completed() {
    let mut corpus = Corpus::default();
    let from = |source| article("T", "b", Some(source), None);
    corpus.push(vec![from("Daily News"), from("Gazette"), from("Gazette")].into());
    let completed = |typed: &str| -> Vec<String> {
        complete(typed, &corpus, &["flood".to_owned()])
            .into_iter()
            .map(|way| way.text)
            .collect()
    };
    for (typed, ways) in [
        ("", vec![]),
        ("mos", vec![]),
        ("t", vec![]),
        ("ti", vec!["title:"]),
        ("pa", vec!["path:"]),
        ("moscow (pri", vec!["moscow (printed:"]),
        ("-hap", vec!["-happened:"]),
        ("is:u", vec!["is:undated", "is:unread"]),
        ("source:", vec!["source:Gazette", "source:\"Daily News\""]),
        ("source:\"d", vec!["source:\"Daily News\""]),
        ("colour:r", vec![]),
    ] {
        assert_eq!(completed(typed), ways, "{typed}");
    }
    for way in complete("source:", &corpus, &[]) {
        assert!(Query::parse(&way.text).is_ok(), "{}", way.text);
    }
}

#[test]
fn every_form_of_the_help_can_be_read() {
    for (forms, meaning) in FORMS {
        for form in forms.split("  ") {
            assert!(Query::parse(form).is_ok(), "{form}");
        }
        assert!(!meaning.ends_with('.') && meaning.len() <= 60, "{meaning}");
    }
}

#[test]
fn notes_tags_and_texts_that_stand_twice_are_asked_for() {
    let mut corpus = Corpus::default();
    let body = |text: &str| article("T", text, None, None);
    corpus.push(["one", "two", "one", "three", "one"].map(body).into());
    let note = Note {
        text: "A remark on café walls".to_owned(),
        tags: vec!["Flood".into(), "flood plain".into()],
        ..Note::new("n".into(), text::Quote::new("two", 0..3))
    };
    let mut holdings = Holdings {
        corpus,
        ..Holdings::default()
    };
    holdings.notes.insert(ArticleId(1), vec![note]);
    let cases: &[(&str, &[u32])] = &[
        ("dup:yes", &[0, 2, 4]),
        ("dup:first", &[0]),
        ("dup:later", &[2, 4]),
        ("-dup:later", &[0, 1, 3]),
        ("dup:yes two", &[]),
        ("tag:flood", &[1]),
        ("tag:FLOOD", &[1]),
        ("tag:flo*", &[1]),
        ("tag:\"flood plain\"", &[1]),
        ("tag:plain", &[]),
        ("-tag:flood", &[0, 2, 3, 4]),
        ("note:cafe", &[1]),
        ("note:(walls -doors)", &[1]),
        ("note:two", &[]),
        ("note:\"remark walls\"~2 OR three", &[1, 3]),
    ];
    for indexed in [false, true] {
        if indexed {
            let mut run = Run::default();
            let batch: Arc<[Article]> = holdings.corpus.iter().map(|(_, a)| a.clone()).collect();
            run.take(&batch, 0);
            holdings.index.push(Arc::new(run.build()));
        }
        for (typed, expected) in cases {
            let query = Query::parse(typed).unwrap();
            let mut ids = Vec::new();
            search(&holdings, &query, 1, &mut |part| {
                ids.extend(part.hits.iter().map(|id| id.0));
                ControlFlow::Continue(())
            });
            assert_eq!(ids, *expected, "{typed}");
            let total = Held::of(&holdings).hits(&holdings, &query).total();
            assert_eq!(total.articles, expected.len() as u64, "{typed}");
        }
    }
}

#[test]
fn what_words_were_read_as_can_be_said() {
    let folded = |typed: &str| Query::parse(typed).unwrap().folded().join(" ");
    assert_eq!(folded("Café \"Ёлка мой\" x"), "cafe елка");
    assert_eq!(folded("cafe text:a*"), "");
    let mut corpus = Corpus::default();
    let bodies = ["He declared it.", "They declare; declaring", "decline"];
    corpus.push(
        bodies
            .map(|body| article("Declares", body, None, None))
            .into(),
    );
    let query = Query::parse_with("declared", Stemming::of("en")).unwrap();
    let mut holdings = Holdings {
        corpus,
        ..Holdings::default()
    };
    for indexed in [false, true] {
        if indexed {
            let mut run = Run::default();
            let batch: Arc<[Article]> = holdings.corpus.iter().map(|(_, a)| a.clone()).collect();
            run.take(&batch, 0);
            holdings.index.push(Arc::new(run.build()));
        }
        let mut forms = Vec::new();
        search(&holdings, &query, 1, &mut |part| {
            forms.extend(part.forms);
            ControlFlow::Continue(())
        });
        assert_eq!(forms, ["declare", "declared", "declares", "declaring"]);
    }
}
