//! The timeline pane: its window on the two lanes, its cursor, and what stands
//! under the cursor.

use std::collections::HashSet;

use crate::{
    model::{ArticleId, Corpus, Day, Interval, MentionTable},
    timeline::{Bucket, Density, Happened, Lane, Timeline, Zoom},
};

/// A row under the axis: who says what of the bucket under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A sentence that names a date of the bucket.
    Told {
        /// The date's event: its place in [`Timeline::events`].
        event: usize,
        /// The article that names it.
        article: ArticleId,
        /// The mention in the article.
        mention: u32,
        /// Whether it is the first row of its event.
        first: bool,
    },
    /// An article that was printed in the bucket.
    Printed(ArticleId),
}

/// Rows kept under the axis at the most: more than anybody scrolls through.
const ITEMS: usize = 2_000;
/// Columns of a bucket at the most, by zoom: where few buckets fill the pane
/// they are drawn wider, so that neighbours can be told apart.
const WIDEST: i64 = 6;

/// The timeline pane.
#[derive(Debug)]
pub struct TimePane {
    /// What one bucket stands for.
    pub zoom: Zoom,
    /// The bucket under the cursor.
    pub cursor: Bucket,
    /// The bucket at the left edge.
    pub first: Bucket,
    /// Columns of a bucket.
    pub per: usize,
    /// What happened, in the window.
    pub happened: Happened,
    /// What was printed, in the window.
    pub printed: Density,
    /// The buckets of the window that the selected article names or was printed in.
    pub lit: Vec<bool>,
    /// The rows under the axis.
    pub items: Vec<Item>,
    /// The chosen row.
    pub chosen: usize,
    /// The first row in the window under the axis.
    pub top: usize,
    /// Whether the cursor goes where the reader's date cursor goes.
    pub follow: bool,
    /// Where a brush began.
    pub anchor: Option<Bucket>,
    /// Columns of the lanes, and rows under the axis.
    window: (usize, usize),
    /// The zoom to begin with, if the person has chosen one.
    chosen_zoom: Option<Zoom>,
    /// Until a key has moved it, zoom and cursor fit themselves to what arrives.
    settled: bool,
}

impl Default for TimePane {
    fn default() -> Self {
        let none = || Density {
            first: Bucket(0),
            counts: Vec::new(),
        };
        Self {
            zoom: Zoom::Year,
            cursor: Zoom::Year.bucket(Day::constant(2000, 1, 1)),
            first: Zoom::Year.bucket(Day::constant(1950, 1, 1)),
            per: 1,
            happened: Happened {
                exact: none(),
                spanned: none(),
            },
            printed: none(),
            lit: Vec::new(),
            items: Vec::new(),
            chosen: 0,
            top: 0,
            follow: true,
            anchor: None,
            window: (0, 0),
            chosen_zoom: None,
            settled: false,
        }
    }
}

/// What the pane looks at.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The articles.
    pub corpus: &'a Corpus,
    /// Their mentions.
    pub mentions: &'a MentionTable,
    /// Events and days of printing.
    pub timeline: &'a Timeline,
    /// The articles that pass the search.
    pub keep: &'a dyn Fn(ArticleId) -> bool,
    /// The article whose dates are lit.
    pub selected: Option<ArticleId>,
}

impl TimePane {
    /// Buckets in the window.
    #[must_use]
    pub const fn buckets(&self) -> usize {
        self.window.0 / if self.per == 0 { 1 } else { self.per }
    }

    /// The days of the bucket under the cursor.
    #[must_use]
    pub fn days(&self) -> Interval {
        self.zoom.interval(self.cursor)
    }

    /// The first and the last bucket of the brush that is being drawn; the
    /// cursor alone while there is none.
    #[must_use]
    pub fn brush(&self) -> (Bucket, Bucket) {
        let anchor = self.anchor.unwrap_or(self.cursor);
        (anchor.min(self.cursor), anchor.max(self.cursor))
    }

    /// The days of the brush that is being drawn.
    #[must_use]
    pub fn brushing(&self) -> Option<Interval> {
        self.anchor?;
        let (a, b) = self.brush();
        Some(Interval::new(
            self.zoom.interval(a).start,
            self.zoom.interval(b).end,
        ))
    }

    /// The lanes have this many columns, and this many rows stand under the axis.
    pub fn resize(&mut self, window: (usize, usize)) {
        self.window = window;
    }

    /// Begins with this zoom; `None`: with the finest that shows all.
    pub fn start_at(&mut self, zoom: Option<Zoom>) {
        self.chosen_zoom = zoom;
    }

    /// The rows in the window under the axis.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.items
            .iter()
            .enumerate()
            .skip(self.top)
            .take(self.window.1)
    }

    /// Fits zoom and cursor to what has arrived, until a key has chosen them.
    pub fn fit(&mut self, world: World) {
        if self.settled {
            return self.refresh(world);
        }
        let fits = |zoom: &Zoom| fits(world.timeline, *zoom, self.window.0);
        let finest = || Zoom::ALL.into_iter().rev().find(fits);
        self.zoom = self.chosen_zoom.or_else(finest).unwrap_or(Zoom::Decade);
        // The event that most articles tell; while there is none, the newest article.
        let events = world.timeline.events().iter().rev();
        let most = events
            .max_by_key(|event| event.documents())
            .map(|event| event.interval.start);
        let newest = || world.timeline.printed_span().map(|span| span.end);
        if let Some(day) = most.or_else(newest) {
            self.cursor = self.zoom.bucket(day);
        }
        self.centre(world);
        self.refresh(world);
    }

    /// Counts the lanes anew and lists what is under the cursor.
    pub fn refresh(&mut self, world: World) {
        self.per = self.columns_per_bucket(world.timeline);
        self.keep_cursor();
        let buckets = self.buckets();
        self.happened = world
            .timeline
            .happened(self.zoom, self.first, buckets, world.keep);
        self.printed = world
            .timeline
            .printed(self.zoom, self.first, buckets, world.keep);
        self.light(world);
        self.list(world);
    }

    /// Lights the buckets of the selected article.
    pub fn light(&mut self, world: World) {
        self.lit = vec![false; self.buckets()];
        let Some(id) = world.selected else { return };
        let dated = world
            .mentions
            .of(id)
            .iter()
            .filter_map(|mention| mention.interval);
        let printed = world.timeline.printed_on(id).map(Interval::day);
        for interval in dated.chain(printed) {
            let (from, to) = (
                self.zoom.bucket(interval.start),
                self.zoom.bucket(interval.end),
            );
            if from == to
                && let Some(column) = from.column(self.first, self.lit.len())
            {
                self.lit[column] = true;
            }
        }
    }

    /// Lists what is under the cursor: sentences of what happened, exact dates
    /// before those that reach beyond the bucket, then what was printed.
    fn list(&mut self, world: World) {
        let days = self.days();
        let chosen = self.items.get(self.chosen).copied();
        self.items.clear();
        let start = world
            .timeline
            .events()
            .partition_point(|event| event.interval.start < days.start);
        let within = world.timeline.events()[start..]
            .iter()
            .enumerate()
            .take_while(|(_, event)| event.interval.start <= days.end);
        let (exact, wider): (Vec<_>, Vec<_>) = within
            .map(|(at, event)| (start + at, event))
            .partition(|(_, event)| event.interval.end <= days.end);
        for (at, event) in exact.into_iter().chain(wider) {
            let mut seen = HashSet::new();
            let told = world.timeline.told(event).into_iter();
            let told = told.filter(|told| (world.keep)(told.article) && seen.insert(told.article));
            let rows = told.enumerate().map(|(row, told)| Item::Told {
                event: at,
                article: told.article,
                mention: told.mention,
                first: row == 0,
            });
            self.items.extend(rows);
            if self.items.len() >= ITEMS {
                break;
            }
        }
        self.items.extend(
            world
                .timeline
                .printed_in(days)
                .filter(|&id| (world.keep)(id))
                .map(Item::Printed),
        );
        self.items.truncate(ITEMS);
        let same =
            chosen.and_then(|chosen| self.items.iter().position(|item| same_row(*item, chosen)));
        self.choose(same.unwrap_or(0));
    }

    /// Moves the cursor along the lanes by buckets; `false` at the end of the calendar.
    pub fn step(&mut self, world: World, buckets: i32) -> bool {
        self.move_to(world, self.cursor.offset(buckets))
    }

    /// Puts the cursor on the bucket of a day.
    pub fn go_to(&mut self, world: World, day: Day) -> bool {
        self.move_to(world, self.zoom.bucket(day))
    }

    fn move_to(&mut self, world: World, bucket: Bucket) -> bool {
        self.settled = true;
        let before = (self.cursor, self.first);
        self.cursor = self.zoom.clamp(bucket);
        if self.cursor == before.0 {
            return false;
        }
        (self.chosen, self.top) = (0, 0);
        self.items.clear();
        self.keep_cursor();
        if self.first == before.1 {
            self.list(world)
        } else {
            self.refresh(world)
        }
        true
    }

    /// To the nearest bucket in which something begins on either lane.
    pub fn step_event(&mut self, world: World, forward: bool) -> bool {
        let lanes = [Lane::Happened, Lane::Printed];
        let found = lanes.iter().filter_map(|&lane| {
            if forward {
                world
                    .timeline
                    .next(lane, self.zoom, self.cursor, world.keep)
            } else {
                world
                    .timeline
                    .previous(lane, self.zoom, self.cursor, world.keep)
            }
        });
        let nearest = if forward { found.min() } else { found.max() };
        nearest.is_some_and(|bucket| self.move_to(world, bucket))
    }

    /// To the first or the last bucket that holds anything.
    pub fn go_to_end(&mut self, world: World, last: bool) -> bool {
        world
            .timeline
            .span()
            .is_some_and(|span| self.go_to(world, if last { span.end } else { span.start }))
    }

    /// A finer or coarser zoom around the cursor; `false` when there is none.
    pub fn zoom(&mut self, world: World, finer: bool) -> bool {
        let zoom = if finer {
            self.zoom.finer()
        } else {
            self.zoom.coarser()
        };
        self.zoom_to(world, zoom)
    }

    /// This zoom around the cursor. Zooming in goes to the day of the chosen
    /// row, for that is what one wants to see closer.
    pub fn zoom_to(&mut self, world: World, zoom: Zoom) -> bool {
        self.settled = true;
        if zoom == self.zoom {
            return false;
        }
        let chosen = self.items.get(self.chosen).and_then(|item| match *item {
            Item::Told { event, .. } => world
                .timeline
                .events()
                .get(event)
                .map(|event| event.interval.start),
            Item::Printed(id) => world.timeline.printed_on(id),
        });
        let day = chosen
            .filter(|day| self.days().contains(*day))
            .unwrap_or_else(|| self.days().start);
        self.zoom = zoom;
        self.anchor = None;
        self.cursor = zoom.bucket(day);
        self.centre(world);
        self.refresh(world);
        true
    }

    /// Moves along the rows under the axis; `false` at the end.
    pub fn step_item(&mut self, rows: isize) -> bool {
        let before = self.chosen;
        self.choose(
            self.chosen
                .saturating_add_signed(rows)
                .min(self.items.len().saturating_sub(1)),
        );
        self.chosen != before
    }

    /// Puts the cursor on a row under the axis.
    pub fn choose(&mut self, row: usize) {
        self.chosen = row;
        let height = self.window.1.max(1);
        if row < self.top {
            self.top = row;
        } else if row >= self.top + height {
            self.top = row + 1 - height;
        }
    }

    /// The window shows all of the bulk when it fits, else the cursor's surroundings.
    fn centre(&mut self, world: World) {
        self.per = self.columns_per_bucket(world.timeline);
        let buckets = i32::try_from(self.buckets()).unwrap_or(i32::MAX);
        self.first = self.cursor.offset(-(buckets / 2));
        if let Some(span) = bulk(world.timeline) {
            // All of it, else as much of its end as there is room for.
            let spare = (i64::from(buckets) - count(self.zoom, span)) / 2;
            let first = self
                .zoom
                .bucket(span.start)
                .offset(-i32::try_from(spare.clamp(0, 2)).unwrap_or(0));
            let last_window = self.zoom.bucket(span.end).offset(1 - buckets);
            let start = first.max(last_window);
            if self.cursor.column(start, self.buckets()).is_some() {
                self.first = start;
            }
        }
    }

    /// When the cursor has left the window, the window moves by half of itself.
    fn keep_cursor(&mut self) {
        let buckets = i32::try_from(self.buckets()).unwrap_or(i32::MAX);
        let column = self.cursor.0.saturating_sub(self.first.0);
        if column < 0 || column >= buckets {
            self.first = self.cursor.offset(-(buckets / 2));
        }
    }

    fn columns_per_bucket(&self, timeline: &Timeline) -> usize {
        let held = bulk(timeline).map_or(1, |span| count(self.zoom, span)) + 4;
        let per = (self.window.0 as i64 / held).clamp(1, WIDEST);
        usize::try_from(per).unwrap_or(1)
    }
}

/// Two rows that show the same, though the events may have moved on.
fn same_row(a: Item, b: Item) -> bool {
    match (a, b) {
        (
            Item::Told {
                article, mention, ..
            },
            Item::Told {
                article: other,
                mention: theirs,
                ..
            },
        ) => article == other && mention == theirs,
        (a, b) => a == b,
    }
}

/// Whether nine of ten events fit into as many buckets, the last of which is
/// the last of all: a single "in antiquity" must not squeeze all the rest.
fn fits(timeline: &Timeline, zoom: Zoom, buckets: usize) -> bool {
    let Some(span) = bulk(timeline) else {
        return zoom == Zoom::Year;
    };
    let buckets = i32::try_from(buckets).unwrap_or(i32::MAX);
    let first = zoom
        .interval(zoom.bucket(span.end).offset(1 - buckets))
        .start;
    let events = timeline.events();
    let before = events.partition_point(|event| event.interval.start < first);
    let printed = timeline
        .printed_span()
        .is_none_or(|printed| first <= printed.start);
    before * 10 <= events.len() && printed
}

/// How many buckets an interval touches.
fn count(zoom: Zoom, span: Interval) -> i64 {
    i64::from(zoom.bucket(span.end).0) - i64::from(zoom.bucket(span.start).0) + 1
}

/// The days between which nearly all lies: a single "in antiquity" must not
/// squeeze everything else into one column, so a fiftieth of the events is left
/// out at each end.
fn bulk(timeline: &Timeline) -> Option<Interval> {
    let events = timeline.events();
    let spare = events.len() / 50;
    let first = events.get(spare).map(|event| event.interval.start);
    let last = events
        .len()
        .checked_sub(spare + 1)
        .and_then(|last| events.get(last))
        .map(|event| event.interval.start);
    let printed = timeline.printed_span();
    let ends = [
        first,
        last,
        printed.map(|span| span.start),
        printed.map(|span| span.end),
    ];
    let days = ends.into_iter().flatten();
    Some(Interval {
        start: days.clone().min()?,
        end: days.max()?,
    })
}
