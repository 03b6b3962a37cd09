//! Places: where one was, and what one has read and starred.

use std::collections::HashSet;

use super::Pane;
use crate::model::{ArticleId, Letter, Trail};

/// A place to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The pane that had the focus.
    pub focus: Pane,
    /// The open article and the first byte of its body in the window.
    pub article: Option<(ArticleId, u32)>,
    /// The first byte of the chosen paragraph.
    pub paragraph: u32,
    /// The first byte of the chosen line.
    pub line: u32,
    /// The day under the timeline's cursor.
    pub day: Option<crate::model::Day>,
}

/// A step of the way back or forward.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// The place, if it was left in this run.
    pub place: Option<Place>,
    /// The place as it outlasts the program.
    pub letter: Option<Letter>,
}

/// The way back and forward, as in a browser.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    back: Vec<Stop>,
    forward: Vec<Stop>,
    /// Whether it is another since that was last asked.
    changed: bool,
}

/// Places kept at the most.
const JUMPS: usize = 200;

impl Jumps {
    /// Goes on from the way of an earlier run.
    pub(super) fn begin(&mut self, back: Vec<Letter>, forward: Vec<Letter>) {
        let stop = |letter| Stop {
            place: None,
            letter: Some(letter),
        };
        self.back.splice(0..0, back.into_iter().map(stop));
        if self.forward.is_empty() {
            self.forward = forward.into_iter().map(stop).collect();
        }
    }

    /// Remembers a place before it is left by a jump.
    pub fn leave(&mut self, place: Place) {
        if self.back.last().and_then(|stop| stop.place) != Some(place) {
            self.back.push(Stop {
                place: Some(place),
                letter: None,
            });
        }
        self.forward.clear();
        if self.back.len() > JUMPS {
            self.back.remove(0);
        }
        self.changed = true;
    }

    /// The next step, which is taken off the way.
    pub(super) fn step(&mut self, forward: bool) -> Option<Stop> {
        let way = if forward {
            &mut self.forward
        } else {
            &mut self.back
        };
        way.pop()
    }

    /// A step was taken: the place from which leads the other way.
    pub(super) fn passed(&mut self, forward: bool, from: Place) {
        let way = if forward {
            &mut self.back
        } else {
            &mut self.forward
        };
        way.push(Stop {
            place: Some(from),
            letter: None,
        });
        self.changed = true;
    }

    /// The place before, without going there.
    pub(super) fn last(&self) -> Option<&Stop> {
        self.back.last()
    }

    /// Whether it is another since this was last asked.
    pub(super) const fn has_changed(&mut self) -> bool {
        std::mem::replace(&mut self.changed, false)
    }

    /// The nearest steps on both ways.
    pub(super) fn nearest(&mut self, steps: usize) -> impl Iterator<Item = &mut Stop> {
        let back = self.back.iter_mut().rev().take(steps);
        back.chain(self.forward.iter_mut().rev().take(steps))
    }

    /// The nearest steps that are known so that they outlast the program.
    pub(super) fn trail(&self, steps: usize) -> Trail {
        let letters = |way: &[Stop]| {
            let nearest = &way[way.len().saturating_sub(steps)..];
            nearest
                .iter()
                .filter_map(|stop| stop.letter.clone())
                .collect()
        };
        Trail {
            back: letters(&self.back),
            forward: letters(&self.forward),
        }
    }
}

/// What the reader has done to the articles of this archive.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The articles that were opened.
    pub read: HashSet<ArticleId>,
    /// The articles with a star.
    pub starred: HashSet<ArticleId>,
}
