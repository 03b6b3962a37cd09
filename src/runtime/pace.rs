//! When to draw and when to wake: the arithmetic of the loop's patience.
//!
//! Pure: times come in as durations since the loop began.

use std::time::Duration;

/// How long messages are taken before a frame must be drawn.
pub const TURN: Duration = Duration::from_millis(8);
/// The least time between two frames that only background work asks for, at
/// first; twice as long after each of them, [`DOUBLED`] times at the most: what
/// long work has found by then is little beside what it had before.
const BACKGROUND: Duration = Duration::from_millis(200);
/// How often that doubles.
const DOUBLED: u32 = 3;
/// The same on a slow line.
const CALM_BACKGROUND: Duration = Duration::from_secs(2);
/// Keys closer to each other than this are those of a held key, or of a hand
/// that does not rest.
const HELD: Duration = Duration::from_millis(100);

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
    /// Frames in a row that only background work asked for.
    background: u32,
    /// Which wake the state asked for, and since when.
    wake: Option<(Wish, Duration)>,
    /// When a wish with another number was last seen.
    wished: Option<Duration>,
    /// Whether the line is slow.
    calm: bool,
}

impl Pace {
    /// A turn has ended; `wish` is when the state wants to be woken.
    pub fn turned(&mut self, now: Duration, kind: Kind, wish: Option<Wish>) {
        self.stale = true;
        if kind == Kind::Foreground {
            self.drawn = None;
            self.background = 0;
        }
        self.wake = wish.map(|wish| match self.wake {
            Some((known, since)) if known.1 == wish.1 => (known, since),
            _ => (self.stretched(now, wish), now),
        });
    }

    /// While keys come one close behind the other, the hand rests only when
    /// none has come for twice as long as between the last two.
    fn stretched(&mut self, now: Duration, (after, number): Wish) -> Wish {
        let before = self.wished.replace(now);
        let gap = before.map(|before| now.saturating_sub(before));
        let rest = gap.filter(|gap| *gap < HELD).unwrap_or_default() * 2;
        (after.max(rest), number)
    }

    /// Whether frames that only background work asks for shall be few.
    pub const fn set_calm(&mut self, calm: bool) {
        self.calm = calm;
    }

    /// Whether a frame is due.
    #[must_use]
    pub fn draws(&self, now: Duration) -> bool {
        self.frame().is_some_and(|due| due <= now)
    }

    /// Whether the frame that is wanted is one that the person waits for.
    #[must_use]
    pub const fn is_urgent(&self) -> bool {
        self.drawn.is_none()
    }

    /// A frame was drawn.
    pub fn drew(&mut self, now: Duration) {
        if self.drawn.replace(now).is_some() {
            self.background = (self.background + 1).min(DOUBLED);
        }
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

    /// When to stop waiting for messages; `None`: never. A frame that is due
    /// does not end the wait while the terminal takes none (`held`).
    #[must_use]
    pub fn deadline(&self, held: bool) -> Option<Duration> {
        match (self.frame().filter(|_| !held), self.clock()) {
            (Some(frame), Some(clock)) => Some(frame.min(clock)),
            (frame, clock) => frame.or(clock),
        }
    }

    fn frame(&self) -> Option<Duration> {
        let between = if self.calm {
            CALM_BACKGROUND
        } else {
            BACKGROUND * 2_u32.pow(self.background)
        };
        self.stale
            .then(|| self.drawn.map_or(Duration::ZERO, |drawn| drawn + between))
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
        assert_eq!(pace.deadline(false), None);
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
    fn background_work_draws_its_first_turn_then_ever_less_often_and_its_last() {
        let mut pace = Pace::default();
        let mut drawn = Vec::new();
        let mut work = |pace: &mut Pace, times: std::ops::Range<u64>| {
            for now in times {
                pace.turned(ms(now), Kind::Background, None);
                if pace.draws(ms(now)) {
                    pace.drew(ms(now));
                    drawn.push(now);
                }
            }
            std::mem::take(&mut drawn)
        };
        assert_eq!(work(&mut pace, 0..5000), [0, 200, 600, 1400, 3000, 4600]);
        assert_eq!(
            pace.deadline(false),
            Some(ms(6200)),
            "the last turn is owed"
        );
        assert!(pace.draws(ms(6200)));
        pace.drew(ms(6200));
        assert_eq!(pace.deadline(false), None);
        // A key begins it anew.
        pace.turned(ms(6300), Kind::Foreground, None);
        pace.drew(ms(6300));
        assert_eq!(work(&mut pace, 6301..7000), [6500, 6900]);
    }

    #[test]
    fn the_clock_counts_from_the_first_sight_of_a_wish() {
        let mut pace = Pace::default();
        let wish = |number| Some((ms(30), number));
        pace.turned(ms(10), Kind::Foreground, wish(1));
        pace.drew(ms(10));
        assert_eq!(pace.deadline(false), Some(ms(40)));
        pace.turned(ms(35), Kind::Background, wish(1));
        assert!(!pace.wakes(ms(39)));
        pace.turned(ms(139), Kind::Foreground, wish(2));
        assert!(!pace.wakes(ms(140)), "another wish counts anew");
        assert!(pace.wakes(ms(169)));
        assert!(!pace.wakes(ms(170)), "once");
    }

    #[test]
    fn while_a_key_is_held_the_hand_does_not_rest() {
        for (gap, woken) in [(33, 66), (20, 40), (10, 30), (99, 198), (150, 30)] {
            let mut pace = Pace::default();
            for number in 0..10 {
                let now = number * gap;
                let woken = pace.wakes(ms(now));
                assert!(!woken || gap > 100 || number < 2, "{gap} ms, key {number}");
                pace.turned(ms(now), Kind::Foreground, Some((ms(30), number)));
                pace.drew(ms(now));
            }
            assert_eq!(pace.deadline(false), Some(ms(9 * gap + woken)), "{gap} ms");
        }
    }

    #[test]
    fn a_frame_waits_for_the_line() {
        let mut pace = Pace::default();
        pace.turned(ms(1), Kind::Foreground, Some((ms(30), 1)));
        assert_eq!(pace.deadline(true), Some(ms(31)));
        assert_eq!(pace.deadline(false), Some(ms(0)));
        assert!(pace.draws(ms(1)));
    }

    #[test]
    fn a_wish_taken_back_does_not_wake() {
        let mut pace = Pace::default();
        pace.turned(ms(0), Kind::Foreground, Some((ms(30), 1)));
        pace.turned(ms(1), Kind::Background, None);
        pace.drew(ms(1));
        assert_eq!(pace.deadline(false), None);
        pace.turned(ms(2), Kind::Background, Some((Duration::MAX, 2)));
        pace.drew(ms(2));
        assert_eq!(pace.deadline(false), Some(Duration::MAX));
    }
}
