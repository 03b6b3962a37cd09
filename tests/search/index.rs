//! The index against a plain scan: random archives in many scripts, random
//! queries, the archive cut into segments anywhere, the last part of it not
//! indexed yet.

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use dateline::{
    model::{Article, ArticleId, Corpus, Day},
    search::{Count, Held, Holdings, Index, Query, Run, Segment, Stemming, search},
};
use proptest::prelude::*;

use super::article;

/// An archive whose first articles are in segments of these lengths.
fn indexed(articles: Vec<Article>, cuts: &[usize]) -> Holdings {
    let mut holdings = Holdings::default();
    let mut rest = articles;
    for &cut in cuts {
        let later = rest.split_off(cut.min(rest.len()));
        let batch: Arc<[Article]> = rest.into();
        holdings.corpus.push(Arc::clone(&batch));
        let mut run = Run::default();
        assert_eq!(run.take(&batch, 0), batch.len());
        holdings.index.push(Arc::new(run.build()));
        rest = later;
    }
    holdings.corpus.push(rest.into());
    holdings
}

fn found(holdings: &Holdings, query: &Query) -> Vec<ArticleId> {
    let (mut ids, mut ends) = (Vec::new(), 0);
    let mut scanned = 0;
    search(holdings, query, 1, &mut |part| {
        assert!(part.scanned >= scanned && ends == 0);
        scanned = part.scanned;
        ids.extend(part.hits);
        ends += usize::from(part.done);
        ControlFlow::Continue(())
    });
    assert_eq!((ends, scanned), (1, holdings.corpus.len()));
    ids
}

/// Pieces that texts are put together from.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "a",
        "b",
        "ab",
        "Abc",
        "declare",
        "declared",
        "dies",
        "dying",
        "café",
        "_",
        "ёлка",
        "елки",
        "漢",
        "字",
        "漢字",
        "평양",
        "평양은",
        "는",
        "कि",
        "ก",
        "x1",
        "é",
        "½",
    ]);
    let gaps = prop::sample::select(vec![
        " ", " ", " ", "", "", ", ", "\n\n", "、", "-", "\u{ad}",
    ]);
    (words, gaps).prop_map(|(word, gap)| format!("{word}{gap}"))
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(pieces(), 0..most).prop_map(|pieces| pieces.concat())
}

fn archive() -> impl Strategy<Value = Vec<Article>> {
    let day = prop::option::of(prop::sample::select(vec!["1998-12-31", "2000-01-01"]));
    let source = prop::option::of(prop::sample::select(vec!["a b", "Abc", "漢字\nx\\"]));
    let one = (text(4), text(24), source, day).prop_map(|(title, body, source, day)| {
        let mut article = article(&title, &body, source, day);
        article.lang = source.map(|source| if source == "Abc" { "en-US" } else { "ko" }.into());
        article
    });
    prop::collection::vec(one, 0..24)
}

/// A query as it is typed, which says nothing that depends on the archive.
fn typed() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a", "b", "ab", "abc", "a*", "declare", "die", "cafe", "елка", "ел*", "漢", "字", "漢字",
        "漢*", "漢a", "평양", "평*", "는", "कि", "कि*", "ก", "x1", "½", "a?c", "*b", "a*c", "?",
        "漢?", "b漢字", "dec*d",
    ]);
    let phrase = prop::collection::vec(word.clone(), 1..4).prop_map(|words| words.join(" "));
    let leaf = prop_oneof![
        4 => word.clone().prop_map(str::to_owned),
        6 => phrase.clone().prop_map(|phrase| format!("\"{phrase}\"")),
        2 => (phrase, 0_usize..90).prop_map(|(phrase, n)| format!("\"{phrase}\"~{n}")),
        1 => (word.clone(), word.clone(), 0_usize..5).prop_map(|(a, b, n)| format!("{a} NEAR/{n} {b}")),
        1 => prop::sample::select(vec![
            "/a.c/", "/漢/", "printed:1998", "lang:en", "is:undated", "len:>3", "path:a", "happened:1990", "is:read",
        ]).prop_map(str::to_owned),
    ];
    let field = prop::sample::select(vec!["", "", "", "title:", "text:", "source:"]);
    let leaf = (field, leaf).prop_map(|(field, leaf)| match leaf.contains([':', 'N']) {
        true => format!("({leaf})"),
        false => format!("{field}{leaf}"),
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|asked| format!("-{asked}")),
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|all| format!("({})", all.join(" "))),
            prop::collection::vec(inner, 1..4).prop_map(|any| format!("({})", any.join(" OR "))),
        ]
    })
}

/// What a plain scan counts, by day.
fn scanned(corpus: &Corpus, query: &Query) -> BTreeMap<Option<Day>, Count> {
    let mut days = BTreeMap::new();
    for (_, article) in corpus.iter() {
        let fits = query.matches(article);
        let hits = if fits {
            query.hits(&article.text).len()
        } else {
            0
        };
        *days
            .entry(article.printed.day)
            .or_insert_with(Count::default) += Count {
            hits: hits as u64,
            articles: fits.into(),
            held: 1,
            words: article.words() as u64,
        };
    }
    days
}

/// How many random archives are tried; `DATELINE_CASES` says how many more.
fn cases() -> u32 {
    let wanted = std::env::var("DATELINE_CASES").ok();
    wanted.and_then(|cases| cases.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_and_counts_what_a_scan_does(
        archive in archive(),
        cuts in prop::collection::vec(0_usize..9, 0..5),
        typed in typed(),
        stemming in prop::option::of(Just("en")),
    ) {
        // A question mark alone is no word.
        let Ok(query) = Query::parse_with(&typed, stemming.and_then(Stemming::of)) else {
            return Ok(());
        };
        let holdings = indexed(archive, &cuts);
        let fits = |(id, article)| query.matches(article).then_some(id);
        let expected: Vec<ArticleId> = holdings.corpus.iter().filter_map(fits).collect();
        prop_assert_eq!(found(&holdings, &query), expected, "{}", typed);
        let series = Held::of(&holdings).hits(&holdings, &query);
        let counted: BTreeMap<_, _> = series.days().iter().copied().collect();
        prop_assert_eq!(counted, scanned(&holdings.corpus, &query), "{}", typed);
    }

    #[test]
    fn a_segment_is_kept_as_bytes_and_damage_is_noticed(archive in archive(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut run = Run::default();
        run.take(&archive.into(), 0);
        let segment = run.build();
        let mut bytes = segment.to_bytes();
        prop_assert_eq!(Segment::from_bytes(&bytes), Ok(segment.clone()));
        prop_assert!(Segment::from_bytes(&bytes[..at.index(bytes.len())]).is_err());
        let at = at.index(bytes.len());
        if std::mem::replace(&mut bytes[at], to) != to {
            prop_assert!(Segment::from_bytes(&bytes).is_err());
        }
    }
}

#[test]
fn a_form_of_a_word_is_found_behind_a_letter_of_a_script_without_spaces() {
    let holdings = indexed(vec![article("", "漢 dying Abc", None, None)], &[]);
    let query = Query::parse_with("\"漢 die\"", Stemming::of("en")).unwrap();
    assert_eq!(found(&holdings, &query), [ArticleId(0)]);
}

#[test]
fn words_are_side_by_side_only_if_nothing_is_between() {
    let bodies = [
        "a x b",
        "a b",
        "漢字x",
        "漢 x",
        "漢x",
        "a漢b",
        "a 漢 b",
        "漢、字",
        "漢字",
        "a\n\nb",
        "a-b",
    ];
    let articles = bodies.map(|body| article("t", body, None, None));
    let holdings = indexed(articles.to_vec(), &[11]);
    for (typed, expected) in [
        ("\"a b\"", &[1_u32, 10][..]),
        ("漢x", &[4]),
        ("漢字", &[2, 8]),
        ("a漢b", &[5]),
        ("\"a b\"~0", &[1, 10]),
        ("\"a b\"~1", &[0, 1, 5, 6, 10]),
        ("\"字 漢\"~0", &[2, 7, 8]),
    ] {
        let query = Query::parse(typed).unwrap();
        let ids: Vec<u32> = found(&holdings, &query).iter().map(|id| id.0).collect();
        assert_eq!(ids, expected, "{typed}");
    }
}

#[test]
fn long_lists_are_entered_in_their_middle() {
    let body = |number: usize| {
        let rare = if number % 401 == 7 { "rare common" } else { "" };
        format!("common words {rare} common {}", "漢字".repeat(number % 3))
    };
    let articles: Vec<Article> = (0..3000)
        .map(|number| article("common", &body(number), None, None))
        .collect();
    let holdings = indexed(articles, &[2000, 500]);
    for (typed, articles, hits) in [
        ("\"rare common\"", 8, 8),
        ("\"common words\"", 3000, 3000),
        ("rare", 8, 8),
        ("\"漢字\"", 2000, 3000),
        ("\"rare common common\"", 8, 8),
        ("title:common", 3000, 0),
    ] {
        let query = Query::parse(typed).unwrap();
        let total = Held::of(&holdings).hits(&holdings, &query).total();
        assert_eq!((total.articles, total.hits), (articles, hits), "{typed}");
        assert_eq!(total.held, 3000);
    }
}

#[test]
fn runs_end_by_content_and_their_keys_are_those_of_the_content() {
    let one = |number: usize| article(&format!("T{number}"), &format!("body {number}"), None, None);
    let runs = |articles: Vec<Article>| {
        let batch: Arc<[Article]> = articles.into();
        let (mut at, mut keys) = (0, Vec::new());
        while at < batch.len() {
            let mut run = Run::default();
            at = run.take(&batch, at);
            keys.push(run.key());
        }
        keys
    };
    let before = runs((0..60_000).map(one).collect());
    let mut changed: Vec<Article> = (0..60_000).map(one).collect();
    changed.insert(30_000, article("new", "new", None, None));
    let after = runs(changed);
    let kept = before.iter().filter(|key| after.contains(key)).count();
    assert!(
        before.len() > 3 && kept + 3 >= before.len(),
        "{kept} of {}",
        before.len()
    );
    assert!(kept < before.len());
    let mut index = Index::default();
    assert_eq!((index.covered(), index.size()), (0, 0));
    index.push(Arc::default());
    assert_eq!(index.covered(), 0);
}
