//! Building and counting a timeline of 100,000 articles with ten mentions
//! each: run with `cargo bench --bench timeline`.

use std::sync::Arc;

use dateline::{
    model::{
        Article, ArticleId, Corpus, Day, Encoding, EncodingFrom, Granularity, How, Interval,
        Mention, MentionTable, Partial, Printed, Provenance, Rule, Span, Timex, TimexType, Title,
        TitleFrom, Value,
    },
    timeline::{Timeline, Zoom},
};
use divan::{Bencher, black_box};
use jiff::{ToSpan, civil::date};

fn main() {
    divan::main();
}

/// Articles as the loader hands them over, and how many mentions in each.
const BATCH: usize = 512;
const MENTIONS: usize = 10;

/// A sequence without a pattern that matters here (Knuth's MMIX constants).
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn days(&mut self, bound: u64) -> i64 {
        i64::try_from(self.below(bound)).unwrap_or(0)
    }
}

/// A batch of articles, and the mentions of each.
type Texts = Arc<[Article]>;
type Tagged = Vec<Vec<Mention>>;

/// Articles of thirty years, not in the order of printing. Half of the dates
/// lie within a month before the printing, the others in the century before.
fn archive(articles: usize) -> (Vec<Texts>, Vec<Tagged>) {
    let mut random = Sequence(7);
    let days: Vec<Day> = (0..articles)
        .map(|_| date(1990, 1, 1).saturating_add(random.days(11_000).days()))
        .collect();
    let chunks = days.chunks(BATCH);
    let texts = chunks
        .clone()
        .map(|chunk| chunk.iter().map(|day| article(*day)).collect());
    let mentions = chunks.map(|chunk| {
        let mentions = |day: &Day| (0..MENTIONS).map(|_| mention(&mut random, *day)).collect();
        chunk.iter().map(mentions).collect()
    });
    (texts.collect(), mentions.collect())
}

fn article(printed: Day) -> Article {
    Article {
        id: "".into(),
        path: Arc::from(""),
        title: Title {
            text: "".into(),
            from: TitleFrom::Headline,
        },
        printed: Printed {
            day: Some(printed),
            provenance: Provenance::DateLine,
            confidence: dateline::model::Confidence::Sure,
            raw: None,
            rival: None,
        },
        lang: None,
        source: None,
        author: None,
        url: None,
        text: "".into(),
        markup: Box::default(),
        footer: None,
        encoding: Encoding {
            name: "UTF-8",
            from: EncodingFrom::Valid,
            replaced: 0,
        },
    }
}

fn mention(random: &mut Sequence, printed: Day) -> Mention {
    let back = if random.below(2) == 0 { 30 } else { 36_500 };
    let day = printed.saturating_sub(random.days(back).days());
    let (interval, granularity) = match random.below(10) {
        0..6 => (Some(Interval::day(day)), Granularity::Day),
        6..8 => (Interval::month(day.year(), day.month()), Granularity::Month),
        _ => (Interval::year(day.year()), Granularity::Year),
    };
    Mention {
        span: Span { start: 0, end: 0 },
        timex: Timex::new(TimexType::Date, Value::Date(Partial::UNKNOWN)),
        interval,
        granularity,
        how: How {
            rule: Rule::Explicit,
            anchor: None,
        },
    }
}

fn build(texts: &[Texts], tagged: Vec<Tagged>) -> Timeline {
    let (mut corpus, mut mentions, mut timeline) = (
        Corpus::default(),
        MentionTable::default(),
        Timeline::default(),
    );
    for (batch, found) in texts.iter().zip(tagged) {
        let ids = corpus.push(batch.clone());
        mentions.extend(found);
        timeline.add(&corpus, &mentions, ids);
    }
    timeline
}

#[divan::bench(args = [10_000, 30_000, 100_000], sample_count = 5)]
fn build_in_batches(bencher: Bencher, articles: usize) {
    let (texts, tagged) = archive(articles);
    bencher
        .with_inputs(|| tagged.clone())
        .bench_local_values(|tagged| build(&texts, tagged));
}

/// The first look at a zoom, or a filter's recount: both lanes, counted over
/// the whole calendar, of which a frame is cut.
fn count(bencher: Bencher, zoom: Zoom, keep: fn(ArticleId) -> bool) {
    let (texts, tagged) = archive(100_000);
    let timeline = build(&texts, tagged);
    bencher.bench_local(|| {
        let told = timeline.told_in(black_box(zoom), &keep);
        (told, timeline.issued_in(zoom, &keep))
    });
}

#[divan::bench(args = [0, 1, 2, 3, 4])]
fn count_at_zoom(bencher: Bencher, zoom: usize) {
    count(bencher, Zoom::ALL[zoom], |_| true);
}

#[divan::bench]
fn count_of_a_filter(bencher: Bencher) {
    count(bencher, Zoom::Year, |id| id.0 % 3 == 0);
}

/// A frame of a lane that was counted, as wide as a wide terminal.
#[divan::bench(args = [0, 1, 2, 3, 4])]
fn frame_at_zoom(bencher: Bencher, zoom: usize) {
    let (texts, tagged) = archive(100_000);
    let (timeline, zoom) = (build(&texts, tagged), Zoom::ALL[zoom]);
    let (told, issued) = (
        timeline.told_in(zoom, &|_| true),
        timeline.issued_in(zoom, &|_| true),
    );
    let first = zoom.bucket(date(2000, 1, 1)).offset(-120);
    bencher.bench_local(|| {
        let happened = told.window(black_box(first), 200);
        (
            happened,
            issued.window(first, 200),
            issued.since(first, 200),
        )
    });
}

#[divan::bench]
fn jump_to_what_a_narrow_filter_keeps(bencher: Bencher) {
    let (texts, tagged) = archive(100_000);
    let timeline = build(&texts, tagged);
    let from = Zoom::Day.bucket(date(1950, 1, 1));
    let told = timeline.told_in(Zoom::Day, &|id| id.0 == 99_999);
    bencher.bench_local(|| told.next(black_box(from)));
}
