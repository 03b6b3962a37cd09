//! The timeline layer: buckets tile the calendar, labels never collide, and
//! events are the same however the articles arrive.

#![allow(clippy::unwrap_used, clippy::panic)]

mod calendar;
mod criticism;
mod lanes;
mod printed;
mod rows;
mod salience;
mod weave;

use std::sync::Arc;

use dateline::{
    model::{
        Article, ArticleId, Corpus, Day, Granularity, How, Interval, Mention, MentionTable,
        Partial, Printed, Provenance, Rule, Span, Timex, TimexType, Title, TitleFrom, Value,
    },
    timeline::Timeline,
};
use jiff::civil::date;

const ALL: fn(ArticleId) -> bool = |_| true;

/// An article without a text, printed on a day.
fn article(id: usize, printed: Option<Day>) -> Article {
    Article {
        id: format!("a{id}").into(),
        path: Arc::from("a"),
        title: Title {
            text: "A title".into(),
            from: TitleFrom::Headline,
        },
        printed: Printed {
            day: printed,
            provenance: Provenance::DateLine,
            confidence: dateline::model::Confidence::Sure,
            raw: None,
            rival: None,
        },
        ..Article::blank()
    }
}

/// A date that stands nowhere.
fn mention(kind: TimexType, interval: Option<Interval>, granularity: Granularity) -> Mention {
    Mention {
        span: Span { start: 0, end: 0 },
        timex: Timex::new(kind, Value::Date(Partial::UNKNOWN)),
        interval,
        granularity,
        how: How {
            rule: Rule::Explicit,
            anchor: None,
        },
    }
}

fn on(year: i16, month: i8, day: i8) -> Mention {
    let day = Interval::day(date(year, month, day));
    mention(TimexType::Date, Some(day), Granularity::Day)
}

fn in_month(year: i16, month: i8) -> Mention {
    let month = Interval::month(year, month);
    mention(TimexType::Date, month, Granularity::Month)
}

fn in_year(year: i16) -> Mention {
    mention(TimexType::Date, Interval::year(year), Granularity::Year)
}

/// A timeline of articles, each a day of printing and its mentions, that
/// arrive in batches of `batch`.
fn timeline(articles: &[(Option<Day>, Vec<Mention>)], batch: usize) -> Timeline {
    let (mut corpus, mut mentions, mut timeline) = (
        Corpus::default(),
        MentionTable::default(),
        Timeline::default(),
    );
    for (number, chunk) in articles.chunks(batch).enumerate() {
        let made = chunk
            .iter()
            .enumerate()
            .map(|(at, (printed, _))| article(number * batch + at, *printed));
        let ids = corpus.push(made.collect());
        mentions.extend(chunk.iter().map(|(_, mentions)| mentions.clone()).collect());
        timeline.add(&corpus, &mentions, ids);
    }
    timeline
}

/// Two articles of anniversaries, a year apart.
fn two() -> Timeline {
    timeline(
        &[
            (
                Some(date(2023, 7, 19)),
                vec![on(2000, 7, 19), in_month(2019, 4), in_month(2019, 4)],
            ),
            (
                Some(date(2022, 10, 12)),
                vec![
                    on(1948, 10, 12),
                    in_year(1949),
                    in_year(2000),
                    in_month(2019, 4),
                ],
            ),
        ],
        1,
    )
}
