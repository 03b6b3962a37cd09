//! Between text and timeline: dates in the reader, buckets, events, brush.

use super::{Item, Pane, State, keys::Given, timeline::Order};
use crate::{
    model::{ArticleId, Day, Granularity, Interval},
    timeline::{Evidence, Lane, Scale, Zoom},
};

/// `] [` in the reader: the next date in the text.
pub fn step(state: &mut State, steps: isize) {
    let Some(id) = state.reader.article else {
        return state.say("No article is open");
    };
    let mentions = state.mentions.of(id);
    if mentions.is_empty() {
        let why = if id.index() < state.mentions.tagged() {
            "No dates in this article"
        } else {
            "The dates of this article are not read yet"
        };
        return state.say(why);
    }
    if !state.reader.step_mention(mentions, steps) {
        return state.say(if steps > 0 {
            "The last date"
        } else {
            "The first date"
        });
    }
    if state.time.follow {
        show_on_timeline(state);
    }
}

/// Moves the timeline to the date under the reader's cursor, if it has one.
fn show_on_timeline(state: &mut State) -> Option<Evidence> {
    let (id, at) = state.reader.article.zip(state.reader.mention)?;
    seek(state, id, at)
}

/// Moves the timeline to a mention, if it has a place there.
fn seek(state: &mut State, article: ArticleId, at: usize) -> Option<Evidence> {
    let days = state.mentions.of(article).get(at)?.interval?;
    let mention = u32::try_from(at).unwrap_or(u32::MAX);
    let evidence = Evidence { article, mention };
    state.with_time(|time, world| time.seek(world, days.start, evidence));
    Some(evidence)
}

/// After each message: when the reading has moved on and the timeline follows
/// it, the cursor goes to the date under the reader's cursor, else to the first
/// one of the paragraph.
pub fn notice(state: &mut State) {
    if !state.time.follow || state.focus != Pane::Reader {
        return;
    }
    let Some(id) = state.reader.article else {
        return;
    };
    let reading = (id, state.reader.paragraph, state.reader.mention);
    if state.time.followed.replace(reading) == Some(reading) {
        return;
    }
    let mentions = state.mentions.of(id);
    let (start, end) = state
        .reader
        .page
        .paragraphs
        .get(reading.1)
        .copied()
        .unwrap_or_default();
    let from = mentions.partition_point(|mention| mention.span.start < start);
    let mut within = (from..mentions.len()).take_while(|&at| mentions[at].span.start < end);
    let first = || within.find(|&at| mentions[at].interval.is_some());
    if let Some(at) = reading.2.or_else(first) {
        seek(state, id, at);
    }
}

/// `t`: this date on the timeline.
pub fn to_timeline(state: &mut State) {
    let place = state.place();
    if state.reader.mention.is_none() {
        step(state, 1);
    }
    if let Some(evidence) = show_on_timeline(state) {
        state.jumps.leave(place);
        state.message = None;
        state.with_time(|time, world| {
            time.settle(world);
            time.unfold_around(world, evidence);
        });
        state.focus(Pane::Timeline);
    } else if state.reader.mention.is_some() {
        state.say("This expression has no place on the calendar");
    }
}

/// `f`: whether the timeline follows the reading.
pub fn follow(state: &mut State) {
    state.time.follow = !state.time.follow;
    state.say(if state.time.follow {
        "The timeline follows the reading"
    } else {
        "The timeline stands still"
    });
}

/// `z Z`, `+ -`.
pub fn zoom(state: &mut State, finer: bool, given: Given) {
    let mut moved = false;
    for _ in 0..given.times().min(Zoom::ALL.len()) {
        moved |= state.with_time(|time, world| time.zoom(world, finer));
    }
    if !moved {
        state.say(if finer {
            "Days are the finest"
        } else {
            "Decades are the coarsest"
        });
    }
}

/// `] [` on the timeline.
pub fn event(state: &mut State, forward: bool, given: Given) {
    for _ in 0..given.times() {
        if !state.with_time(|time, world| time.step_event(world, forward)) {
            state.say(if forward {
                "Nothing later"
            } else {
                "Nothing earlier"
            });
            break;
        }
    }
}

/// `<` `>`: half a window.
pub fn pan(state: &mut State, right: bool, given: Given) {
    let halves = i32::try_from(given.times()).unwrap_or(i32::MAX);
    let halves = if right { halves } else { -halves };
    if !state.with_time(|time, world| time.pan(world, halves)) {
        state.say("The end of the calendar");
    }
}

/// `c`: the cursor walks the other lane.
pub fn other_lane(state: &mut State) {
    state.time.lane = match state.time.lane {
        Lane::Happened => Lane::Printed,
        Lane::Printed => Lane::Happened,
    };
    let lane = state.time.lane.name();
    state.say(format!("] [ and v are about what {lane} now"));
}

/// `%`: what a full bar means.
pub fn scale(state: &mut State) {
    state.time.scale = state.time.scale.next();
    state.say(match state.time.scale {
        Scale::Linear => "Bars by count",
        Scale::Log => "Bars by the logarithm of the count",
        Scale::PerArticle => {
            "Happened: share of the articles printed since; printed: share of those held"
        }
    });
}

/// `S` on the timeline.
pub fn sort(state: &mut State) {
    let order = state.with_time(|time, world| time.reorder(world));
    state.say(match order {
        Order::Salience => "Events by salience: what many articles tell, in many years, first",
        Order::Date => "Events by date",
    });
}

/// `t` on the timeline.
pub fn tellers(state: &mut State) {
    if !state.with_time(|time, world| time.unfold(world)) {
        state.say("There is no event here");
    }
}

/// `Enter` on the timeline: the sentence in its article.
pub fn open_event(state: &mut State) {
    let place = state.place();
    let Some(item) = state.time.item() else {
        return state.say("Nothing here to open");
    };
    match (item, state.time.mention()) {
        (Item::Printed(article), _) => {
            state.jumps.leave(place);
            state.list.select(article);
            state.show_article(article);
            state.reader.scroll_to_byte(0);
            state.focus(Pane::Reader);
        }
        (_, Some(evidence)) => {
            state.jumps.leave(place);
            open_mention(state, evidence);
        }
        (_, None) => state.say("The articles of this event are not read yet"),
    }
}

/// Opens the sentence of a mention in its article.
pub fn open_mention(state: &mut State, here: Evidence) {
    let (article, mention) = (here.article, here.mention as usize);
    if !state.list.select(article) {
        state.say("This article is outside the present filter");
    }
    state.show_article(article);
    state.focus(Pane::Reader);
    let found = state.mentions.of(article).get(mention);
    if let Some(span) = found.map(|mention| mention.span) {
        state.reader.jump(span.start);
        state.reader.mention = Some(mention);
    }
}

/// `v` on the timeline: begins a brush, and ends it.
pub fn brush(state: &mut State) {
    let lane = state.time.lane;
    let Some(days) = state.time.end_brush() else {
        state.time.anchor = Some(state.time.cursor);
        let what = lane.name();
        return state.say(format!(
            "Brush over what {what}: move to its other end, then v again; Esc cancels"
        ));
    };
    state.filter.set_brush(&state.timeline, lane, days);
    super::find::relist(state);
    let what = match lane {
        Lane::Happened => "tell of",
        Lane::Printed => "were printed in",
    };
    state.say(format!(
        "{} of {} articles {what} {}",
        super::page::thousands(state.list.len()),
        super::page::thousands(state.corpus.len()),
        days.edtf(Granularity::Span)
    ));
}

/// `:date 2000-07`: year, month or day.
pub fn go_to(state: &mut State, given: Given) {
    let text = given.text.unwrap_or_default().trim();
    match parse(text) {
        Some((day, zoom)) => {
            let place = state.place();
            state.jumps.leave(place);
            let finer = zoom > state.time.zoom;
            state.with_time(|time, world| {
                if finer {
                    time.zoom_to(world, zoom);
                }
                time.go_to(world, day);
                time.settle(world);
            });
            state.focus(Pane::Timeline);
        }
        None => state.complain(format!("‘{text}’ is no date: 1948, 1948-10 or 1948-10-12")),
    }
}

/// `.`: the timeline to the day on which the program was started.
pub fn today(state: &mut State) {
    let Some(day) = state.environment.today else {
        return state.complain("The clock of this machine gives no date");
    };
    state.with_time(|time, world| time.go_to(world, day));
    state.say(format!("Today is {}", crate::model::long_date(day)));
}

/// The first day of a date in EDTF, and the zoom at which it fills a bucket.
fn parse(text: &str) -> Option<(Day, Zoom)> {
    let (days, granularity) = Interval::from_edtf(text)?;
    let zoom = match granularity {
        Granularity::Decade | Granularity::Century => Zoom::Decade,
        Granularity::Year => Zoom::Year,
        Granularity::Month | Granularity::Quarter => Zoom::Month,
        Granularity::Week => Zoom::Week,
        Granularity::Day | Granularity::Span => Zoom::Day,
    };
    Some((days.start, zoom))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_typed_as_year_month_or_day() {
        let check = |text, day: Option<(i16, i8, i8)>| {
            assert_eq!(
                parse(text).map(|(day, _)| (day.year(), day.month(), day.day())),
                day,
                "{text}"
            )
        };
        check("1948", Some((1948, 1, 1)));
        check("1948-10", Some((1948, 10, 1)));
        check("1948-10-12", Some((1948, 10, 12)));
        check("-43-03-15", Some((-43, 3, 15)));
        check("1948-13", None);
        check("2001-02-29", None);
        check("2001-02-2-9", None);
        check("", None);
        check("soon", None);
    }
}
