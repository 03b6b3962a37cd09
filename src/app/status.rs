//! What the status line and the title line say, in words.

use super::{Item, Loading, Pane, State, coverage, page::thousands};
use crate::{
    model::{Article, Day, Mention, Rule},
    search::Query,
    timeline::{self, Evidence, Label, Lane, Scale, Zoom, source},
};

/// The archive in a line: `seeds · 2 articles · 11 events · 2022–2023`.
#[must_use]
pub fn summary(state: &State) -> String {
    let articles = state.corpus.len() - state.filter.folded();
    let mut parts = vec![state.name.clone(), counted(articles, "article")];
    if !state.filter.is_empty() {
        parts[1] = format!(
            "{} of {}",
            thousands(state.list.len()),
            counted(articles, "article")
        );
    }
    parts.push(counted(state.timeline.events().len(), "event"));
    let printed = state.timeline.printed_span();
    if let Some(span) = printed {
        let (first, last) = (span.start.year(), span.end.year());
        parts.push(if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        });
    }
    match state.loading {
        Loading::Running => parts.push("loading".to_owned()),
        Loading::Stopped => parts.push("loading stopped".to_owned()),
        Loading::Done if state.mentions.tagged() < state.corpus.len() => {
            parts.push("reading dates".to_owned())
        }
        Loading::Done => {}
    }
    if !state.problems.is_empty() {
        parts.push(counted(state.problems.len(), "problem"));
    }
    parts.join(" · ")
}

/// Files or articles below which progress is not worth a line: they are there
/// before it is read.
const WORTH_A_LINE: usize = 1_000;
/// Columns of the bar.
const BAR: usize = 10;

/// How far loading, or reading the dates, is:
/// `Loading ██████░░░░ 61,440 of 100,000 files`.
#[must_use]
pub fn progress(state: &State) -> Option<String> {
    let articles = state.corpus.len();
    let (what, done, of, noun) = if state.loading == Loading::Running {
        let progress = state.progress;
        ("Loading", progress.read, progress.expected, "file")
    } else {
        let dated = state.mentions.tagged();
        ("Reading dates", dated, articles, "article")
    };
    let over = state.loading != Loading::Running && done >= of;
    if over || done.max(of).max(articles) < WORTH_A_LINE {
        return None;
    }
    // One file of many articles, or an end that is not known yet.
    if of <= 1 || done >= of {
        return Some(format!("{what} · {} so far", counted(articles, "article")));
    }
    let full = done * BAR / of;
    let bar = "█".repeat(full) + &"░".repeat(BAR - full);
    Some(format!(
        "{what} {bar} {} of {}",
        thousands(done),
        counted(of, noun)
    ))
}

/// `1 article`, `2,000 articles`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        thousands(number),
        if number == 1 { "" } else { "s" }
    )
}

/// What is explained while there is no message: the date under the cursor, the
/// row of the timeline, the filter.
#[must_use]
pub fn explanation(state: &State) -> String {
    if !state.pending.keys().is_empty() {
        return continuations(state);
    }
    if let Some(choices) = state.pending.choices() {
        return choices;
    }
    match state.focus {
        Pane::Reader => super::selection::explained(state)
            .or_else(|| explained_date(state))
            .or_else(|| explained_hit(state))
            .or_else(|| explained_note(state)),
        Pane::Timeline => explained_item(state),
        Pane::List => None,
    }
    .or_else(|| explained_filter(state))
    .unwrap_or_default()
}

/// What the next key may be: `g top · …`.
fn continuations(state: &State) -> String {
    let next = state
        .config
        .keymap
        .continuations(state.scopes(), state.pending.keys());
    let shown = next
        .iter()
        .map(|(key, row)| format!("{} {}", key.pretty(), row.name));
    shown.collect::<Vec<_>>().join(" · ")
}

/// `‘On the day in 2000’ = 2000-07-19 · 23 years before this article · …`
fn explained_date(state: &State) -> Option<String> {
    let (id, article) = state.article()?;
    let mention = state.mentions.of(id).get(state.reader.mention?)?;
    let words = article.text.get(mention.span.range())?;
    let value = meaning(mention);
    let mut said = format!("‘{words}’ = {value}");
    if let Some(distance) = distance(article, mention) {
        said.push_str(" · ");
        said.push_str(&distance);
    }
    said.push_str(" · ");
    said.push_str(&mention.how.explain());
    Some(said)
}

/// The date in EDTF, or what the expression means otherwise.
#[must_use]
pub fn meaning(mention: &Mention) -> String {
    match mention.edtf() {
        Some(date) => date,
        None if mention.how.rule == Rule::ByHand => "no date".to_owned(),
        None => mention.timex.value(),
    }
}

/// `23 years before this article`, in the largest unit that fits.
fn distance(article: &Article, mention: &Mention) -> Option<String> {
    let (printed, days) = (article.printed.day?, mention.interval?);
    if days.contains(printed) {
        return Some(
            if days.start == days.end {
                "the day of this article"
            } else {
                "the time of this article"
            }
            .to_owned(),
        );
    }
    let (earlier, later, side) = if days.end < printed {
        (days.end, printed, "before")
    } else {
        (printed, days.start, "after")
    };
    let (earlier_start, later_start) = if side == "before" {
        (days.start, later)
    } else {
        (earlier, later)
    };
    Some(format!(
        "{} {side} this article",
        gap(earlier_start, later_start, days.days() > 31)?
    ))
}

fn gap(from: Day, to: Day, coarse: bool) -> Option<String> {
    let months = (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month())
        - i64::from(from.month());
    let whole = months - i64::from(to.day() < from.day());
    let unit = |number: i64, noun: &str| {
        usize::try_from(number)
            .ok()
            .map(|number| counted(number, noun))
    };
    if coarse {
        return unit(i64::from(to.year()) - i64::from(from.year()), "year");
    }
    match whole {
        24.. => unit(whole / 12, "year"),
        2.. => unit(whole, "month"),
        _ => unit(from.duration_until(to).as_hours() / 24, "day"),
    }
}

fn explained_note(state: &State) -> Option<String> {
    let note = super::note_at_hand(state)?;
    let more = super::notes::count_at_hand(state);
    let of = if more > 1 {
        format!(" · {more} notes here")
    } else {
        String::new()
    };
    Some(format!("Note: {}{of}", super::notes::in_a_line(note)))
}

fn explained_hit(state: &State) -> Option<String> {
    let lit = !state.reader.hits.is_empty();
    lit.then(|| super::find::found_at(state))
}

/// What the bucket under the cursor holds, or the brush so far begins and ends
/// with. Numbers stand side by side and keep their columns: a step along the
/// axis changes few cells, all in one place.
fn explained_item(state: &State) -> Option<String> {
    let time = &state.time;
    let column = time.cursor.column(time.first, time.buckets())?;
    let (from, to) = time.brush();
    let named = time.zoom.label(from);
    let bucket = match (from == to, time.zoom) {
        (false, _) => format!("{named} … {}", time.zoom.label(to)),
        (true, Zoom::Week) => format!("{named:<24}"),
        (true, _) => named,
    };
    let spanned = time.happened.spanned.at(time.cursor);
    let (told, since) = time.share(Lane::Happened, column);
    let (printed, held) = time.share(Lane::Printed, column);
    let printed = if held == 0 {
        "none".to_owned()
    } else {
        printed.to_string()
    };
    Some(if time.scale == Scale::PerArticle {
        format!(
            "{bucket} · {told:>3} of {since:>4} · {printed:>4} of {held:>4}   told, of those printed since · printed, of those held"
        )
    } else {
        let read = coverage::of_days(state, time.zoom.interval(time.cursor));
        let share = (read.seen * 100).checked_div(read.of).unwrap_or(0);
        let read = read.read;
        format!(
            "{bucket} · {told:>3} +{spanned:<3}· {printed:>4} · {read:>4} {share:>3} %   articles tell of it, + of a longer time · printed · read, and how far"
        )
    })
}

fn explained_filter(state: &State) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(query) = state.filter.query() {
        let found = counted(state.filter.found(), "article");
        parts.push(match state.filter.scanned() {
            Some(scanned) => format!(
                "searching ‘{}’: {found} in {} of {}",
                query.raw,
                thousands(scanned),
                thousands(state.corpus.len())
            ),
            None => format!(
                "‘{}’{}: {found} of {}",
                query.raw,
                read_as(state, query),
                thousands(state.corpus.len())
            ),
        });
    }
    if let Some((lane, days)) = state.filter.brush() {
        parts.push(format!(
            "{} {}: {}",
            lane.name(),
            days.edtf(crate::model::Granularity::Span),
            counted(state.list.len(), "article")
        ));
    }
    (!parts.is_empty()).then(|| format!("{} · Backspace drops it", parts.join(" · ")))
}

/// ` as cafe`, ` in the forms declare, declared`: what the words of a search
/// were read as, where that is not what was typed.
fn read_as(state: &State, query: &Query) -> String {
    let mut said = String::new();
    let folded = query.folded();
    if !folded.is_empty() {
        said = format!(" as {}", folded.join(" "));
    }
    if let Some(stemming) = query.stemming {
        let forms = &state.search.forms;
        let forms = match forms.is_empty() {
            true => "none here".to_owned(),
            false => forms.join(", "),
        };
        said = format!("{said} in all forms ({}: {forms})", stemming.code());
    }
    said
}

/// The sentence (or the headline) behind a row under the axis.
#[must_use]
pub fn sentence(state: &State, item: Item) -> String {
    match item {
        Item::Event(event) => match state.time.summary(event) {
            Some(summary) => summary.label.sentence.clone(),
            None => state
                .timeline
                .events()
                .get(event)
                .map_or_else(String::new, |event| {
                    Label::of(&state.corpus, &state.mentions, &state.timeline, event).sentence
                }),
        },
        Item::Told(_, evidence) => told(state, evidence),
        Item::Printed(article) => state
            .corpus
            .get(article)
            .map(|article| article.title.text.to_string())
            .unwrap_or_default(),
    }
}

/// The sentence of a mention.
#[must_use]
pub fn told(state: &State, evidence: Evidence) -> String {
    source(&state.corpus, &state.mentions, &evidence)
        .map(|(article, mention)| article.text[timeline::sentence(article, mention)].to_owned())
        .unwrap_or_default()
}
