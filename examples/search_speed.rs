//! How fast searches are: makes an archive of N articles, indexes it, and
//! times searches from the index, by reading, and while a word is being typed.
//! With a folder it writes the same articles there and times ripgrep and
//! notmuch on them, where they are installed:
//!
//! ```text
//! cargo run --release --example search_speed -- 100000 /tmp/articles
//! ```
//!
//! Times are those of one machine at one moment; compare them within one run.

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    io::{self, Write},
    ops::ControlFlow,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use dateline::{
    app::{Effect, Environment, Input, Loaded, Msg, State, update},
    command::Key,
    config::Config,
    ingest,
    model::Article,
    search::{Held, Holdings, Query, Run, Segment, search},
    ui::{self, Look},
};
use ratatui::{Terminal, backend::TestBackend};

/// What is looked for: a name, the query, and the same for the others.
const QUERIES: [(&str, &str, &str, &str); 6] = [
    (
        "rare word",
        "xylophagous",
        r"\bxylophagous\b",
        "xylophagous",
    ),
    (
        "frequent word",
        "government",
        r"\bgovernment\b",
        "government",
    ),
    (
        "phrase",
        "\"joint declaration\"",
        r"\bjoint declaration\b",
        "\"joint declaration\"",
    ),
    (
        "near",
        "\"treaty moscow\"~5",
        r"\b(treaty\W+(\w+\W+){0,5}moscow|moscow\W+(\w+\W+){0,5}treaty)\b",
        "",
    ),
    ("beginning", "xylo*", r"\bxylo", "xylo*"),
    ("regex", "/xylo[a-z]+gous/", "xylo[a-z]+gous", ""),
];

/// Articles as the loader hands them over.
type Batch = Arc<[Article]>;
const BATCH: usize = 512;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments
        .next()
        .unwrap_or_default()
        .parse()
        .unwrap_or(10_000);
    let folder = arguments.next();
    let mut out = io::stdout().lock();
    let mut holdings = Holdings::default();
    let mut maker = Maker::new();
    let (mut bytes, mut batches) = (0, Vec::new());
    for start in (0..count).step_by(BATCH) {
        let texts = (start..count.min(start + BATCH)).map(|number| maker.article(number));
        let articles: Vec<Article> = texts
            .filter_map(|(name, text)| ingest::parse(text.as_bytes(), &name).0)
            .collect();
        bytes += articles
            .iter()
            .map(|article| article.text.len())
            .sum::<usize>();
        let batch: Batch = articles.into();
        holdings.corpus.push(Arc::clone(&batch));
        batches.push(batch);
    }
    let megabytes = bytes as f64 / 1e6;
    writeln!(out, "{count} articles, {megabytes:.0} MB of text")?;
    let plain = holdings.clone();
    index(&mut out, &mut holdings, &batches, megabytes)?;
    searches(&mut out, &holdings, &plain)?;
    series(&mut out, &holdings)?;
    typing(&mut out, &holdings, &batches)?;
    if let Some(folder) = folder {
        others(&mut out, &holdings, Path::new(&folder))?;
    }
    Ok(())
}

/// Makes the index, and reads it back as it is kept.
fn index(
    out: &mut dyn Write,
    holdings: &mut Holdings,
    batches: &[Batch],
    megabytes: f64,
) -> io::Result<()> {
    let (mut run, mut building) = (Run::default(), Duration::ZERO);
    let (mut hashing, mut reading, mut size) = (Duration::ZERO, Duration::ZERO, 0);
    let mut close = |run: &mut Run, holdings: &mut Holdings| {
        let (segment, took) = timed(|| std::mem::take(run).build());
        building += took;
        let kept = segment.to_bytes();
        size += kept.len();
        reading += timed(|| Segment::from_bytes(&kept)).1;
        holdings.index.push(Arc::new(segment));
    };
    for batch in batches {
        let mut at = 0;
        while at < batch.len() {
            let (next, took) = timed(|| run.take(batch, at));
            hashing += took;
            at = next;
            if run.is_full() {
                close(&mut run, holdings);
            }
        }
    }
    if !run.is_empty() {
        close(&mut run, holdings);
    }
    let speed = |took: Duration| megabytes / took.as_secs_f64();
    writeln!(
        out,
        "index: built at {:.0} MB/s of text, hashed at {:.0}, read back at {:.0}; {:.2} of the text",
        speed(building),
        speed(hashing),
        speed(reading),
        size as f64 / 1e6 / megabytes
    )
}

fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = act();
    (done, start.elapsed())
}

/// The least of several tries: what the work takes when nothing disturbs it.
fn best(tries: usize, act: &mut dyn FnMut() -> (Duration, Duration, usize)) -> (f64, f64, usize) {
    let all: Vec<_> = (0..tries).map(|_| act()).collect();
    let least = |times: &mut dyn Iterator<Item = Duration>| {
        times.min().unwrap_or_default().as_secs_f64() * 1e3
    };
    let found = all.first().map_or(0, |(_, _, found)| *found);
    (
        least(&mut all.iter().map(|a| a.0)),
        least(&mut all.iter().map(|a| a.1)),
        found,
    )
}

/// First result, full result, and how many.
fn search_once(holdings: &Holdings, query: &Query) -> (Duration, Duration, usize) {
    let (start, mut first, mut found) = (Instant::now(), None, 0);
    search(holdings, query, 1, &mut |part| {
        found += part.hits.len();
        if found > 0 {
            first.get_or_insert(start.elapsed());
        }
        ControlFlow::Continue(())
    });
    let all = start.elapsed();
    (first.unwrap_or(all), all, found)
}

fn searches(
    out: &mut dyn Write,
    holdings: &Holdings,
    plain: &Holdings,
) -> Result<(), Box<dyn Error>> {
    writeln!(
        out,
        "{:<14} {:>9} {:>10} {:>10} {:>12} {:>12}",
        "query", "articles", "first ms", "all ms", "read: first", "read: all"
    )?;
    for (name, typed, ..) in QUERIES {
        let query = Query::parse(typed)?;
        let (first, all, found) = best(5, &mut || search_once(holdings, &query));
        let (read_first, read_all, read) = best(1, &mut || search_once(plain, &query));
        assert_eq!(found, read, "{typed}");
        writeln!(
            out,
            "{name:<14} {found:>9} {first:>10.2} {all:>10.2} {read_first:>12.2} {read_all:>12.2}"
        )?;
    }
    Ok(())
}

fn series(out: &mut dyn Write, holdings: &Holdings) -> Result<(), Box<dyn Error>> {
    let (held, once) = timed(|| Held::of(holdings));
    let words = [
        "government",
        "xylophagous",
        "\"joint declaration\"",
        "treaty moscow",
        "declaration -joint",
        "title:government",
    ];
    let queries: Vec<Query> = words
        .iter()
        .map(|typed| Query::parse(typed))
        .collect::<Result<_, _>>()?;
    let mut total = Duration::MAX;
    for _ in 0..5 {
        let took = timed(|| {
            for query in &queries {
                std::hint::black_box(held.hits(holdings, query).gather(|day| day.year()));
            }
        })
        .1;
        total = total.min(took);
    }
    writeln!(
        out,
        "hits per year of six queries: {:.1} ms; what is held, once: {:.1} ms",
        total.as_secs_f64() * 1e3,
        once.as_secs_f64() * 1e3
    )?;
    Ok(())
}

/// A word of ten letters, key by key: from the key to the frame with the first
/// hits, on one thread.
fn typing(
    out: &mut dyn Write,
    holdings: &Holdings,
    batches: &[Batch],
) -> Result<(), Box<dyn Error>> {
    let mut state = State::new(
        "archive".to_owned(),
        Config::default(),
        Environment::default(),
    );
    update(&mut state, Msg::Resized(120, 40));
    for batch in batches {
        let articles = Arc::clone(batch);
        let problems = Vec::new();
        update(
            &mut state,
            Msg::Loaded(Loaded::Batch { articles, problems }),
        );
    }
    update(&mut state, Msg::Loaded(Loaded::End { cancelled: false }));
    state.freshen();
    state.index = holdings.index.clone();
    let look = Look::new(&state.config, &state.environment);
    let mut terminal = Terminal::new(TestBackend::new(120, 40))?;
    let (mut echoes, mut firsts, mut alls) = (Vec::new(), Vec::new(), Vec::new());
    for word in ["government", "xylophagous", "declaration"] {
        press(&mut state, Key::char('s'));
        for letter in word.chars().take(10) {
            let start = Instant::now();
            let effects = press(&mut state, Key::char(letter));
            terminal.draw(|frame| ui::view(&state, &look, frame))?;
            echoes.push(start.elapsed());
            let mut first = None;
            for effect in effects {
                let Effect::Search { generation, query } = effect else {
                    continue;
                };
                let seen = state.holdings(&query);
                search(&seen, &query, generation, &mut |part| {
                    if !part.hits.is_empty() || part.done {
                        update(&mut state, Msg::Found(part));
                        state.freshen();
                        let drawn = terminal.draw(|frame| ui::view(&state, &look, frame));
                        first.get_or_insert(start.elapsed());
                        if drawn.is_err() {
                            return ControlFlow::Break(());
                        }
                    }
                    ControlFlow::Continue(())
                });
            }
            firsts.push(first.unwrap_or(start.elapsed()));
            alls.push(start.elapsed());
        }
        for _ in 0..2 {
            press(&mut state, Key::plain(dateline::command::Code::Esc));
        }
    }
    for (name, times) in [
        ("the key", &mut echoes),
        ("first hits", &mut firsts),
        ("all hits", &mut alls),
    ] {
        times.sort();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        writeln!(
            out,
            "typing, {name} on the screen: p50 {:.2} ms, p99 {:.2} ms",
            at(50),
            at(99)
        )?;
    }
    Ok(())
}

fn press(state: &mut State, key: Key) -> Vec<Effect> {
    update(state, Msg::Input(vec![Input::Key(key)]))
}

/// The same articles as files, for ripgrep, and as mails, for notmuch.
fn others(out: &mut dyn Write, holdings: &Holdings, folder: &Path) -> Result<(), Box<dyn Error>> {
    let (files, mail) = (folder.join("files"), folder.join("mail"));
    for part in ["cur", "new", "tmp"] {
        fs::create_dir_all(mail.join(part))?;
    }
    fs::create_dir_all(&files)?;
    for (id, article) in holdings.corpus.iter() {
        let (title, text) = (&article.title.text, &article.text);
        let day = article
            .printed
            .day
            .map_or_else(String::new, |day| day.to_string());
        fs::write(
            files.join(format!("{}.txt", id.0)),
            format!("{title}\n\n{day}\n\n{text}\n"),
        )?;
        let head = format!(
            "From: a@example.org\nTo: b@example.org\nSubject: {title}\nMessage-ID: <{}@example.org>\nDate: Mon, 1 Jan 2001 00:00:00 +0000\n",
            id.0
        );
        fs::write(
            mail.join("cur").join(format!("{}:2,S", id.0)),
            format!("{head}\n{text}\n"),
        )?;
    }
    let settings = folder.join("notmuch-config");
    fs::write(
        &settings,
        format!(
            "[database]\npath={}\n[user]\nname=a\nprimary_email=a@example.org\n",
            mail.display()
        ),
    )?;
    let notmuch = |arguments: &[&str]| {
        let mut command = Command::new("notmuch");
        command.args(arguments).env("NOTMUCH_CONFIG", &settings);
        run(command)
    };
    let indexed = notmuch(&["new", "--quiet"]);
    let size = fs::read_dir(mail.join(".notmuch/xapian")).map_or(0, |files| {
        files
            .filter_map(|file| file.ok()?.metadata().ok())
            .map(|file| file.len())
            .sum::<u64>()
    });
    writeln!(
        out,
        "notmuch new: {}, {} MB",
        shown(indexed),
        size / 1_000_000
    )?;
    writeln!(out, "{:<14} {:>12} {:>14}", "query", "ripgrep", "notmuch")?;
    for (name, _, pattern, words) in QUERIES {
        let mut ripgrep = Command::new("rg");
        ripgrep.args(["-il", pattern]).arg(&files);
        let ripgrep = run(ripgrep);
        let notmuch = match words {
            "" => "–".to_owned(),
            words => shown(notmuch(&["search", "--output=messages", words])),
        };
        writeln!(out, "{name:<14} {:>12} {notmuch:>14}", shown(ripgrep))?;
    }
    Ok(())
}

fn shown(took: Option<Duration>) -> String {
    took.map_or_else(
        || "not here".to_owned(),
        |took| format!("{:.1} ms", took.as_secs_f64() * 1e3),
    )
}

/// Runs a program; the best of three times, `None` if there is none.
fn run(mut command: Command) -> Option<Duration> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let time = |command: &mut Command| {
        let (status, took) = timed(|| command.status());
        status.ok().map(|_| took)
    };
    let first = time(&mut command)?;
    let again = (0..2).filter_map(|_| time(&mut command)).min();
    // What makes something is made once.
    Some(if command.get_args().any(|argument| argument == "new") {
        first
    } else {
        first.min(again?)
    })
}

/// Articles of words by Zipf's law, with some words known in advance.
struct Maker {
    words: Vec<String>,
    state: u64,
}

impl Maker {
    fn new() -> Self {
        let (starts, ends) = (
            [
                "b", "d", "f", "gr", "k", "l", "m", "n", "p", "s", "st", "t", "v", "w",
            ],
            ["a", "e", "i", "o", "u", "an", "er", "in", "ol", "us"],
        );
        let mut maker = Self {
            words: Vec::new(),
            state: 7,
        };
        let mut known = std::collections::HashSet::new();
        while maker.words.len() < 60_000 {
            let mut word = String::new();
            for _ in 0..=(maker.words.len() + 1).ilog2() / 6 + 1 {
                let (start, end) = (maker.below(starts.len()), maker.below(ends.len()));
                word.push_str(starts[start]);
                word.push_str(ends[end]);
            }
            if known.insert(word.clone()) || maker.words.is_empty() {
                maker.words.push(word);
            } else {
                // Short words are soon used up.
                let more = maker.below(ends.len());
                word.push_str(ends[more]);
                if known.insert(word.clone()) {
                    maker.words.push(word);
                }
            }
        }
        maker
    }

    /// Knuth's MMIX generator.
    fn below(&mut self, bound: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.state >> 33) as usize) % bound.max(1)
    }

    /// The word of rank r about as often as 1/r.
    fn word(&mut self) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        let rank = (self.words.len() as f64).powf(share);
        (rank as usize - 1).min(self.words.len() - 1)
    }

    fn article(&mut self, number: usize) -> (String, String) {
        const MONTHS: [&str; 4] = ["January", "April", "July", "October"];
        let (year, day) = (1950 + self.below(75), 1 + self.below(28));
        let month = MONTHS[self.below(4)];
        let mut text = String::new();
        for _ in 0..5 {
            let at = self.word();
            let _ = write!(text, "{} ", self.words[at]);
        }
        let _ = write!(text, "{number}\n\n{month} {day}, {year}\n\n");
        for paragraph in 0..12 {
            for place in 0..40 {
                let told = match (number, paragraph, place) {
                    (n, 3, 7) if n % 5000 == 2500 => "xylophagous ",
                    (n, 2, 3) if n % 5 < 2 => "government ",
                    (n, 4, 5) if n % 20 == 3 => "joint declaration ",
                    (n, 5, 9) if n % 30 == 4 => "treaty of the old moscow ",
                    (n, 6, 1) if n % 10 == 6 => "declaration ",
                    (n, 7, 1) if n % 10 == 7 => "treaty ",
                    _ => "",
                };
                let at = self.word();
                let _ = write!(text, "{told}{} ", self.words[at]);
            }
            text.truncate(text.trim_end().len());
            text.push_str(".\n\n");
        }
        (format!("{number}.txt"), text)
    }
}
