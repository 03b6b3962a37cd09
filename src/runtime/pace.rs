//! When to draw and when to wake: the arithmetic of the loop's patience.
//!
//! Pure: times come in as durations since the loop began.

use std::time::Duration;

/// How long messages are taken before a frame must be drawn.
pub const TURN: Duration = Duration::from_millis(8);
/// The least time between two frames that only background work asks for.
const BACKGROUND: Duration = Duration::from_millis(200);

/// What a turn of the loop was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Jobs only: the frame may wait.
    Background,
    /// The person, the terminal or the clock: the frame must come now.
    Foreground,
}

/// A wish to be woken: after this long, counted from when this number was
/// first seen.
type Wish = (Duration, u64);

/// The pace of one loop.
#[derive(Debug, Default)]
pub struct Pace {
    /// When the last frame was drawn.
    drawn: Option<Duration>,
    /// Whether the state has changed since.
    stale: bool,
    /// Which wake the state asked for, and since when.
    wake: Option<(Wish, Duration)>,
}

impl Pace {
    /// A turn has ended; `wish` is when the state wants to be woken.
    pub fn turned(&mut self, now: Duration, kind: Kind, wish: Option<Wish>) {
        self.stale = true;
        if kind == Kind::Foreground {
            self.drawn = None;
        }
        self.wake = wish.map(|wish| match self.wake {
            Some((known, since)) if known.1 == wish.1 => (wish, since),
            _ => (wish, now),
        });
    }

    /// Whether a frame is due.
    #[must_use]
    pub fn draws(&self, now: Duration) -> bool {
        self.frame().is_some_and(|due| due <= now)
    }

    /// A frame was drawn.
    pub const fn drew(&mut self, now: Duration) {
        self.drawn = Some(now);
        self.stale = false;
    }

    /// Whether the time that the state asked for has passed; the wish is
    /// fulfilled with that.
    pub fn wakes(&mut self, now: Duration) -> bool {
        let due = self.clock().is_some_and(|due| due <= now);
        if due {
            self.wake = None;
        }
        due
    }

    /// When to stop waiting for messages; `None`: never.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        match (self.frame(), self.clock()) {
            (Some(frame), Some(clock)) => Some(frame.min(clock)),
            (frame, clock) => frame.or(clock),
        }
    }

    fn frame(&self) -> Option<Duration> {
        self.stale.then(|| {
            self.drawn
                .map_or(Duration::ZERO, |drawn| drawn + BACKGROUND)
        })
    }

    fn clock(&self) -> Option<Duration> {
        self.wake
            .map(|((after, _), since)| since.saturating_add(after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn nothing_received_means_nothing_drawn_and_no_waking() {
        let mut pace = Pace::default();
        assert!(!pace.draws(ms(5)));
        pace.drew(ms(5));
        assert_eq!(pace.deadline(), None);
        assert!(!pace.draws(ms(50_000)));
        assert!(!pace.wakes(ms(50_000)));
    }

    #[test]
    fn a_key_is_drawn_at_once_whatever_was_drawn_before() {
        let mut pace = Pace::default();
        pace.drew(ms(100));
        pace.turned(ms(101), Kind::Foreground, None);
        assert!(pace.draws(ms(101)));
    }

    #[test]
    fn background_work_draws_its_first_turn_then_five_a_second_and_its_last() {
        let mut pace = Pace::default();
        let mut drawn = Vec::new();
        for now in 0..450 {
            pace.turned(ms(now), Kind::Background, None);
            if pace.draws(ms(now)) {
                pace.drew(ms(now));
                drawn.push(now);
            }
        }
        assert_eq!(drawn, [0, 200, 400]);
        assert_eq!(pace.deadline(), Some(ms(600)), "the last turn is owed");
        assert!(pace.draws(ms(600)));
        pace.drew(ms(600));
        assert_eq!(pace.deadline(), None);
    }

    #[test]
    fn the_clock_counts_from_the_first_sight_of_a_wish() {
        let mut pace = Pace::default();
        let wish = |number| Some((ms(30), number));
        pace.turned(ms(10), Kind::Foreground, wish(1));
        pace.drew(ms(10));
        assert_eq!(pace.deadline(), Some(ms(40)));
        pace.turned(ms(35), Kind::Background, wish(1));
        assert!(!pace.wakes(ms(39)));
        pace.turned(ms(39), Kind::Foreground, wish(2));
        assert!(!pace.wakes(ms(40)), "another wish counts anew");
        assert!(pace.wakes(ms(69)));
        assert!(!pace.wakes(ms(70)), "once");
    }

    #[test]
    fn a_wish_taken_back_does_not_wake() {
        let mut pace = Pace::default();
        pace.turned(ms(0), Kind::Foreground, Some((ms(30), 1)));
        pace.turned(ms(1), Kind::Background, None);
        pace.drew(ms(1));
        assert_eq!(pace.deadline(), None);
        pace.turned(ms(2), Kind::Background, Some((Duration::MAX, 2)));
        pace.drew(ms(2));
        assert_eq!(pace.deadline(), Some(Duration::MAX));
    }
}
