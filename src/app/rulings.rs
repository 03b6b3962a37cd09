//! Ruling by hand: a date corrected, two events merged, one split, an event
//! starred or noted. Each is a change that the store keeps and that can be
//! undone; what follows from it is worked out in `hand`.

use super::{Item, Pane, State, editor, hand, keeping, keys::Given, palette, prompt::Purpose};
use crate::{
    model::{Change, Cited, Interval, Ruling, Verdict},
    text::Quote,
    timeline::{Event, Evidence},
};

/// The mention that a key means: the date under the reader's cursor, or that
/// of the chosen row of the timeline.
pub fn chosen(state: &State) -> Option<Evidence> {
    match state.focus {
        Pane::List => None,
        Pane::Reader => {
            let mention = u32::try_from(state.reader.mention?).ok()?;
            let article = state.reader.article?;
            Some(Evidence { article, mention })
        }
        Pane::Timeline => state.time.mention(),
    }
}

/// What the key says where there is no date.
pub fn no_date(state: &mut State) {
    state.say(match state.focus {
        Pane::Reader => "Choose a date first: ] goes to the next",
        Pane::Timeline => "There is no event here",
        Pane::List => "Choose a date in the text or an event on the timeline first",
    });
}

/// `D`: asks for the date, or takes that behind `:correct-date`.
pub fn correct(state: &mut State, given: Given) {
    let Some(here) = chosen(state) else {
        return no_date(state);
    };
    // An event that several tell has no single date to correct.
    if matches!(state.time.item(), Some(Item::Event(event)) if state.focus == Pane::Timeline
        && state.time.summary(event).is_some_and(|told| told.documents > 1))
    {
        return state.say("Several articles tell it: t lists them, then D on the wrong one");
    }
    match given.text {
        Some(text) => write_date(state, text),
        None => {
            let mention = state.mentions.of(here.article).get(here.mention as usize);
            let date = mention.and_then(crate::model::Mention::edtf);
            palette::open(state, Purpose::Date, &date.unwrap_or_default());
        }
    }
}

/// Rules on the date that was typed; an empty line takes a ruling back.
pub fn write_date(state: &mut State, text: &str) {
    let Some(here) = chosen(state) else {
        return no_date(state);
    };
    let text = text.trim();
    let (verdict, said) = match text {
        "" if known(state, here, &Verdict::NoDate).is_none() => {
            return state.say("The date is as it was read");
        }
        "" => (None, "The date is again as it was read".to_owned()),
        "none" => (Some(Verdict::NoDate), "No date, by hand".to_owned()),
        _ => match Interval::from_edtf(text) {
            Some((days, granularity)) => {
                let edtf = days.edtf(granularity);
                let said = format!("{edtf}, by hand");
                (Some(Verdict::Date(edtf.into())), said)
            }
            None => {
                return state.complain(format!(
                    "‘{text}’ is no date: 1948, 1948-10, 1948-10-12, 194X, 1948/1950 or none"
                ));
            }
        },
    };
    rule(state, here, Verdict::NoDate, verdict, &said);
}

/// `*` on the timeline.
pub fn star(state: &mut State) {
    let Some(here) = event_mention(state) else {
        return no_date(state);
    };
    // The star may hang on the words of another article that tells it.
    let starred = on_event(state, &Verdict::Star);
    match starred {
        Some(there) => rule(state, there, Verdict::Star, None, "The star is taken away"),
        None => rule(
            state,
            here,
            Verdict::Star,
            Some(Verdict::Star),
            "Event starred",
        ),
    }
}

/// `a` on the timeline: opens a box for a note on the event, with the one that
/// is there already; `:note-event TEXT` writes it at once.
pub fn note(state: &mut State, given: Given) {
    let Some((cited, ruling)) = remark(state) else {
        return no_date(state);
    };
    match given.text {
        Some(text) => write_note(state, cited, ruling, text),
        None => editor::open_on_event(state, cited, &ruling),
    }
}

/// The remark on the chosen event, or an empty one on the words that tell it.
fn remark(state: &mut State) -> Option<(Cited, Ruling)> {
    let kind = Verdict::Remark(String::new());
    let here = event_mention(state)?;
    let there = on_event(state, &kind).unwrap_or(here);
    let cited = keeping::cite(state, there.article)?;
    let id = known(state, there, &kind);
    let record = state.memory.record(there.article);
    let known = record.and_then(|record| {
        let same = |ruling: &&Ruling| Some(&ruling.id) == id.as_ref();
        record.rulings.iter().find(same).cloned()
    });
    let ruling = match known {
        Some(ruling) => ruling,
        None => Ruling {
            quote: quote(state, there)?,
            id: state.memory.new_id(),
            verdict: kind,
        },
    };
    Some((cited, ruling))
}

/// Keeps a remark on an event; an empty one drops it.
pub fn write_note(state: &mut State, cited: Cited, ruling: Ruling, text: &str) {
    let text = text.trim();
    let Verdict::Remark(before) = &ruling.verdict else {
        return;
    };
    let said = match (before.is_empty(), text.is_empty()) {
        (true, true) => return state.say("An empty note is none"),
        _ if before == text => return state.say("The note is as it was"),
        (false, true) => "Note deleted; u brings it back",
        (false, false) => "Note changed",
        (true, false) => "Event noted",
    };
    let id = ruling.id.clone();
    let ruling = (!text.is_empty()).then(|| Ruling {
        verdict: Verdict::Remark(text.to_owned()),
        ..ruling
    });
    keeping::by_hand(state, Change::Ruled(cited, id, ruling), said);
}

/// `M`: remembers an event, then merges it with another.
pub fn merge(state: &mut State) {
    let Some((here, event)) = event_mention(state).zip(state.time.event()) else {
        return no_date(state);
    };
    let Some(first) = state.time.merging.take() else {
        let date = state.timeline.events().get(event).map(Event::edtf);
        state.time.merging = Some(here);
        return state.say(format!(
            "Merge {}: choose the other event, then M again; Esc cancels",
            date.unwrap_or_default()
        ));
    };
    if state.timeline.event_of(&state.mentions, first) == Some(event) {
        return state.say("That is the same event");
    }
    let cited = keeping::cite(state, first.article);
    let Some((cited, quote)) = cited.zip(quote(state, first)) else {
        return;
    };
    let verdict = Verdict::Together(Box::new((cited, quote)));
    rule(
        state,
        here,
        Verdict::Apart,
        Some(verdict),
        "Merged into one event",
    );
}

/// `X`: the article of the chosen row tells an event of its own.
pub fn split(state: &mut State) {
    let Some(Item::Told(event, here)) = state.time.item() else {
        return state.say("t lists who tells an event; X splits off the one that tells another");
    };
    if state
        .time
        .summary(event)
        .is_some_and(|told| told.documents < 2)
    {
        return state.say("Nobody else tells this event");
    }
    // What was merged with these words is no longer.
    let merged: Vec<(Evidence, Box<str>)> = state
        .memory
        .rulings()
        .filter_map(|(article, ruling)| match &ruling.verdict {
            Verdict::Together(other) => {
                let there = state.memory.article(&other.0.likeness.body)?;
                let other = hand::mention(state, there, &other.1)?;
                let on = hand::mention(state, article, &ruling.quote)?;
                (other == here).then(|| (on, ruling.id.clone()))
            }
            _ => None,
        })
        .collect();
    for (on, id) in merged {
        if let Some(cited) = keeping::cite(state, on.article) {
            keeping::by_hand(state, Change::Ruled(cited, id, None), "No longer merged");
        }
    }
    rule(
        state,
        here,
        Verdict::Apart,
        Some(Verdict::Apart),
        "Split off: an event of its own",
    );
}

/// The words by which the event of the chosen row is marked.
fn event_mention(state: &State) -> Option<Evidence> {
    (state.focus == Pane::Timeline).then(|| state.time.mention())?
}

/// The mention of the chosen event on which such a ruling hangs.
fn on_event(state: &State, kind: &Verdict) -> Option<Evidence> {
    let event = state.time.event()?;
    state.memory.rulings().find_map(|(article, ruling)| {
        let here = hand::mention(state, article, &ruling.quote)?;
        let of = state.timeline.event_of(&state.mentions, here);
        (ruling.verdict.is_alike(kind) && of == Some(event)).then_some(here)
    })
}

/// The ruling of this kind on a mention.
fn known(state: &State, here: Evidence, kind: &Verdict) -> Option<Box<str>> {
    let record = state.memory.record(here.article)?;
    let mut alike = record
        .rulings
        .iter()
        .filter(|ruling| ruling.verdict.is_alike(kind));
    alike
        .find(|ruling| hand::mention(state, here.article, &ruling.quote) == Some(here))
        .map(|ruling| ruling.id.clone())
}

fn quote(state: &State, here: Evidence) -> Option<Quote> {
    let mention = state.mentions.of(here.article).get(here.mention as usize)?;
    let text = &state.corpus.get(here.article)?.text;
    Some(Quote::new(text, mention.span.range()))
}

/// Keeps a ruling on a mention in the place of one of its kind; `None` takes
/// that back.
fn rule(state: &mut State, here: Evidence, kind: Verdict, verdict: Option<Verdict>, said: &str) {
    let known = known(state, here, &kind);
    let Some((cited, quote)) = keeping::cite(state, here.article).zip(quote(state, here)) else {
        return;
    };
    let id = match (known, &verdict) {
        (Some(id), _) => id,
        (None, Some(_)) => state.memory.new_id(),
        (None, None) => return,
    };
    let ruling = verdict.map(|verdict| Ruling {
        id: id.clone(),
        quote,
        verdict,
    });
    keeping::by_hand(state, Change::Ruled(cited, id, ruling), said);
}
