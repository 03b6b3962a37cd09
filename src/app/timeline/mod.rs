//! The timeline pane: its window on the two lanes, its cursor, and what stands
//! under the cursor.
//!
//! The lanes are counted once (`counts`) and cut to the window with every
//! movement; the list under the axis follows when the hand rests, so that a
//! step along the axis changes a few columns of the screen only.

mod bars;
mod counts;
mod items;
mod window;

use std::collections::HashMap;

pub use bars::{Bar, Bars};
pub use items::{Item, Order, Summary};
pub use window::{Rows, lanes};

use super::Filter;
use crate::{
    model::{ArticleId, Corpus, Day, Interval, MentionTable},
    timeline::{Bucket, Density, Evidence, Happened, Lane, Scale, Sought, Timeline, Zoom},
};
use counts::Counts;

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
    /// The lane that the cursor walks and a brush chooses on.
    pub lane: Lane,
    /// What a full bar means.
    pub scale: Scale,
    /// What happened, in the window.
    pub happened: Happened,
    /// What was printed, in the window.
    pub printed: Density,
    /// What was printed of all articles, whether they pass the filter or not.
    pub held: Density,
    /// By bucket of the window, the articles that pass and were printed in it
    /// or later: so many could have told what happened in it.
    pub since: Vec<u64>,
    /// The buckets of the window that the selected article names or was printed in.
    pub lit: Vec<bool>,
    /// In which order events are listed.
    pub order: Order,
    /// The rows under the axis.
    pub items: Vec<Item>,
    /// The chosen row.
    pub chosen: usize,
    /// The first row in the window under the axis.
    pub top: usize,
    /// Who tells the chosen event, in order of printing.
    pub tellers: Vec<Evidence>,
    /// Whether the cursor goes where the reading goes.
    pub follow: bool,
    /// Where a brush began.
    pub anchor: Option<Bucket>,
    /// The event that is to be merged with another.
    pub merging: Option<Evidence>,
    /// How the rows of the pane are shared out.
    pub rows: Rows,
    /// What the reading was at when the cursor last followed it.
    pub(super) followed: Option<(ArticleId, usize, Option<usize>)>,

    counts: Counts,
    summaries: HashMap<usize, Summary>,
    scores: Vec<f64>,
    /// What the scores are of.
    scored: Option<((u64, u64), bool)>,
    /// The event whose tellers are listed below it.
    unfolded: Option<usize>,
    /// The mention that the list shall choose when it is made.
    sought: Option<Evidence>,
    /// The brush that is listed until the cursor moves.
    brushed: Option<(Bucket, Bucket)>,
    /// Whether the cursor has moved on from what is listed.
    outdated: bool,
    /// Of which articles the list is.
    listed_of: u64,
    /// Columns of the lanes.
    columns: usize,
    /// The zoom to begin with, if the person has chosen one.
    chosen_zoom: Option<Zoom>,
    /// The day to begin with, if the archive was left there.
    chosen_day: Option<Day>,
    /// Until a key has moved it, zoom and cursor fit themselves to what arrives.
    settled: bool,
}

impl Default for TimePane {
    fn default() -> Self {
        Self {
            zoom: Zoom::Year,
            cursor: Zoom::Year.bucket(Day::constant(2000, 1, 1)),
            first: Zoom::Year.bucket(Day::constant(1950, 1, 1)),
            per: 1,
            lane: Lane::Happened,
            scale: Scale::Linear,
            happened: Happened::default(),
            printed: Density::default(),
            held: Density::default(),
            since: Vec::new(),
            lit: Vec::new(),
            order: Order::default(),
            items: Vec::new(),
            chosen: 0,
            top: 0,
            tellers: Vec::new(),
            follow: true,
            anchor: None,
            merging: None,
            rows: Rows::default(),
            followed: None,
            counts: Counts::default(),
            summaries: HashMap::new(),
            scores: Vec::new(),
            scored: None,
            unfolded: None,
            sought: None,
            brushed: None,
            outdated: false,
            listed_of: 0,
            columns: 0,
            chosen_zoom: None,
            chosen_day: None,
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
    /// Which articles pass.
    pub filter: &'a Filter,
    /// The article whose dates are lit.
    pub selected: Option<ArticleId>,
    /// Another number whenever articles, dates or events have come in, and
    /// whenever the filter lets others pass.
    pub revision: (u64, u64),
    /// Whether no more will come in.
    pub complete: bool,
}

impl TimePane {
    /// Buckets in the window.
    #[must_use]
    pub const fn buckets(&self) -> usize {
        self.columns / if self.per == 0 { 1 } else { self.per }
    }

    /// Rows of the list.
    const fn list_height(&self) -> usize {
        self.rows.list as usize
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
        Some(self.days_of(self.brush()))
    }

    fn days_of(&self, (from, to): (Bucket, Bucket)) -> Interval {
        Interval::new(self.zoom.interval(from).start, self.zoom.interval(to).end)
    }

    /// The days that are listed: of a brush, else of the bucket under the cursor.
    #[must_use]
    pub fn listed(&self) -> Interval {
        self.days_of(self.brushed.unwrap_or_else(|| self.brush()))
    }

    /// Ends the brush that is being drawn; its days.
    pub fn end_brush(&mut self) -> Option<Interval> {
        let days = self.brushing()?;
        self.brushed = Some(self.brush());
        self.anchor = None;
        Some(days)
    }

    /// The lanes have this many columns, the pane this many rows.
    pub fn resize(&mut self, columns: usize, rows: Rows) {
        (self.columns, self.rows) = (columns, rows);
    }

    /// Begins with this zoom; `None`: with the finest that shows all.
    pub fn start_at(&mut self, zoom: Option<Zoom>) {
        self.chosen_zoom = zoom;
    }

    /// Begins with this zoom, the cursor on this day.
    pub const fn start_on(&mut self, zoom: Zoom, day: Day) {
        (self.chosen_zoom, self.chosen_day) = (Some(zoom), Some(day));
    }

    /// The zoom and the day under the cursor, if the person has chosen them.
    #[must_use]
    pub fn chosen_place(&self) -> Option<(Zoom, Day)> {
        let chosen = self.settled || self.chosen_day.is_some();
        chosen.then(|| (self.zoom, self.days().start))
    }

    /// Fits zoom and cursor to what has arrived, until a key has chosen them.
    pub fn fit(&mut self, world: World) {
        if self.settled {
            return self.refresh(world);
        }
        let fits = |zoom: &Zoom| window::fits(world.timeline, *zoom, self.columns);
        let finest = || Zoom::ALL.into_iter().rev().find(fits);
        self.zoom = self.chosen_zoom.or_else(finest).unwrap_or(Zoom::Decade);
        // The event that most articles tell; while there is none, the newest article.
        let events = world.timeline.events().iter().rev();
        let most = events
            .max_by_key(|event| event.documents())
            .map(|event| event.interval.start);
        let newest = || world.timeline.printed_span().map(|span| span.end);
        if let Some(day) = self.chosen_day.or(most).or_else(newest) {
            self.cursor = self.zoom.bucket(day);
        }
        self.centre(world);
        self.refresh(world);
    }

    /// Cuts the lanes anew and lists what is under the cursor.
    pub fn refresh(&mut self, world: World) {
        self.cut(world);
        self.list(world);
    }

    /// Cuts the lanes to the window.
    fn cut(&mut self, world: World) {
        self.per = window::columns_per_bucket(world.timeline, self.zoom, self.columns);
        self.keep_cursor();
        let (first, buckets) = (self.first, self.buckets());
        let counted = self.counts.at(world, self.zoom);
        self.happened = counted.told.window(first, buckets);
        self.printed = counted.issued.window(first, buckets);
        self.held = counted.held.window(first, buckets);
        self.since = counted.issued.since(first, buckets);
        self.light(world);
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

    /// Moves the cursor along the lanes by buckets; `false` at the end of the calendar.
    pub fn step(&mut self, world: World, buckets: i32) -> bool {
        self.move_to(world, self.cursor.offset(buckets))
    }

    /// Puts the cursor on the bucket of a day.
    pub fn go_to(&mut self, world: World, day: Day) -> bool {
        self.move_to(world, self.zoom.bucket(day))
    }

    /// Puts the cursor on the bucket of a day, and in the list on a mention.
    pub fn seek(&mut self, world: World, day: Day, evidence: Evidence) {
        self.move_to(world, self.zoom.bucket(day));
        self.sought = Some(evidence);
        self.outdated = true;
    }

    fn move_to(&mut self, world: World, bucket: Bucket) -> bool {
        self.settled = true;
        let before = (self.cursor, self.first);
        self.cursor = self.zoom.clamp(bucket);
        if self.cursor == before.0 {
            return false;
        }
        (self.outdated, self.brushed) = (true, None);
        self.keep_cursor();
        if self.first != before.1 {
            self.cut(world);
        }
        true
    }

    /// Moves the window and the cursor in it by half of the window.
    pub fn pan(&mut self, world: World, halves: i32) -> bool {
        let half = i32::try_from(self.buckets() / 2).unwrap_or(i32::MAX).max(1);
        let by = half.saturating_mul(halves);
        let column = self.cursor.0.saturating_sub(self.first.0);
        if !self.move_to(world, self.cursor.offset(by)) {
            return false;
        }
        self.first = self.cursor.offset(-column);
        self.cut(world);
        true
    }

    /// To the nearest bucket of the lane in which something begins.
    pub fn step_event(&mut self, world: World, forward: bool) -> bool {
        let (lane, from) = (self.lane, self.cursor);
        let counted = self.counts.at(world, self.zoom);
        let nearest = match (lane, forward) {
            (Lane::Happened, true) => counted.told.next(from),
            (Lane::Happened, false) => counted.told.previous(from),
            (Lane::Printed, true) => counted.issued.next(from, Sought::Any),
            (Lane::Printed, false) => counted.issued.previous(from, Sought::Any),
        };
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
        let chosen = self.item().and_then(|item| match item {
            Item::Event(event) | Item::Told(event, _) => {
                let event = world.timeline.events().get(event)?;
                Some(event.interval.start)
            }
            Item::Printed(id) => world.timeline.printed_on(id),
        });
        let day = chosen
            .filter(|day| self.days().contains(*day))
            .unwrap_or_else(|| self.days().start);
        self.sought = self.mention();
        self.zoom = zoom;
        (self.anchor, self.brushed) = (None, None);
        self.cursor = zoom.bucket(day);
        self.centre(world);
        self.refresh(world);
        true
    }

    /// The window shows all of the bulk when it fits, else the cursor's surroundings.
    fn centre(&mut self, world: World) {
        self.per = window::columns_per_bucket(world.timeline, self.zoom, self.columns);
        let buckets = i32::try_from(self.buckets()).unwrap_or(i32::MAX);
        self.first = self.cursor.offset(-(buckets / 2));
        if let Some(span) = window::bulk(world.timeline) {
            // All of it, else as much of its end as there is room for.
            let spare = (i64::from(buckets) - window::count(self.zoom, span)) / 2;
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
}
