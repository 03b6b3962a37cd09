//! Events: which mentions tell the same, whatever arrives first.

use dateline::{
    model::{Article, Corpus, Granularity, How, Interval, Mention, MentionTable, Rule, TimexType},
    timeline::{Evidence, Loom, Timeline},
};
use jiff::civil::date;
use proptest::prelude::*;

use crate::{article, in_month, in_year, mention, on, rows::Archive};

/// The events of an archive: date, and `article.mention` of each piece of
/// evidence.
fn told(archive: &Archive) -> Vec<String> {
    let events = archive.timeline.events().iter();
    events
        .map(|event| {
            let evidence = event.evidence.iter();
            let evidence = evidence.map(|e| format!(" {}.{}", e.article.0, e.mention));
            event.edtf() + &evidence.collect::<String>()
        })
        .collect()
}

fn woven(articles: &[(&str, &str, &str, Vec<Mention>)]) -> Archive {
    let mut archive = Archive::new(articles);
    archive.timeline.weave(&archive.corpus, &archive.mentions);
    archive
}

fn days(start: jiff::civil::Date, end: jiff::civil::Date) -> Mention {
    let days = Interval::new(start, end);
    mention(TimexType::Date, Some(days), Granularity::Span)
}

fn by_headline(mut mention: Mention) -> Mention {
    mention.how = How {
        rule: Rule::DayOfHeadline,
        anchor: None,
    };
    mention
}

#[test]
fn what_tells_the_same_is_one_event() {
    let printed = "2020-05-03";
    type Texts<'a> = &'a [(&'a str, Vec<Mention>)];
    let cases: [(&str, Texts, &[&str]); 9] = [
        (
            "the same day in other words",
            &[
                (
                    "The ports signed the herring treaty on [3 May 1921].",
                    vec![on(1921, 5, 3)],
                ),
                (
                    "On [3 May 1921] a treaty on herring was signed by both ports.",
                    vec![on(1921, 5, 3)],
                ),
            ],
            &["1921-05-03 0.0 1.0"],
        ),
        (
            "the same day, another thing",
            &[
                (
                    "The ports signed the herring treaty on [3 May 1921].",
                    vec![on(1921, 5, 3)],
                ),
                (
                    "A lighthouse keeper retired on [3 May 1921].",
                    vec![on(1921, 5, 3)],
                ),
            ],
            &["1921-05-03 0.0", "1921-05-03 1.0"],
        ),
        (
            "a year joins the day that tells the same",
            &[
                (
                    "The ports signed the herring treaty on [3 May 1921].",
                    vec![on(1921, 5, 3)],
                ),
                (
                    "Friendship began with the herring treaty of the ports in [1921].",
                    vec![in_year(1921)],
                ),
                ("A lighthouse was built in [1921].", vec![in_year(1921)]),
            ],
            &["1921 2.0", "1921-05-03 0.0 1.0"],
        ),
        (
            "a month joins, another year does not",
            &[
                (
                    "The ports signed the herring treaty on [3 May 1921].",
                    vec![on(1921, 5, 3)],
                ),
                (
                    "The herring treaty of the ports dates from [May 1921].",
                    vec![in_month(1921, 5)],
                ),
                (
                    "The herring treaty of the ports ended in [1922].",
                    vec![in_year(1922)],
                ),
            ],
            &["1921-05-03 0.0 1.0", "1922 2.0"],
        ),
        (
            "each of two dates in a sentence has its own words",
            &[
                (
                    "The ferry treaty of [1921] and the herring treaty of [1922] bind the ports.",
                    vec![in_year(1921), in_year(1922)],
                ),
                (
                    "On [1 June 1922] the mayors signed the herring treaty.",
                    vec![on(1922, 6, 1)],
                ),
            ],
            &["1921 0.0", "1922-06-01 0.1 1.0"],
        ),
        (
            "neighbouring days of one thing",
            &[
                (
                    "The mayors held talks about herring on [3 May 1921].",
                    vec![on(1921, 5, 3)],
                ),
                (
                    "Talks of the mayors about herring went on, on [4 May 1921].",
                    vec![on(1921, 5, 4)],
                ),
                (
                    "Talks of the mayors about herring ended on [6 May 1921].",
                    vec![on(1921, 5, 6)],
                ),
            ],
            &["1921-05-03/1921-05-04 0.0 1.0", "1921-05-06 2.0"],
        ),
        (
            "over the end of a year",
            &[
                (
                    "The storm broke the pier on [31 December 1921].",
                    vec![on(1921, 12, 31)],
                ),
                (
                    "The storm that broke the pier raged on [1 January 1922].",
                    vec![on(1922, 1, 1)],
                ),
            ],
            &["1921-12-31/1922-01-01 0.0 1.0"],
        ),
        (
            "a stretch takes in its day",
            &[
                (
                    "The herring congress of the ports met on [4 May 1921].",
                    vec![on(1921, 5, 4)],
                ),
                (
                    "The herring congress of the ports met [from 3 to 6 May 1921].",
                    vec![days(date(1921, 5, 3), date(1921, 5, 6))],
                ),
            ],
            &["1921-05-03/1921-05-06 0.0 1.0"],
        ),
        (
            "the day that a headline announced brings the headline's words",
            &[
                (
                    "[3 May] is the day when the herring treaty was signed. On the day in [1921] the mayors met.",
                    vec![on(2020, 5, 3), by_headline(on(1921, 5, 3))],
                ),
                (
                    "It all began with the signing of the herring treaty in [1921], a good year.",
                    vec![in_year(1921)],
                ),
            ],
            &["1921-05-03 0.1 1.0", "2020-05-03 0.0"],
        ),
    ];
    for (name, texts, expected) in cases {
        let articles: Vec<_> = texts
            .iter()
            .map(|(text, dates)| ("A title", printed, *text, dates.clone()))
            .collect();
        let mut told = told(&woven(&articles));
        // Two events of one date have no order that means anything.
        told.sort();
        assert_eq!(told, expected, "{name}");
    }
}

#[test]
fn furniture_tells_nothing() {
    let line = "Could the next mayor be a woman? 7 pm [February 11, 2013]";
    let feb = || vec![on(2013, 2, 11)];
    let archive = woven(&[
        ("a", "2011-01-26", line, feb()),
        ("b", "2011-01-27", line, feb()),
        ("c", "2011-01-28", line, feb()),
        // Whoever looks back at a day tells of it, however often.
        ("d", "2014-01-28", line, feb()),
        (
            "e",
            "2013-02-11",
            "VELM, [February 11] (SGA) -- The mayor spoke.",
            feb(),
        ),
        (
            "f",
            "2013-02-11",
            "[February 11, 2013] — The mayor spoke.",
            feb(),
        ),
    ]);
    assert_eq!(told(&archive), ["2013-02-11 3.0"]);
    assert_eq!(archive.timeline.dates()[0].evidence.len(), 1);
}

#[test]
fn an_event_knows_its_mentions_and_they_it() {
    let archive = woven(&[
        (
            "a",
            "2020-05-03",
            "The herring treaty was signed on [3 May 1921].",
            vec![on(1921, 5, 3)],
        ),
        (
            "b",
            "2020-05-04",
            "The herring treaty was signed in [1921].",
            vec![in_year(1921)],
        ),
    ]);
    let timeline = &archive.timeline;
    assert_eq!(timeline.woven(), Some(2));
    for (at, event) in timeline.events().iter().enumerate() {
        for &evidence in &event.evidence {
            assert_eq!(timeline.event_of(&archive.mentions, evidence), Some(at));
        }
    }
    assert_eq!(timeline.dates().len(), 2, "the dates stay what they are");
}

#[test]
fn what_is_ruled_by_hand() {
    let mut archive = woven(&[
        (
            "a",
            "2020-05-03",
            "The herring treaty was signed on [3 May 1921].",
            vec![on(1921, 5, 3)],
        ),
        (
            "b",
            "2020-05-04",
            "The herring treaty was signed in [1921].",
            vec![in_year(1921)],
        ),
        (
            "c",
            "2020-05-05",
            "The mayors met on [5 May 1921].",
            vec![on(1921, 5, 5)],
        ),
    ]);
    let one = |archive, mention| Evidence {
        article: dateline::model::ArticleId(archive),
        mention,
    };
    let (a, b, c) = (one(0, 0), one(1, 0), one(2, 0));
    assert_eq!(told(&archive), ["1921-05-03 0.0 1.0", "1921-05-05 2.0"]);
    archive.timeline.rule(&archive.mentions, &[], &[b]);
    assert_eq!(
        told(&archive),
        ["1921 1.0", "1921-05-03 0.0", "1921-05-05 2.0"]
    );
    archive.timeline.rule(&archive.mentions, &[(c, a)], &[]);
    assert_eq!(told(&archive), ["1921-05-03/1921-05-05 0.0 1.0 2.0"]);
    archive.timeline.rule(&archive.mentions, &[], &[]);
    assert_eq!(told(&archive), ["1921-05-03 0.0 1.0", "1921-05-05 2.0"]);
}

#[test]
fn another_meaning_of_a_mention() {
    let texts = [
        "The herring treaty was signed on 3 May 1921.",
        "The mayors met in 1921.",
    ];
    let with = |dates: [Mention; 2]| {
        let mut table = MentionTable::default();
        table.extend(dates.into_iter().map(|mention| vec![mention]).collect());
        table
    };
    let mut corpus = Corpus::default();
    let made = texts.iter().enumerate().map(|(id, text)| {
        let mut article: Article = article(id, Some(date(2020, 1, 1)));
        article.text = (*text).into();
        article
    });
    corpus.push(made.collect());
    let (old, new) = (
        with([on(1921, 5, 3), in_year(1921)]),
        with([on(1921, 5, 4), in_year(1921)]),
    );
    let mut loom = Loom::default();
    loom.take(&corpus, &old);
    loom.take(&corpus, &new);
    let mut timeline = Timeline::default();
    timeline.add(&corpus, &old, 0..2);
    timeline.change(&new, dateline::model::ArticleId(0));
    timeline.take(loom.weave().into());
    let mut whole = Timeline::default();
    whole.add(&corpus, &new, 0..2);
    whole.weave(&corpus, &new);
    assert_eq!(timeline.events(), whole.events());
    assert_eq!(timeline.dates(), whole.dates());
}

/// A sentence about something, with a date.
fn sentence() -> impl Strategy<Value = (String, Mention)> {
    let thing = prop::sample::select(vec![
        "the herring treaty of the ports was signed by both mayors",
        "a treaty about herring between the ports was signed",
        "the lighthouse on the northern pier burned down",
        "fire destroyed the lighthouse of the pier",
        "a ferry began to run between the towns",
    ]);
    let when = (1921_i16..1924, 1_i8..4, 1_i8..6, 0..3);
    (thing, when).prop_map(|(thing, (year, month, day, grain))| {
        let mention = match grain {
            0 => on(year, month, day),
            1 => in_month(year, month),
            _ => in_year(year),
        };
        (format!("Then {thing} on [date]."), mention)
    })
}

/// The events as sets of (article, mention) by the article's name.
fn by_name(archive: &Archive) -> Vec<(Interval, Vec<(String, u32)>)> {
    let name = |evidence: &Evidence| {
        let article = archive.corpus.get(evidence.article).unwrap();
        (article.title.text.to_string(), evidence.mention)
    };
    let mut all: Vec<_> = archive
        .timeline
        .events()
        .iter()
        .map(|event| {
            let mut evidence: Vec<_> = event.evidence.iter().map(name).collect();
            evidence.sort();
            (event.interval, evidence)
        })
        .collect();
    all.sort();
    all
}

/// Articles by name, in an order, taken up in batches.
fn archive_of(articles: &[(String, Vec<(String, Mention)>)], batch: usize) -> Archive {
    let texts: Vec<(String, Vec<Mention>)> = articles
        .iter()
        .map(|(_, told)| {
            let (texts, dates): (Vec<_>, Vec<_>) = told.iter().cloned().unzip();
            (texts.join(" "), dates)
        })
        .collect();
    let rows: Vec<_> = articles
        .iter()
        .zip(&texts)
        .map(|((name, _), (text, dates))| {
            (name.as_str(), "1950-01-01", text.as_str(), dates.clone())
        })
        .collect();
    let mut archive = Archive::new(&rows);
    // An id is of the article, whenever it comes, as the hash of a content is.
    let mut corpus = Corpus::default();
    for (_, article) in archive.corpus.iter() {
        let id = article.title.text.clone();
        corpus.push(
            [Article {
                id,
                ..article.clone()
            }]
            .into(),
        );
    }
    archive.corpus = corpus;
    let mut loom = Loom::default();
    let mut part = MentionTable::default();
    let all: Vec<Vec<Mention>> = texts
        .iter()
        .enumerate()
        .map(|(id, _)| {
            archive
                .mentions
                .of(dateline::model::ArticleId(u32::try_from(id).unwrap()))
                .to_vec()
        })
        .collect();
    for chunk in all.chunks(batch) {
        part.extend(chunk.to_vec());
        loom.take(&archive.corpus, &part);
        let _ = loom.weave();
    }
    archive.timeline.take(loom.weave().into());
    archive
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn every_mention_is_told_once(stories in prop::collection::vec(prop::collection::vec(sentence(), 0..4), 1..8)) {
        let named: Vec<_> = stories.into_iter().enumerate().map(|(at, told)| (format!("n{at}"), told)).collect();
        let archive = archive_of(&named, 3);
        let mut seen: Vec<Evidence> = archive.timeline.events().iter().flat_map(|event| event.evidence.clone()).collect();
        let count: usize = named.iter().map(|(_, told)| told.len()).sum();
        seen.sort();
        seen.dedup();
        prop_assert_eq!(seen.len(), count);
        for event in archive.timeline.events() {
            for evidence in &event.evidence {
                let mention = archive.mentions.of(evidence.article)[evidence.mention as usize];
                let days = mention.interval.unwrap();
                prop_assert!(days.overlaps(&event.interval), "{:?} {:?}", days, event.interval);
            }
        }
    }

    #[test]
    fn whatever_arrives_first(
        (given, shuffled) in prop::collection::vec(prop::collection::vec(sentence(), 0..4), 1..8)
            .prop_map(|stories| stories.into_iter().enumerate().map(|(at, told)| (format!("n{at}"), told)).collect::<Vec<_>>())
            .prop_flat_map(|named| (Just(named.clone()), Just(named).prop_shuffle())),
        batch in 1_usize..5,
    ) {
        let named = |articles: &[(String, Vec<(String, Mention)>)], batch| by_name(&archive_of(articles, batch));
        let whole = named(&given, 100);
        prop_assert_eq!(&whole, &named(&given, batch), "in batches");
        prop_assert_eq!(&whole, &named(&shuffled, batch), "in another order");
    }
}

fn by_words(mut mention: Mention) -> Mention {
    mention.how = How {
        rule: Rule::Anniversary,
        anchor: None,
    };
    mention
}

#[test]
fn who_keeps_the_anniversary_of_one_day_keeps_one_thing() {
    let archive = woven(&[
        (
            "a",
            "2020-05-02",
            "Tomorrow, the [99th anniversary] of the herring treaty, the ports will rest.",
            vec![by_words(on(1921, 5, 3))],
        ),
        (
            "b",
            "2020-05-03",
            "A brass band played in the square on the [99th anniversary].",
            vec![by_words(on(1921, 5, 3))],
        ),
        (
            "c",
            "2020-05-03",
            "Mayors met on the [99th anniversary] of the herring treaty.",
            vec![by_words(in_year(1921))],
        ),
        (
            "d",
            "2020-05-03",
            "A lighthouse keeper retired on [3 May 1921].",
            vec![on(1921, 5, 3)],
        ),
    ]);
    assert_eq!(told(&archive), ["1921-05-03 0.0 1.0 2.0", "1921-05-03 3.0"]);
}

#[test]
fn lines_that_say_when_a_page_was_changed_tell_nothing() {
    let days = ["2020-05-03", "2020-05-04", "2020-05-07"];
    let texts = [
        "Last updated at 16:35 on [3 May 2020]\n\nThe ferry sank on [3 May 2020].",
        "Last updated at 09:10 on [4 May 2020]\n\nThe crew was saved on [3 May 2020].",
        "Last updated at 12:00 on [6 May 2020]\n\nThe hearing was held on [6 May 2020].",
    ];
    let meant = [
        vec![on(2020, 5, 3), on(2020, 5, 3)],
        vec![on(2020, 5, 4), on(2020, 5, 3)],
        vec![on(2020, 5, 6), on(2020, 5, 6)],
    ];
    let articles: Vec<_> = (0..3)
        .map(|at| ("a", days[at], texts[at], meant[at].clone()))
        .collect();
    let told = told(&woven(&articles));
    assert!(told.iter().all(|event| !event.contains(".0")), "{told:?}");
    assert_eq!(told.len(), 3, "{told:?}");
    // Twice is no habit.
    let twice = self::told(&woven(&articles[..2]));
    assert!(twice.iter().any(|event| event.contains(".0")), "{twice:?}");
}
