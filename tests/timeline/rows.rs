//! What is printed of a timeline: the same for the screen and for scripts.

use dateline::{
    model::{Article, ArticleId, Corpus, Granularity, Interval, Mention, MentionTable, Span},
    timeline::{Label, Lane, Options, Row, Timeline, Words, carried, rows},
};
use jiff::civil::date;

use crate::{article, in_month, in_year, on};

/// An archive with its timeline.
pub struct Archive {
    pub corpus: Corpus,
    pub mentions: MentionTable,
    pub timeline: Timeline,
}

impl Archive {
    /// Each article: title, day of printing, text with the dates in brackets,
    /// and what these mean.
    pub fn new(articles: &[(&str, &str, &str, Vec<Mention>)]) -> Self {
        let mut archive = Self {
            corpus: Corpus::default(),
            mentions: MentionTable::default(),
            timeline: Timeline::default(),
        };
        for (id, (title, printed, text, meanings)) in articles.iter().enumerate() {
            let mut made: Article = article(id, printed.parse().ok());
            made.title.text = (*title).into();
            made.lang = Some("en".into());
            made.printed.raw = Some((*printed).into());
            let (text, mentions) = bracketed(text, meanings);
            made.text = text.into();
            let ids = archive.corpus.push([made].into());
            archive.mentions.extend(vec![mentions]);
            archive
                .timeline
                .add(&archive.corpus, &archive.mentions, ids);
        }
        archive
    }

    fn rows(&self, options: &Options) -> Vec<Row<'_>> {
        rows(&self.corpus, &self.mentions, &self.timeline, options)
    }

    fn dates(&self, options: &Options) -> Vec<String> {
        self.rows(options).into_iter().map(|row| row.date).collect()
    }
}

/// The text without its brackets, and the mentions that stood in them.
fn bracketed(text: &str, meanings: &[Mention]) -> (String, Vec<Mention>) {
    let mut plain = String::new();
    let mut mentions = Vec::new();
    for (piece, meaning) in text.split(']').zip(meanings) {
        let (before, date) = piece.split_once('[').unwrap();
        plain.push_str(before);
        let start = u32::try_from(plain.len()).unwrap();
        plain.push_str(date);
        let end = u32::try_from(plain.len()).unwrap();
        mentions.push(Mention {
            span: Span { start, end },
            ..*meaning
        });
    }
    plain.push_str(text.rsplit(']').next().unwrap());
    (plain, mentions)
}

/// Two ports that keep the day of their treaty.
pub fn ports() -> Archive {
    Archive::new(&[
        (
            "Treaty of the two ports recalled",
            "2021-05-03",
            "Aster and Bräll signed their treaty on [3 May 1921].\n\n\
             It was renewed in [1946] after long talks, and the mayors met again in [June 2019].\n\n\
             The pier was opened on [3 May 1951].",
            vec![
                on(1921, 5, 3),
                in_year(1946),
                in_month(2019, 6),
                on(1951, 5, 3),
            ],
        ),
        (
            "Ports keep their day",
            "2020-05-03",
            "[On the day in 1921] the mayors of Aster and Bräll met in the old custom house and \
             signed the treaty.\n\nThey opened the ferry in [June 2019].",
            vec![on(1921, 5, 3), in_month(2019, 6)],
        ),
        (
            "Herring prices rise",
            "2020-11-30",
            "The treaty of [3 May 1921] says nothing of herring.",
            vec![on(1921, 5, 3)],
        ),
    ])
}

#[test]
fn events_with_their_evidence() {
    let archive = ports();
    let options = Options {
        sentences: 2,
        ..Options::default()
    };
    let rows = archive.rows(&options);
    let dates: Vec<(&str, &str, &str, usize)> = rows
        .iter()
        .map(|row| (&*row.date, &*row.start, &*row.end, row.documents))
        .collect();
    assert_eq!(
        dates,
        [
            ("1921-05-03", "1921-05-03", "1921-05-03", 3),
            ("1946", "1946-01-01", "1946-12-31", 1),
            ("1951-05-03", "1951-05-03", "1951-05-03", 1),
            ("2019-06", "2019-06-01", "2019-06-30", 2),
        ]
    );
    let treaty = &rows[0];
    assert_eq!(
        treaty.label,
        "On the day in 1921 the mayors of Aster and Bräll met in the old custom house and signed the treaty."
    );
    assert_eq!(treaty.sentences.len(), 2);
    let order: Vec<&str> = treaty.evidence.iter().map(|proof| proof.id).collect();
    assert_eq!(order, ["a1", "a2", "a0"], "in order of printing");
    let kept: Vec<(&str, &str, i16, &str)> = treaty
        .anniversaries
        .iter()
        .map(|kept| {
            (
                kept.id.unwrap(),
                kept.printed.as_deref().unwrap(),
                kept.years,
                kept.by,
            )
        })
        .collect();
    assert_eq!(
        kept,
        [
            ("a1", "2020-05-03", 99, "day"),
            ("a0", "2021-05-03", 100, "day")
        ]
    );
    assert!(rows[0].salience > rows[1].salience);
}

#[test]
fn places_count_code_points() {
    let archive = ports();
    for row in archive.rows(&Options::default()) {
        for proof in row.evidence {
            let (_, article) = archive
                .corpus
                .iter()
                .find(|(_, a)| *a.id == *proof.id)
                .unwrap();
            let points: Vec<char> = article.text.chars().collect();
            let mention: String = points[proof.start..proof.end].iter().collect();
            assert_eq!(mention, proof.text);
            assert!(proof.sentence.contains(proof.text));
        }
    }
}

#[test]
fn what_is_asked_for() {
    let archive = ports();
    let all = Options::default;
    let range = |from, to| Some(Interval::new(from, to));
    let cases: [(&str, Options, &[&str]); 8] = [
        (
            "all",
            all(),
            &["1921-05-03", "1946", "1951-05-03", "2019-06"],
        ),
        (
            "a range",
            Options {
                range: range(date(1946, 6, 1), date(1951, 5, 3)),
                ..all()
            },
            &["1946", "1951-05-03"],
        ),
        (
            "a granularity",
            Options {
                granularity: Some(Granularity::Day),
                ..all()
            },
            &["1921-05-03", "1951-05-03"],
        ),
        (
            "a range of printing",
            Options {
                printed: range(date(2020, 1, 1), date(2020, 12, 31)),
                ..all()
            },
            &["1921-05-03", "2019-06"],
        ),
        (
            "words",
            Options {
                query: Words::parse("ferry OR pier"),
                ..all()
            },
            &["1951-05-03", "2019-06"],
        ),
        (
            "the most salient",
            Options {
                top: Some(2),
                ..all()
            },
            &["1921-05-03", "2019-06"],
        ),
        (
            "none",
            Options {
                top: Some(0),
                ..all()
            },
            &[],
        ),
        (
            "the other lane",
            Options {
                lane: Lane::Printed,
                ..all()
            },
            &["2020-05-03", "2020-11-30", "2021-05-03"],
        ),
    ];
    for (name, options, expected) in cases {
        assert_eq!(archive.dates(&options), expected, "{name}");
    }
    let asked = Options {
        query: Words::parse("herring"),
        ..all()
    };
    let row = &archive.rows(&asked)[0];
    assert_eq!(
        (row.documents, row.evidence.len()),
        (1, 1),
        "only what was asked for counts"
    );
}

#[test]
fn a_date_goes_on_within_its_paragraph() {
    let archive = Archive::new(&[(
        "The harbour",
        "1930-01-01",
        "The harbour was opened on [3 May 1921]. A band played on the quay. Nobody slept.\n\n\
         The ferry came later. In [1925] a lamp was lit, and in [1926] a second. It was green.",
        vec![on(1921, 5, 3), in_year(1925), in_year(1926)],
    )]);
    let article = archive.corpus.get(ArticleId(0)).unwrap();
    let mentions = archive.mentions.of(ArticleId(0));
    let goes_on = |at| &article.text[carried(article, mentions, at)];
    assert_eq!(goes_on(0), "A band played on the quay. Nobody slept.");
    assert_eq!(goes_on(1), "", "the last date of a sentence is carried");
    assert_eq!(goes_on(2), "It was green.");
    let scores = |query: &str| -> Vec<(String, f64)> {
        let options = Options {
            query: Words::parse(query),
            ..Options::default()
        };
        let rows = archive.rows(&options);
        rows.into_iter()
            .map(|row| (row.date, row.salience))
            .collect()
    };
    let (named, later) = (scores("harbour"), scores("band"));
    assert_eq!(named[0].0, later[0].0);
    assert!(
        later[0].1 > 0.0 && later[0].1 < named[0].1,
        "{named:?} {later:?}"
    );
    assert_eq!(scores("ferry"), []);
}

#[test]
fn an_anniversary_that_is_kept_can_be_missed() {
    let papers = [1922, 1923, 1925].map(|year| format!("{year}-05-03"));
    let mut articles: Vec<(&str, &str, &str, Vec<Mention>)> = papers
        .iter()
        .map(|printed| {
            (
                "Kept",
                printed.as_str(),
                "The treaty of [3 May 1921] was recalled.",
                vec![on(1921, 5, 3)],
            )
        })
        .collect();
    articles.push(("Herring", "1924-05-02", "Herring is dear.", vec![]));
    let archive = Archive::new(&articles);
    let rows = archive.rows(&Options::default());
    let told: Vec<(i16, &str)> = rows[0]
        .anniversaries
        .iter()
        .map(|kept| (kept.years, kept.by))
        .collect();
    assert_eq!(told, [(1, "day"), (2, "day"), (3, "missed"), (4, "day")]);
}

#[test]
fn the_label_stands_for_itself() {
    let meant = || vec![on(1921, 5, 3)];
    let archive = Archive::new(&[
        (
            "a",
            "1930-01-01",
            "He signed the treaty of the two ports on [3 May 1921].",
            meant(),
        ),
        (
            "b",
            "1930-01-02",
            "Treaty of the two ports signed [3 May 1921]",
            meant(),
        ),
        (
            "c",
            "1930-01-03",
            "The treaty of the two ports was signed on [3 May 1921].",
            meant(),
        ),
        (
            "d",
            "1930-01-04",
            "Of the year of the treaty, the weather of [3 May 1921] is known.",
            meant(),
        ),
    ]);
    let event = &archive.timeline.events()[0];
    let label = Label::of(&archive.corpus, &archive.mentions, &archive.timeline, event);
    assert_eq!(
        label.sentence,
        "The treaty of the two ports was signed on 3 May 1921."
    );
    assert_eq!(&label.sentence[label.date], "3 May 1921");
}

#[test]
fn days_of_printing() {
    let archive = ports();
    let options = Options {
        lane: Lane::Printed,
        ..Options::default()
    };
    let rows = archive.rows(&options);
    assert_eq!(rows[0].label, "Ports keep their day");
    assert_eq!(rows[0].evidence[0].text, "2020-05-03");
    let kept = |row: &Row<'_>| -> Vec<(String, i16)> {
        row.anniversaries
            .iter()
            .map(|kept| (kept.date.clone(), kept.years))
            .collect()
    };
    let day = |day: &str, years| (day.to_owned(), years);
    assert_eq!(kept(&rows[0]), [day("1921-05-03", 99)]);
    assert_eq!(kept(&rows[1]), []);
    assert_eq!(
        kept(&rows[2]),
        [day("1921-05-03", 100), day("1951-05-03", 70)]
    );
}

#[test]
fn labels_fit() {
    let archive = ports();
    let events = archive.timeline.events();
    let name = |at: usize, columns| {
        let label = Label::of(
            &archive.corpus,
            &archive.mentions,
            &archive.timeline,
            &events[at],
        );
        label.cut(columns)
    };
    let renewed = "It was renewed in 1946 after long talks, and the mayors met again in June 2019.";
    assert_eq!(name(1, 200), renewed);
    assert_eq!(name(1, 60), "It was renewed in 1946 after long talks…");
    assert_eq!(name(3, 200), "They opened the ferry in June 2019.");
}

#[test]
fn one_row_a_stretch() {
    let mut archive = ports();
    archive.timeline.weave(&archive.corpus, &archive.mentions);
    let with = |lane, granularity| Options {
        lane,
        granularity: Some(granularity),
        ..Options::default()
    };
    let cases: [(Lane, Granularity, &[&str]); 6] = [
        (
            Lane::Happened,
            Granularity::Day,
            &["1921-05-03 3", "1951-05-03 1"],
        ),
        (
            Lane::Happened,
            Granularity::Month,
            &["1921-05 3", "1951-05 1", "2019-06 2"],
        ),
        (
            Lane::Happened,
            Granularity::Year,
            &["1921 3", "1946 1", "1951 1", "2019 2"],
        ),
        (
            Lane::Happened,
            Granularity::Decade,
            &["192X 3", "194X 1", "195X 1", "201X 2"],
        ),
        (
            Lane::Printed,
            Granularity::Month,
            &["2020-05 1", "2020-11 1", "2021-05 1"],
        ),
        (Lane::Printed, Granularity::Year, &["2020 2", "2021 1"]),
    ];
    for (lane, granularity, expected) in cases {
        let rows = archive.rows(&with(lane, granularity));
        let told: Vec<String> = rows
            .iter()
            .map(|row| format!("{} {}", row.date, row.documents))
            .collect();
        assert_eq!(told, expected, "{lane:?} {granularity:?}");
    }
}
