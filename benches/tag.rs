//! How many bytes and documents a second the temporal tagger reads on one
//! core, on texts of our own making, and that hostile texts cost time in
//! proportion to their length.
//!
//! `cargo bench --bench tag`

use dateline::{
    model::Day,
    temporal::{Document, Tagger},
};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};

fn main() {
    divan::main();
}

const NEWS: &str = "The harbour board said on Tuesday that the new pier will open next month, \
two years later than planned. Repairs began in April 2019 after the storm of January 12, and the \
engineers who inspected the wall last week found no further damage. Boats of every size now use \
the northern basin. The director, who took the post three years ago, thanked the crews and the \
people of the town for their patience, and promised that the market would come back to the quay \
before the summer. Fishermen asked for longer opening hours.\n\n";

const HISTORY: &str = "In 1848 the town rose against its lords. On 3 March the gates were closed, \
and by early April the council had fled to the hills. The siege lasted for two months. In June \
1849 an army came from the south; five days later the walls fell. The following year brought a new \
charter, and from 1851 to 1856 the harbour was dug by prisoners and free men alike.\n\n";

const RUSSIAN: &str = "Совет порта сообщил во вторник, что новый причал откроют в следующем \
месяце. Ремонт начался в апреле 2019 года, после бури 12 января. Инженеры, которые осмотрели стену \
на прошлой неделе, новых повреждений не нашли. В 1948 году здесь стоял другой причал.\n\n";

fn tag(bencher: Bencher, lang: &str, text: &str) {
    let tagger = Tagger::new();
    let document = Document {
        text,
        dct: Some(Day::constant(2020, 5, 14)),
        lang: Some(lang),
    };
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| tagger.tag(divan::black_box(&document)));
}

/// So many documents, each a few screens long, one after the other.
fn documents(bencher: Bencher, lang: &str, text: &str) {
    const DOCUMENTS: usize = 100;
    let tagger = Tagger::new();
    let text = text.repeat(5);
    let document = Document {
        text: &text,
        dct: Some(Day::constant(2020, 5, 14)),
        lang: Some(lang),
    };
    bencher
        .counter(BytesCount::new(text.len() * DOCUMENTS))
        .counter(ItemsCount::new(DOCUMENTS))
        .bench(|| {
            for _ in 0..DOCUMENTS {
                divan::black_box(tagger.tag(divan::black_box(&document)));
            }
        });
}

#[divan::bench]
fn english_news(bencher: Bencher) {
    documents(bencher, "en", NEWS);
}

#[divan::bench]
fn english_history(bencher: Bencher) {
    documents(bencher, "en", HISTORY);
}

#[divan::bench]
fn russian_news(bencher: Bencher) {
    documents(bencher, "ru", RUSSIAN);
}

/// One line without a date; the bytes a second must not fall with the length.
#[divan::bench(args = [250_000, 500_000, 1_000_000])]
fn one_line(bencher: Bencher, length: usize) {
    tag(bencher, "en", &"the quay of the town ".repeat(length / 21));
}

/// Digits without a blank.
#[divan::bench(args = [250_000, 500_000, 1_000_000])]
fn digits(bencher: Bencher, length: usize) {
    tag(bencher, "en", &"7".repeat(length));
}

/// A word that may be a month.
#[divan::bench(args = [250_000, 500_000, 1_000_000])]
fn may(bencher: Bencher, length: usize) {
    tag(bencher, "en", &"may ".repeat(length / 4));
}

/// Dates without an end.
#[divan::bench(args = [250_000, 500_000, 1_000_000])]
fn dates(bencher: Bencher, length: usize) {
    tag(bencher, "en", &"1998-May 5-".repeat(length / 11));
}

/// Reading all the rule files.
#[divan::bench]
fn start() -> Tagger {
    Tagger::new()
}
