//! Views over the whole archive, as sheets whose rows lead on: how a date and
//! its event came about, what happened on a day of the year, what the archive
//! holds unevenly, which articles have no date or a doubtful one, and how long
//! after something happened it was printed.

use super::{
    Effect, Line, Pane, State, Subject, Target,
    commands::{close, show},
    dates, keep,
    keys::Given,
    page::thousands,
    research, rulings, status,
};
use crate::{
    model::{Article, Confidence, Day, Granularity, Interval, Provenance, Suspects, long_date},
    timeline::{
        Event, Evidence, Label, Memorial, Signals, Uneven, lags, memorials, on_this_day, source,
        unevenness,
    },
};

/// Rows of a view at the most: more than anybody reads.
const ROWS: usize = 2_000;

/// `Enter` on a sheet: to where the chosen row leads.
pub fn go_there(state: &mut State) -> Vec<Effect> {
    let Some(target) = state.sheet.as_ref().and_then(super::Sheet::target) else {
        close(state);
        return Vec::new();
    };
    let place = state.place();
    state.jumps.leave(place);
    state.sheet = None;
    match target {
        Target::Asked(number) => return research::ask_again(state, number),
        Target::Saved(number) => return research::ask_saved(state, number),
        Target::Article(id) => {
            if !state.list.select(id) {
                state.say("This article is outside the present filter");
            }
            state.show_article(id);
            state.reader.scroll_to_byte(0);
            state.focus(Pane::Reader);
        }
        Target::Mention(evidence) => dates::open_mention(state, evidence),
        Target::Byte(byte) => {
            state.focus(Pane::Reader);
            state.reader.scroll_to_byte(byte);
            state.reader.paragraph = state.reader.page.paragraph_of(byte);
        }
        Target::Day(day) => {
            state.with_time(|time, world| {
                time.go_to(world, day);
                time.settle(world);
            });
            state.focus(Pane::Timeline);
        }
    }
    Vec::new()
}

/// `Enter` on a date of the text: how it was found, the event it tells, what
/// speaks for that, and who tells it.
pub fn explain(state: &mut State) {
    let Some(here) = rulings::chosen(state) else {
        return rulings::no_date(state);
    };
    let Some(mut lines) = explained(state, here) else {
        return;
    };
    let event = state.timeline.event_of(&state.mentions, here);
    match event.and_then(|at| Some((at, state.timeline.events().get(at)?))) {
        Some((at, event)) => lines.extend(described(state, at, event)),
        None => lines.push(Line::Text("It tells of no event".to_owned())),
    }
    show(state, Subject::Explanation, "How it came about", lines);
}

/// A mention with its rule, its anchor and its sentence.
fn explained(state: &State, here: Evidence) -> Option<Vec<Line>> {
    let (article, mention) = source(&state.corpus, &state.mentions, &here)?;
    let words = article.text.get(mention.span.range())?;
    let pair = |name: &str, value: String| Line::Pair(name.to_owned(), value);
    let meaning = status::meaning(mention);
    let mut lines = vec![
        Line::Heading(format!("‘{words}’ = {meaning}")),
        pair("rule", mention.how.explain()),
    ];
    if let Some(anchor) = mention.how.anchor {
        lines.push(pair("counted from", anchor.to_string()));
    }
    lines.push(pair(
        "as TIMEX3",
        format!("{} {}", mention.timex.kind.name(), mention.timex.value()),
    ));
    lines.push(pair("sentence", status::told(state, here)));
    Some(lines)
}

/// An event: first and last mention, what speaks for it, what became of its
/// day, and who tells it.
fn described(state: &State, at: usize, event: &Event) -> Vec<Line> {
    let pair = |name: &str, value: String| Line::Pair(name.to_owned(), value);
    let told = state.timeline.told(event);
    let day = |evidence: Option<&Evidence>| {
        let day = state.timeline.printed_on(evidence?.article)?;
        Some(day.to_string())
    };
    let dated = told
        .iter()
        .filter(|told| state.timeline.printed_on(told.article).is_some());
    let mut lines = vec![Line::Heading(format!(
        "The event {}: {} in {}",
        event.edtf(),
        status::counted(told.len(), "mention"),
        status::counted(event.documents(), "article"),
    ))];
    if let Some(marks) = state.hand.marks(at) {
        if marks.changed {
            lines.push(pair("by hand", "corrected, merged or split".to_owned()));
        }
        lines.extend(marks.remark.clone().map(|remark| pair("note", remark)));
    }
    if let (Some(first), Some(last)) = (day(dated.clone().next()), day(dated.clone().next_back())) {
        lines.push(pair("first mention", first));
        lines.push(pair("last mention", last));
    }
    lines.push(pair("what speaks for it", weights(state, event)));
    lines.extend(memorial(state, event));
    lines.push(Line::Heading(
        "Who tells it, in order of printing".to_owned(),
    ));
    lines.extend(told.iter().take(ROWS).filter_map(|told| {
        let (article, mention) = source(&state.corpus, &state.mentions, told)?;
        let words = article.text.get(mention.span.range())?;
        let how = mention.how.explain();
        let meaning = status::meaning(mention);
        let sentence = status::told(state, *told);
        Some(Line::Go(
            printed(article),
            format!("‘{words}’ = {meaning} · {how} · {sentence}"),
            Target::Mention(*told),
        ))
    }));
    lines
}

/// The terms of the salience, counted in the articles that pass.
fn weights(state: &State, event: &Event) -> String {
    let passes = |evidence: &Evidence| state.filter.shows_told(evidence.article);
    let signals = Signals::of(&state.timeline, event, &passes);
    let [documents, issues, years, later, lead] = [
        signals.documents,
        signals.issues,
        signals.years,
        signals.later,
        signals.lead,
    ]
    .map(|count| thousands(count as usize));
    format!(
        "articles {documents} · days of printing {issues} · years of printing {years} · a week later or more {later} · in first sentences {lead}"
    )
}

/// `kept in 2019, 2022; missed in 2020, 2021; nothing held of 2018`.
fn memorial(state: &State, event: &Event) -> Option<Line> {
    let years = memorials(&state.timeline, event);
    let of = |wanted: fn(&Memorial) -> bool, words: &str| {
        let years = years.iter().filter(|(_, memorial)| wanted(memorial));
        let years: Vec<String> = years.map(|(year, _)| year.to_string()).collect();
        (!years.is_empty()).then(|| format!("{words} {}", years.join(", ")))
    };
    let parts = [
        of(|m| matches!(m, Memorial::Kept(_)), "kept in"),
        of(|m| matches!(m, Memorial::Missed), "missed in"),
        of(|m| matches!(m, Memorial::NothingHeld), "nothing held of"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| Line::Pair("its day".to_owned(), parts.join("; ")))
}

fn printed(article: &Article) -> String {
    let day = article.printed.day;
    day.map_or_else(|| "undated".to_owned(), |day| day.to_string())
}

/// `:onthisday`: of today; `:onthisday article`: of the day on which the open
/// article was printed; `:onthisday 10-12`.
pub fn on_this_day_of(state: &mut State, given: Given) {
    let text = given.text.map_or("", str::trim);
    let day = match text {
        "" | "today" => state.environment.today,
        "article" => keep::subject(state).and_then(|(_, article)| article.printed.day),
        // Of a year with a 29 February.
        text => Interval::from_edtf(&format!("2000-{text}"))
            .or_else(|| Interval::from_edtf(text))
            .filter(|(_, granularity)| *granularity == Granularity::Day)
            .map(|(days, _)| days.start),
    };
    let Some(day) = day else {
        return state.complain(match text {
            "" | "today" => "The clock of this machine gives no date".to_owned(),
            "article" => "The open article has no day of printing".to_owned(),
            _ => format!("‘{text}’ is no day: 10-12, 1948-10-12, today or article"),
        });
    };
    let mut lines = Vec::new();
    for at in on_this_day(&state.timeline, day).into_iter().take(ROWS) {
        let event = &state.timeline.events()[at];
        let label = Label::of(&state.corpus, &state.mentions, &state.timeline, event);
        let told = status::counted(event.documents(), "article");
        let day = event.interval.start;
        lines.push(Line::Heading(format!("{day} · {told}")));
        let target = label.evidence.map_or(Target::Day(day), Target::Mention);
        lines.push(Line::Go("told".to_owned(), label.sentence, target));
        for (year, memorial) in memorials(&state.timeline, event) {
            let name = year.to_string();
            match memorial {
                Memorial::Kept(articles) => lines.extend(articles.into_iter().filter_map(|id| {
                    let title = &state.corpus.get(id)?.title.text;
                    let years = i32::from(year) - i32::from(day.year());
                    let kept = format!("kept after {years} years: {title}");
                    Some(Line::Go(name.clone(), kept, Target::Article(id)))
                })),
                Memorial::Missed => {
                    let there = Day::new(year, day.month(), day.day()).unwrap_or(day);
                    let missed = "missed: papers of these days are held".to_owned();
                    lines.push(Line::Go(name, missed, Target::Day(there)));
                }
                Memorial::NothingHeld => {
                    lines.push(Line::Pair(name, "nothing held".to_owned()));
                }
            }
        }
    }
    let named = long_date(day);
    let named = named.split_once(',').map_or(named.as_str(), |(day, _)| day);
    if lines.is_empty() {
        return state.say(format!("Nothing is told of any {named}"));
    }
    show(state, Subject::OnThisDay, format!("On {named}"), lines);
}

/// `:gaps`: what the archive holds unevenly, by year.
pub fn gaps(state: &mut State) {
    let found = unevenness(&state.corpus, &state.timeline);
    if found.is_empty() {
        return state.say("The archive is even: no gap, no thin month, no sudden change");
    }
    let mut lines = Vec::new();
    let mut year = None;
    for one in found.iter().take(ROWS) {
        let (start, end) = (one.days.start, one.days.end);
        if year.replace(start.year()) != Some(start.year()) {
            lines.push(Line::Heading(start.year().to_string()));
        }
        let month = || one.days.edtf(Granularity::Month);
        let (name, said) = match &one.what {
            Uneven::Missing => {
                let days = usize::try_from(one.days.days()).unwrap_or(0);
                let to = if start == end {
                    String::new()
                } else {
                    format!(" to {end}")
                };
                let missing = status::counted(days, "day");
                (format!("{start}{to}"), format!("nothing held: {missing}"))
            }
            Uneven::Thin(held, usual) => (
                month(),
                format!(
                    "thin: {}, usual are {}",
                    status::counted(*held as usize, "article"),
                    thousands(*usual as usize)
                ),
            ),
            Uneven::Length(before, now) => (
                month(),
                format!(
                    "articles are typically {} bytes long, before that {}",
                    thousands(*now),
                    thousands(*before)
                ),
            ),
            Uneven::Source(before, now) => (
                month(),
                format!("most articles are from {now}, before that from {before}"),
            ),
        };
        lines.push(Line::Go(name, said, Target::Day(start)));
    }
    let title = format!("Gaps: {}", thousands(found.len()));
    show(state, Subject::Gaps, title, lines);
}

/// `:undated`: the dates to check: articles whose day can hardly be right,
/// those without one, and those whose day is doubtful, with where it comes
/// from.
pub fn undated(state: &mut State) {
    type Doubt<'a> = &'a dyn Fn(&Article) -> bool;
    let kinds: [(&str, Doubt); 3] = [
        ("Without a date", &|article| article.printed.day.is_none()),
        ("Dated by a guess", &|article| {
            article.printed.day.is_some()
                && article.printed.confidence == Confidence::Guess
                && !is_by_name(article)
        }),
        ("Dated by the name of a file or folder alone", &is_by_name),
    ];
    let mut lines = to_check(state);
    for (heading, doubtful) in kinds {
        let articles = || state.corpus.iter().filter(|(_, article)| doubtful(article));
        let count = articles().count();
        if count == 0 {
            continue;
        }
        lines.push(Line::Heading(format!("{heading}: {}", thousands(count))));
        lines.extend(articles().take(ROWS).map(|(id, article)| {
            let from = from(article);
            let said = format!("{} · {from} · {}", article.title.text, article.path);
            Line::Go(printed(article), said, Target::Article(id))
        }));
    }
    if lines.is_empty() {
        return state.say("Every article has a date, and none is doubtful");
    }
    show(state, Subject::Undated, "Dates to check", lines);
}

/// The articles whose dates cannot well be those of their printing, each with
/// the reason.
fn to_check(state: &State) -> Vec<Line> {
    let mut suspects = Suspects::new(state.environment.today);
    let mut ids = Vec::new();
    for (id, article) in state.corpus.iter() {
        suspects.take(article);
        ids.push(id);
    }
    let found = suspects.finish();
    let mut lines = Vec::new();
    if !found.is_empty() {
        let count = thousands(found.len());
        lines.push(Line::Heading(format!(
            "Hardly printed on that day: {count}"
        )));
    }
    lines.extend(found.iter().take(ROWS).filter_map(|(number, suspicion)| {
        let id = *ids.get(*number)?;
        let article = state.corpus.get(id)?;
        let (title, from) = (&article.title.text, from(article));
        let said = format!("{suspicion} · {title} · {from} · {}", article.path);
        Some(Line::Go(printed(article), said, Target::Article(id)))
    }));
    lines
}

fn is_by_name(article: &Article) -> bool {
    let from = article.printed.provenance;
    matches!(from, Provenance::FileName | Provenance::FolderName)
}

/// Where the date of an article comes from.
fn from(article: &Article) -> String {
    match (&article.printed.raw, article.printed.provenance) {
        (Some(raw), Provenance::None) => format!("‘{raw}’ is no date"),
        (Some(raw), from) => format!("{}: ‘{raw}’", from.name()),
        (None, Provenance::None) => "no date in the text, the name or its folders".to_owned(),
        (None, from) => from.name().to_owned(),
    }
}

/// `:lag`: how long after a day articles tell of it, as a distribution.
pub fn lag(state: &mut State) {
    const COLUMNS: usize = 40;
    let lags = lags(&state.timeline, &|id| state.filter.passes(id));
    let Some(median) = lags.median else {
        return state.say("No dated article names a day");
    };
    let most = lags
        .steps
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(0);
    let all: usize = lags.steps.iter().map(|(_, count)| count).sum();
    let mut lines = vec![Line::Heading(format!(
        "{} of days, each once an article; the middle one: {median} days later",
        status::counted(all, "mention")
    ))];
    lines.extend(lags.steps.iter().map(|(name, count)| {
        let columns = (count * COLUMNS).div_ceil(most.max(1));
        let bar = "█".repeat(columns);
        let share = (count * 100 + all / 2) / all.max(1);
        let count = thousands(*count);
        let said = format!("{bar:<COLUMNS$} {count:>9} {share:>3} %");
        Line::Pair((*name).to_owned(), said)
    }));
    if lags.left_out > 0 {
        let left_out = thousands(lags.left_out);
        lines.push(Line::Text(format!(
            "Not counted: {left_out} that are less exact than a day or stand in undated articles"
        )));
    }
    show(state, Subject::Lag, "From happening to printing", lines);
}
