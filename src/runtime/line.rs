//! What the line to the terminal takes: how much is under way, how long the
//! way is, how fast it goes.
//!
//! Through a network a write ends long before its bytes are seen: they wait in
//! one buffer after the other. So a question that every terminal answers goes
//! out behind larger frames, as a fence, and the answer tells that all before
//! it has arrived. Where a terminal answers nothing, only writes that it does
//! not take at once tell anything.
//!
//! Pure: times come in as durations since the loop began.

use std::{collections::VecDeque, time::Duration};

/// Bytes under way without a fence behind them, from which one is wanted.
const FENCED: usize = 1500;
/// Bytes from which the time that they took tells of speed.
const TELLING: usize = 1000;
/// Bytes up to which the time that they took is that of the way.
const SMALL: usize = 200;
/// Bytes that may be under way while nobody knows the speed.
const UNMEASURED: usize = 16 << 10;
/// How much more than the way itself may be under way, as the time that the
/// line takes for it: what is sent now is seen so much later.
const QUEUE: Duration = Duration::from_millis(250);
/// The least that may be under way: a frame of one pane.
const LEAST: usize = 2000;
/// How long an answer is waited for.
const LOST: Duration = Duration::from_secs(5);
/// How long what can wait waits for the first answer: many terminals that are
/// no terminals never give one.
const FIRST: Duration = Duration::from_millis(300);
/// How long the way's length is believed: people move about with their
/// machines.
const FRESH: Duration = Duration::from_secs(10);
/// After so long what was sent without a fence counts as arrived.
const ARRIVED: Duration = Duration::from_secs(1);
/// Bytes a second below which a line is slow (128 kbit/s), and above which it
/// no longer is.
const SLOW: (u64, u64) = (16_000, 32_000);
/// Measurements in a row that it takes to call a line slow, or no longer slow.
const VOTES: (i8, i8) = (2, 3);
/// Time beside the way's that nothing can be told from: a busy machine.
const NOISE: Duration = Duration::from_millis(20);

/// A fence that is under way.
#[derive(Clone, Copy, Debug)]
struct Fence {
    sent: Duration,
    /// Bytes that go before it, behind the fence before.
    bytes: usize,
    /// Those of them that went out together with it.
    together: usize,
}

/// The line to the terminal.
#[derive(Debug, Default)]
pub struct Line {
    /// Whether the terminal may be asked.
    asks: bool,
    /// Whether it has ever answered.
    answers: bool,
    fences: VecDeque<Fence>,
    /// Bytes sent behind the last fence, and when the last of them went out.
    loose: usize,
    last: Duration,
    /// How long the way there and back takes, and when that was seen.
    way: Option<(Duration, Duration)>,
    /// A measurement that waits for the way's length: bytes and time.
    waiting: Option<(usize, Duration)>,
    /// Bytes a second.
    speed: Option<u64>,
    /// Measurements in a row for slow, or negative against it.
    votes: i8,
    slow: bool,
}

impl Line {
    /// A line of which nothing is known; `asks`: whether the terminal may
    /// be asked.
    pub const fn new(asks: bool) -> Self {
        Self {
            asks,
            answers: false,
            fences: VecDeque::new(),
            loose: 0,
            last: Duration::ZERO,
            way: None,
            waiting: None,
            speed: None,
            votes: 0,
            slow: false,
        }
    }

    /// Whether a fence shall go behind so many more bytes. One that is not
    /// urgent always bears one, so that it does not come before one that is.
    #[must_use]
    pub fn wants_fence(&self, now: Duration, bytes: usize, urgent: bool) -> bool {
        let loose = self.loose_at(now);
        let measures_way = self.waiting.is_some() && loose == 0 && bytes < SMALL;
        self.asks && self.fences.is_empty() && (!urgent || loose + bytes >= FENCED || measures_way)
    }

    /// Whether a fence shall go out by itself, to measure the way.
    #[must_use]
    pub fn wants_probe(&self, now: Duration) -> bool {
        self.waiting.is_some() && self.fences.is_empty() && self.loose_at(now) == 0
    }

    /// Bytes were sent, with or without a fence at their end.
    pub fn sent(&mut self, now: Duration, bytes: usize, fenced: bool) {
        self.loose = self.loose_at(now) + bytes;
        self.last = now;
        if fenced {
            self.fences.push_back(Fence {
                sent: now,
                bytes: std::mem::take(&mut self.loose),
                together: bytes,
            });
        }
    }

    /// Bytes without a fence behind them that may still be under way.
    fn loose_at(&self, now: Duration) -> usize {
        if now.saturating_sub(self.last) < ARRIVED {
            self.loose
        } else {
            0
        }
    }

    /// The terminal has answered a fence.
    pub fn answered(&mut self, now: Duration) {
        let Some(fence) = self.fences.pop_front() else {
            return;
        };
        self.answers = true;
        let took = now.saturating_sub(fence.sent);
        if fence.bytes < SMALL {
            self.way = Some((took, now));
            if let Some((bytes, before)) = self.waiting.take() {
                self.measured(bytes, before.saturating_sub(took));
            }
        } else if fence.together >= TELLING {
            let fresh = |(_, seen): &(Duration, Duration)| now.saturating_sub(*seen) < FRESH;
            if speed(fence.together, took) > SLOW.1 {
                // Fast, whatever the way's share of it is.
                self.measured(fence.together, took);
            } else if let Some((way, _)) = self.way.filter(fresh) {
                self.measured(fence.together, took.saturating_sub(way));
            } else {
                self.waiting = Some((fence.together, took));
            }
        }
    }

    /// The terminal did not take so many bytes at once, and took this time for
    /// them.
    pub fn blocked(&mut self, bytes: usize, took: Duration) {
        if bytes >= TELLING {
            self.measured(bytes, took);
        }
    }

    /// What was under way is of no interest any more: the terminal was given
    /// away.
    pub fn cut(&mut self) {
        self.fences.clear();
        self.loose = 0;
        self.waiting = None;
    }

    /// Gives up answers that do not come; a terminal that leaves one out is
    /// not asked again.
    pub fn give_up(&mut self, now: Duration) {
        let lost = |fence: &Fence| now.saturating_sub(fence.sent) >= LOST;
        if self.fences.front().is_some_and(lost) {
            self.cut();
            self.asks = false;
        }
    }

    /// Whether what can wait shall go out: nothing is under way.
    #[must_use]
    pub fn is_free(&self, now: Duration) -> bool {
        let waits = |fence: &Fence| self.answers || now.saturating_sub(fence.sent) < FIRST;
        !self.fences.front().is_some_and(waits)
    }

    /// Whether another frame may go out: else it would only wait behind those
    /// before it.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.fences.is_empty() || self.under_way() <= self.most()
    }

    /// When to look again, though no answer has come, if answers are under way.
    #[must_use]
    pub fn deadline(&self, now: Duration) -> Option<Duration> {
        let sent = self.fences.front()?.sent;
        let first = sent + FIRST;
        Some(if self.answers || first <= now {
            sent + LOST
        } else {
            first
        })
    }

    /// Whether answers are under way.
    #[must_use]
    pub fn awaits_answers(&self) -> bool {
        !self.fences.is_empty()
    }

    /// Whether the line is slow.
    #[must_use]
    pub const fn is_slow(&self) -> bool {
        self.slow
    }

    /// How long the way there and back takes, if that was measured.
    #[must_use]
    pub fn way(&self) -> Option<Duration> {
        self.way.map(|(way, _)| way)
    }

    /// Bytes a second, if they were measured.
    #[must_use]
    pub const fn speed(&self) -> Option<u64> {
        self.speed
    }

    fn under_way(&self) -> usize {
        self.loose + self.fences.iter().map(|fence| fence.bytes).sum::<usize>()
    }

    /// How many bytes may be under way: what the line holds, and a little.
    fn most(&self) -> usize {
        self.speed.map_or(UNMEASURED, |speed| {
            let time = self.way_length() + QUEUE;
            let bytes = u128::from(speed) * time.as_millis() / 1000;
            usize::try_from(bytes).unwrap_or(usize::MAX).max(LEAST)
        })
    }

    fn way_length(&self) -> Duration {
        self.way.map_or(Duration::ZERO, |(way, _)| way)
    }

    /// Takes a measurement.
    fn measured(&mut self, bytes: usize, took: Duration) {
        let speed = speed(bytes, took);
        self.speed = Some(match self.speed {
            Some(before) if took > NOISE => u64::midpoint(before, speed),
            _ => speed,
        });
        let (slow, fast) = SLOW;
        if speed < slow {
            self.votes = self.votes.max(0) + 1;
        } else if speed > fast {
            self.votes = self.votes.min(0) - 1;
        } else {
            self.votes = 0;
        }
        if self.votes >= VOTES.0 {
            (self.slow, self.votes) = (true, VOTES.0);
        } else if self.votes <= -VOTES.1 {
            (self.slow, self.votes) = (false, -VOTES.1);
        }
    }
}

/// Bytes a second.
fn speed(bytes: usize, took: Duration) -> u64 {
    let micros = took.as_micros().max(1);
    let speed = bytes as u128 * 1_000_000 / micros;
    u64::try_from(speed).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    /// A line of this many bytes a second and this way, and frames on it one
    /// after the other.
    struct Simulation {
        line: Line,
        speed: u64,
        way: Duration,
        now: Duration,
    }

    impl Simulation {
        fn new(speed: u64, way: u64) -> Self {
            Self {
                line: Line::new(true),
                speed,
                way: ms(way),
                now: Duration::ZERO,
            }
        }

        /// Sends a frame and has it answered.
        fn frame(&mut self, bytes: usize) {
            let fenced = self.line.wants_fence(self.now, bytes, true);
            self.line.sent(self.now, bytes, fenced);
            self.now += ms(bytes as u64 * 1000 / self.speed);
            if fenced {
                self.now += self.way;
                self.line.answered(self.now);
            }
            if self.line.wants_probe(self.now) {
                self.line.sent(self.now, 3, true);
                self.now += self.way;
                self.line.answered(self.now);
            }
        }
    }

    #[test]
    fn slow_is_what_takes_long_for_its_bytes_not_what_is_far_away() {
        for (speed, way, slow) in [
            (7_000, 200, true),
            (7_000, 5, true),
            (32_000, 200, false),
            (125_000, 200, false),
            (125_000, 900, false),
            (10_000_000, 0, false),
        ] {
            let mut line = Simulation::new(speed, way);
            for _ in 0..3 {
                line.frame(4000);
            }
            assert_eq!(line.line.is_slow(), slow, "{speed} bytes/s, {way} ms");
        }
    }

    #[test]
    fn one_late_answer_is_none_and_a_line_that_was_slow_may_be_fast_again() {
        let mut line = Simulation::new(1_000_000, 50);
        line.frame(4000);
        line.speed = 5_000;
        line.frame(4000);
        assert!(!line.line.is_slow(), "once");
        line.frame(4000);
        assert!(line.line.is_slow());
        line.speed = 1_000_000;
        line.frame(4000);
        line.frame(4000);
        assert!(line.line.is_slow());
        line.frame(4000);
        assert!(!line.line.is_slow());
    }

    #[test]
    fn a_way_that_has_become_longer_is_not_a_slow_line() {
        let mut line = Simulation::new(1_000_000, 20);
        line.frame(4000);
        for way in [600, 900, 1200] {
            line.way = ms(way);
            line.now += FRESH;
            line.frame(4000);
            line.frame(4000);
            assert!(!line.line.is_slow(), "{way} ms");
        }
    }

    #[test]
    fn what_went_out_before_does_not_count_as_the_way() {
        let mut line = Line::new(true);
        line.sent(ms(0), 4000, true);
        line.sent(ms(10), 9000, false);
        line.answered(ms(770));
        assert!(!line.wants_probe(ms(770)), "9,000 bytes are before it");
        assert_eq!(line.way(), None);
        line.sent(ms(800), 20, line.wants_fence(ms(800), 20, true));
        line.answered(ms(2000));
        assert_eq!(line.way(), None);
        line.sent(ms(3000), 20, line.wants_fence(ms(3000), 20, true));
        line.answered(ms(3203));
        assert_eq!(line.way(), Some(ms(203)));
        assert_eq!(line.speed(), Some(7054));
    }

    #[test]
    fn small_frames_bear_no_fence_until_they_add_up() {
        let mut line = Line::new(true);
        let mut fences = 0;
        for at in 0..100 {
            let fenced = line.wants_fence(ms(at), 90, true);
            line.sent(ms(at), 90, fenced);
            if fenced {
                fences += 1;
                line.answered(ms(at));
            }
        }
        assert_eq!(fences, 5);
        assert_eq!(line.speed(), None, "they went out one by one");
    }

    #[test]
    fn what_the_line_does_not_take_is_not_queued() {
        let mut line = Simulation::new(7_000, 200);
        for _ in 0..3 {
            line.frame(4000);
        }
        let mut line = line.line;
        assert!(line.has_room());
        line.sent(ms(9000), 2000, true);
        assert!(line.has_room(), "the line itself holds so much");
        line.sent(ms(9001), 2000, false);
        assert!(!line.has_room());
        line.answered(ms(9500));
        assert!(line.has_room());
    }

    #[test]
    fn an_answer_that_never_comes_stops_nothing_for_long() {
        let mut line = Line::new(true);
        line.sent(ms(0), 100_000, true);
        assert!(!line.has_room());
        assert_eq!(line.deadline(ms(0)), Some(FIRST));
        assert!(!line.is_free(ms(1)));
        assert!(line.is_free(FIRST), "it may be one that never answers");
        assert_eq!(line.deadline(FIRST), Some(LOST));
        line.give_up(LOST - ms(1));
        assert!(!line.has_room());
        line.give_up(LOST);
        assert!(line.has_room());
        assert!(
            !line.wants_fence(LOST, 100_000, true),
            "it is not asked again"
        );
        assert_eq!(line.deadline(LOST), None);
        // Its late answer is nobody's.
        line.answered(ms(9000));
    }

    #[test]
    fn a_terminal_that_answers_nothing_shows_by_what_it_does_not_take() {
        let mut line = Line::new(false);
        assert!(!line.wants_fence(LOST, 100_000, true));
        line.blocked(3000, ms(3000));
        line.blocked(10, ms(3000));
        assert!(!line.is_slow());
        line.blocked(3000, ms(3000));
        assert!(line.is_slow());
    }
}
