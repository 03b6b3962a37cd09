//! Building, weaving, weighing and counting a timeline of 100,000 articles with
//! ten mentions each: run with `cargo bench --bench timeline`.

use std::sync::Arc;

use dateline::{
    model::{
        Article, ArticleId, Corpus, Day, Granularity, How, Interval, Mention, MentionTable,
        Partial, Printed, Provenance, Rule, Span, Timex, TimexType, Title, TitleFrom, Value,
    },
    timeline::{Loom, Ranking, Timeline, Zoom},
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
        ..Article::blank()
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

/// Words of the texts: rare ones, as names are, and frequent ones.
const VOCABULARY: u64 = 20_000;

/// An article whose sentences have a date each, in words of the thing that
/// happened on it, so that other articles may tell the same.
fn telling(printed: Day, mentions: &[Mention]) -> (Article, Vec<Mention>) {
    let (mut text, mut found) = (String::new(), Vec::new());
    let place = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
    for (at, mention) in mentions.iter().enumerate() {
        let day = mention.interval.map_or(printed, |days| days.start);
        // Three things happen on a date.
        let thing = u64::try_from(at % 3).unwrap_or(0);
        let mut random = Sequence(u64::from(day.day_of_year().unsigned_abs()) << 20 | thing << 50);
        random.0 ^= u64::from(day.year().unsigned_abs());
        let mut word = |text: &mut String| {
            let number = random.below(VOCABULARY) * random.below(VOCABULARY) / VOCABULARY;
            text.push_str(&format!("w{number:x}en "));
        };
        text.push_str("The ");
        (0..6).for_each(|_| word(&mut text));
        let start = place(&text);
        text.push_str("that day ");
        let end = place(&text) - 1;
        (0..8).for_each(|_| word(&mut text));
        text.push_str(&format!("n{at:x}.\n\n"));
        found.push(Mention {
            span: Span { start, end },
            ..*mention
        });
    }
    let article = Article {
        lang: Some("en".into()),
        text: text.into(),
        ..article(printed)
    };
    (article, found)
}

/// An archive with texts, tagged.
fn told(articles: usize) -> (Corpus, MentionTable) {
    let (texts, tagged) = archive(articles);
    let (mut corpus, mut mentions) = (Corpus::default(), MentionTable::default());
    for (batch, found) in texts.into_iter().zip(tagged) {
        let made = batch.iter().zip(found).map(|(article, found)| {
            let printed = article.printed.day.unwrap_or_default();
            telling(printed, &found)
        });
        let (articles, found): (Vec<_>, Vec<_>) = made.unzip();
        corpus.push(articles.into());
        mentions.extend(found);
    }
    (corpus, mentions)
}

/// From tagged articles to events: a million mentions at the most.
#[divan::bench(args = [10_000, 30_000, 100_000], sample_count = 2, sample_size = 1)]
fn weave(bencher: Bencher, articles: usize) {
    let (corpus, mentions) = told(articles);
    bencher.bench_local(|| {
        let mut loom = Loom::default();
        loom.take(&corpus, &mentions);
        loom.weave()
    });
}

/// Reading the sentences of articles as they arrive, without the events.
#[divan::bench(args = [10_000, 30_000, 100_000], sample_count = 2, sample_size = 1)]
fn take_up_arrivals(bencher: Bencher, articles: usize) {
    let (corpus, mentions) = told(articles);
    bencher.bench_local(|| {
        let mut loom = Loom::default();
        loom.take(&corpus, &mentions);
        loom
    });
}

/// A timeline of a hundred thousand articles whose events are woven.
fn woven() -> Timeline {
    let (corpus, mentions) = told(100_000);
    let mut timeline = Timeline::default();
    timeline.add(&corpus, &mentions, 0..100_000);
    timeline.weave(&corpus, &mentions);
    timeline
}

/// A filter's recount of what speaks for each event.
#[divan::bench(sample_count = 10)]
fn weigh_all_events(bencher: Bencher) {
    let timeline = woven();
    bencher.bench_local(|| Ranking::new(&timeline, &|id| id.0 % 3 != 0));
}

/// The events that are shown of a window, which is as wide as a screen.
#[divan::bench(args = [0, 1, 2, 3, 4])]
fn best_of_a_window(bencher: Bencher, zoom: usize) {
    let timeline = woven();
    let (ranking, zoom) = (Ranking::new(&timeline, &|_| true), Zoom::ALL[zoom]);
    let first = zoom.bucket(date(2000, 1, 1));
    let window = Interval::new(
        zoom.interval(first.offset(-100)).start,
        zoom.interval(first.offset(100)).end,
    );
    bencher.bench_local(|| ranking.top(&timeline, black_box(window), zoom, 50));
}
