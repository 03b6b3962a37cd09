//! Places: where one was, and what one has read and starred.

use std::collections::HashSet;

use super::Pane;
use crate::model::ArticleId;

/// A place to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The pane that had the focus.
    pub focus: Pane,
    /// The open article and the first byte of its body in the window.
    pub article: Option<(ArticleId, u32)>,
    /// The day under the timeline's cursor.
    pub day: Option<crate::model::Day>,
}

/// The way back and forward, as in a browser.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    back: Vec<Place>,
    forward: Vec<Place>,
}

/// Places kept at the most.
const JUMPS: usize = 200;

impl Jumps {
    /// Remembers a place before it is left by a jump.
    pub fn leave(&mut self, place: Place) {
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        self.forward.clear();
        if self.back.len() > JUMPS {
            self.back.remove(0);
        }
    }

    /// The place before; the present one can be reached again by [`forward`](Self::forward).
    pub fn back(&mut self, present: Place) -> Option<Place> {
        let mut place = self.back.pop()?;
        while place == present {
            place = self.back.pop()?;
        }
        self.forward.push(present);
        Some(place)
    }

    /// The place left by [`back`](Self::back).
    pub fn forward(&mut self, present: Place) -> Option<Place> {
        let place = self.forward.pop()?;
        self.back.push(present);
        Some(place)
    }

    /// The place before, without going there.
    #[must_use]
    pub fn last(&self) -> Option<Place> {
        self.back.last().copied()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn place(article: u32) -> Place {
        Place {
            focus: Pane::Reader,
            article: Some((ArticleId(article), 0)),
            day: None,
        }
    }

    #[test]
    fn back_and_forward_retrace_the_way() {
        let mut jumps = Jumps::default();
        jumps.leave(place(1));
        jumps.leave(place(2));
        assert_eq!(jumps.back(place(3)), Some(place(2)));
        assert_eq!(jumps.back(place(2)), Some(place(1)));
        assert_eq!(jumps.back(place(1)), None);
        assert_eq!(jumps.forward(place(1)), Some(place(2)));
        assert_eq!(jumps.forward(place(2)), Some(place(3)));
        assert_eq!(jumps.forward(place(3)), None);
    }

    #[test]
    fn a_new_jump_forgets_the_way_forward() {
        let mut jumps = Jumps::default();
        jumps.leave(place(1));
        assert_eq!(jumps.back(place(2)), Some(place(1)));
        jumps.leave(place(1));
        assert_eq!(jumps.forward(place(5)), None);
    }
}
