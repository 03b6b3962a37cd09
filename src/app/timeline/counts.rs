//! The lanes as they were counted: once a zoom, until articles arrive or the
//! filter changes.

use super::World;
use crate::timeline::{Profile, Told, Zoom};

/// What the lanes are cut from.
#[derive(Debug, Default)]
pub struct Counts {
    /// Of which articles and which filter.
    revision: (u64, u64),
    /// By zoom.
    zooms: [Option<Counted>; Zoom::ALL.len()],
}

/// Both lanes at one zoom, over the whole calendar.
#[derive(Debug)]
pub struct Counted {
    /// What happened, as the articles that pass tell it.
    pub told: Told,
    /// What was printed, of the articles that pass.
    pub issued: Profile,
    /// What was printed, of all articles.
    pub held: Profile,
}

impl Counts {
    /// The lanes at a zoom, counted if they have not been.
    pub fn at(&mut self, world: World, zoom: Zoom) -> &Counted {
        if self.revision != world.revision {
            *self = Self {
                revision: world.revision,
                ..Self::default()
            };
        }
        self.zooms[zoom as usize].get_or_insert_with(|| {
            let filter = world.filter;
            Counted {
                told: world.timeline.told_in(zoom, &|id| filter.shows_told(id)),
                issued: world
                    .timeline
                    .issued_in(zoom, &|id| filter.shows_issued(id)),
                held: world.timeline.issued_in(zoom, &|_| true),
            }
        })
    }
}
