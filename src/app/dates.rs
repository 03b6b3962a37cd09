//! Between text and timeline: dates in the reader, buckets, events, brush.

use super::{Pane, State, keys::Given};
use crate::{
    model::{ArticleId, Day, Granularity, Interval},
    timeline::Zoom,
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

/// Moves the timeline to the date under the reader's cursor; whether it has one.
fn show_on_timeline(state: &mut State) -> bool {
    let here = state.reader.article.zip(state.reader.mention);
    let day = here.and_then(|(id, at)| state.mentions.of(id).get(at)?.interval);
    let (Some((here, at)), Some(day)) = (here, day.map(|days| days.start)) else {
        return false;
    };
    state.with_time(|time, world| {
        time.go_to(world, day);
        let row = time.items.iter().position(|item| {
            matches!(*item, super::Item::Told { article, mention, .. } if article == here && mention as usize == at)
        });
        // An article that names a date twice has one row.
        let same = || time.items.iter().position(|item| matches!(*item, super::Item::Told { article, .. } if article == here));
        time.choose(row.or_else(same).unwrap_or(0));
    });
    true
}

/// `t`: this date on the timeline.
pub fn to_timeline(state: &mut State) {
    let place = state.place();
    if state.reader.mention.is_none() {
        step(state, 1);
    }
    if show_on_timeline(state) {
        state.jumps.leave(place);
        state.message = None;
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

/// `Enter` on the timeline: the sentence in its article.
pub fn open_event(state: &mut State) {
    let place = state.place();
    match state.time.items.get(state.time.chosen).copied() {
        Some(super::Item::Told {
            article, mention, ..
        }) => {
            state.jumps.leave(place);
            open_mention(state, article, mention as usize);
        }
        Some(super::Item::Printed(article)) => {
            state.jumps.leave(place);
            state.list.select(article);
            state.show_article(article);
            state.reader.scroll_to(0);
            state.focus(Pane::Reader);
        }
        None => state.say("Nothing here to open"),
    }
}

fn open_mention(state: &mut State, article: ArticleId, mention: usize) {
    if !state.list.select(article) {
        state.say("This article is outside the present filter");
    }
    state.show_article(article);
    state.focus(Pane::Reader);
    if let Some(span) = state
        .mentions
        .of(article)
        .get(mention)
        .map(|mention| mention.span)
    {
        state.reader.jump(span.start);
        state.reader.mention = Some(mention);
    }
}

/// `v` on the timeline: begins a brush, and ends it.
pub fn brush(state: &mut State) {
    match state.time.brushing() {
        None => {
            state.time.anchor = Some(state.time.cursor);
            state.say("Brush: move to its other end, then v again; Esc cancels");
        }
        Some(days) => {
            state.time.anchor = None;
            state.filter.set_brush(&state.timeline, days);
            super::find::relist(state);
            state.say(format!(
                "{} of {} articles were printed in {} or name a date in it",
                super::page::thousands(state.list.len()),
                super::page::thousands(state.corpus.len()),
                days.edtf(Granularity::Span)
            ));
        }
    }
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
    state.say(format!("Today is {}", super::page::long_date(day)));
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
