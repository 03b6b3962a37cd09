//! What the person has ruled about dates and events, in force: mentions mean
//! what was ruled, events are merged and split, starred and noted.
//!
//! The rulings themselves stand in [`Memory`](super::Memory); here is what
//! follows from them for the articles that are there. It is worked out anew,
//! from the dates as they were read, whenever a ruling, an article or the
//! events have changed.

use std::{collections::HashMap, mem, sync::Arc};

use super::State;
use crate::{
    model::{
        ArticleId, Granularity, How, Interval, Mention, Partial, Rule, Ruling, Timex, TimexType,
        Value, Verdict,
    },
    text::Quote,
    timeline::Evidence,
};

/// What follows from the rulings.
#[derive(Debug, Default)]
pub struct Hand {
    /// Whether something has changed that it follows from.
    stale: bool,
    /// Whether the events are others than before.
    events: bool,
    /// What was found among the rulings the last time.
    found: Found,
    /// The mentions as they were read, of the articles in which one was ruled.
    read: HashMap<ArticleId, Arc<[Mention]>>,
    /// What shows at an event, by its place among them.
    marks: HashMap<usize, Marks>,
}

/// What a person has put on an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// It has a star.
    pub starred: bool,
    /// It has a remark.
    pub remark: Option<String>,
    /// A date of it was corrected, or it was merged or split.
    pub changed: bool,
}

/// A date that is ruled; `None`: the words mean none.
type Date = Option<(Interval, Granularity)>;

/// The rulings on mentions that are there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Found {
    dates: Vec<(Evidence, Date)>,
    together: Vec<(Evidence, Evidence)>,
    apart: Vec<Evidence>,
    stars: Vec<Evidence>,
    remarks: Vec<(Evidence, String)>,
}

impl Hand {
    /// Something has changed.
    pub const fn again(&mut self) {
        self.stale = true;
    }

    /// The events are others.
    pub const fn events_changed(&mut self) {
        self.stale = true;
        self.events = true;
    }

    /// What a person has put on an event.
    #[must_use]
    pub fn marks(&self, event: usize) -> Option<&Marks> {
        self.marks.get(&event)
    }
}

/// The mention whose words a ruling is on.
pub fn mention(state: &State, article: ArticleId, quote: &Quote) -> Option<Evidence> {
    let text = &state.corpus.get(article)?.text;
    let span = quote.find(text)?;
    let mentions = state.mentions.of(article);
    let at = mentions
        .iter()
        .position(|mention| mention.span.range() == span)
        .or_else(|| {
            // Edited, or tagged by other rules since: the one that overlaps.
            let overlaps = |mention: &Mention| {
                let range = mention.span.range();
                range.start < span.end && span.start < range.end
            };
            mentions.iter().position(overlaps)
        })?;
    let mention = u32::try_from(at).ok()?;
    Some(Evidence { article, mention })
}

/// After each message: puts the rulings in force, if anything has changed.
pub fn notice(state: &mut State) {
    if !mem::take(&mut state.hand.stale) {
        return;
    }
    let found = found(state);
    // While each date is an event, whatever comes in makes others.
    let events = mem::take(&mut state.hand.events) || state.timeline.woven().is_none();
    if found == state.hand.found && !(events && found != Found::default()) {
        return;
    }
    redate(state, &found.dates);
    merge(state, &found);
    mark(state, found.clone());
    state.hand.found = found;
    state.rebrush();
    state.stale = true;
}

fn found(state: &State) -> Found {
    let mut found = Found::default();
    for (article, Ruling { quote, verdict, .. }) in state.memory.rulings() {
        let Some(here) = mention(state, article, quote) else {
            continue;
        };
        match verdict {
            Verdict::Date(_) | Verdict::NoDate => {
                found.dates.extend(verdict.date().map(|date| (here, date)));
            }
            Verdict::Together(other) => {
                let article = state.memory.article(&other.0.likeness.body);
                let other = article.and_then(|article| mention(state, article, &other.1));
                found.together.extend(other.map(|other| (other, here)));
            }
            Verdict::Apart => found.apart.push(here),
            Verdict::Star => found.stars.push(here),
            Verdict::Remark(text) => found.remarks.push((here, text.clone())),
        }
    }
    found
}

/// Gives mentions the dates that were ruled, and back those that were read.
fn redate(state: &mut State, dates: &[(Evidence, Date)]) {
    for (evidence, _) in dates {
        let read = || state.mentions.of(evidence.article).into();
        state.hand.read.entry(evidence.article).or_insert_with(read);
    }
    let mut kept = mem::take(&mut state.hand.read);
    kept.retain(|&article, read| {
        let mut mentions = read.to_vec();
        let ruled = dates.iter().filter(|(here, _)| here.article == article);
        let mut any = false;
        for (here, date) in ruled {
            if let Some(mention) = mentions.get_mut(here.mention as usize) {
                *mention = by_hand(*mention, *date);
                any = true;
            }
        }
        if *mentions != *state.mentions.of(article) {
            state.mentions.replace(article, mentions);
            state.timeline.change(&state.mentions, article);
            state.weaving.again();
        }
        any
    });
    state.hand.read = kept;
}

/// The mention with another meaning.
fn by_hand(mention: Mention, date: Date) -> Mention {
    let value = date.and_then(|(days, granularity)| days.edtf(granularity).parse().ok());
    Mention {
        timex: Timex::new(
            TimexType::Date,
            value.unwrap_or(Value::Date(Partial::UNKNOWN)),
        ),
        interval: date.map(|(days, _)| days),
        granularity: date.map_or(mention.granularity, |(_, granularity)| granularity),
        how: How {
            rule: Rule::ByHand,
            anchor: None,
        },
        ..mention
    }
}

/// Merges and splits events. Of an article all that tells of the event is
/// split off with the words that were chosen.
fn merge(state: &mut State, found: &Found) {
    let State {
        timeline, mentions, ..
    } = state;
    timeline.rule(mentions, &[], &[]);
    let (mut together, mut apart) = (found.together.clone(), Vec::new());
    for &here in &found.apart {
        let event = timeline.event_of(mentions, here);
        let event = event.and_then(|event| timeline.events().get(event));
        let same = event.into_iter().flat_map(|event| &event.evidence);
        for &other in same.filter(|other| other.article == here.article) {
            apart.push(other);
            together.extend((other != here).then_some((here, other)));
        }
    }
    timeline.rule(mentions, &together, &apart);
}

/// Finds the events that are starred, noted or changed.
fn mark(state: &mut State, found: Found) {
    let mut marks: HashMap<usize, Marks> = HashMap::new();
    let mut at = |evidence: Evidence, set: &mut dyn FnMut(&mut Marks)| {
        if let Some(event) = state.timeline.event_of(&state.mentions, evidence) {
            set(marks.entry(event).or_default());
        }
    };
    for (one, other) in found.together {
        at(one, &mut |marks| marks.changed = true);
        at(other, &mut |marks| marks.changed = true);
    }
    let dates = found.dates.into_iter().map(|(here, _)| here);
    for here in dates.chain(found.apart) {
        at(here, &mut |marks| marks.changed = true);
    }
    for here in found.stars {
        at(here, &mut |marks| marks.starred = true);
    }
    for (here, text) in found.remarks {
        at(here, &mut |marks| marks.remark = Some(text.clone()));
    }
    state.hand.marks = marks;
}
