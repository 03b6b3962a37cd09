//! Where the panes stand: a pure function of the size, the focus, the zoom and
//! the arrangement.
//!
//! From 100x24 three panes in boxes, from 180 columns a fourth for the
//! sentences of the chosen event; below, one pane has the screen and a strip of
//! two rows at the foot keeps the timeline in sight.
//!
//! Stacked, the three are as wide as the screen, one below the other: rows that
//! are one pane's alone are rows that a terminal can scroll by itself.

pub use ratatui::layout::Rect;

/// One of the three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The article list.
    #[default]
    List,
    /// The reader.
    Reader,
    /// The timeline.
    Timeline,
}

impl Pane {
    /// The three, in the order of Tab.
    pub const ALL: [Self; 3] = [Self::List, Self::Reader, Self::Timeline];

    /// What the pane is called on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "Articles",
            Self::Reader => "Reader",
            Self::Timeline => "Timeline",
        }
    }

    /// The pane `steps` further round the three.
    #[must_use]
    pub fn turned(self, steps: usize) -> Self {
        Self::ALL[(self as usize + steps) % 3]
    }
}

/// Whether panes stand in boxes or fill the screen's width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// A line on each side.
    #[default]
    Box,
    /// One line above, which holds the title.
    Rule,
    /// None: there is no row to spare.
    Bare,
}

impl Frame {
    /// The cells inside the frame.
    #[must_use]
    pub fn inner(self, area: Rect) -> Rect {
        let (side, top, bottom) = match self {
            Self::Box => (1, 1, 1),
            Self::Rule => (0, 1, 0),
            Self::Bare => (0, 0, 0),
        };
        Rect {
            x: area.x + side.min(area.width),
            y: area.y + top.min(area.height),
            width: area.width.saturating_sub(2 * side),
            height: area.height.saturating_sub(top + bottom),
        }
    }
}

/// The places of everything on the screen; a pane without a place is hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// One row above all.
    pub header: Option<Rect>,
    /// The article list, frame included.
    pub list: Option<Rect>,
    /// The reader, frame included.
    pub reader: Option<Rect>,
    /// The sentences of the chosen event, frame included.
    pub evidence: Option<Rect>,
    /// The timeline, frame included.
    pub timeline: Option<Rect>,
    /// The two rows of the timeline when its pane is hidden.
    pub strip: Option<Rect>,
    /// One row below all.
    pub status: Option<Rect>,
    /// What stands around a pane.
    pub frame: Frame,
}

/// Columns and rows from which the three panes stand beside each other.
const THREE_PANES: (u16, u16) = (100, 24);
/// Columns from which the sentences have a column of their own.
const FOUR_PANES: u16 = 180;
/// Columns and rows from which three panes can be stacked.
const STACK: (u16, u16) = (40, 20);

/// How the panes share a screen that has room for three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// List and reader beside each other, the timeline below.
    #[default]
    Beside,
    /// Each as wide as the screen, one below the other.
    Stacked,
}

impl Layout {
    /// Whether a screen has room for panes beside each other.
    #[must_use]
    pub const fn has_room_beside(size: (u16, u16)) -> bool {
        size.0 >= THREE_PANES.0 && size.1 >= THREE_PANES.1
    }

    /// Whether a screen has room for panes one below the other.
    #[must_use]
    pub const fn has_room_for_stack(size: (u16, u16)) -> bool {
        size.0 >= STACK.0 && size.1 >= STACK.1
    }

    /// The layout of a screen of `size` columns and rows.
    #[must_use]
    pub fn new(size: (u16, u16), focus: Pane, zoomed: bool, arrangement: Arrangement) -> Self {
        let mut rest = Rect::new(0, 0, size.0, size.1);
        let mut layout = Self::default();
        if rest.height >= 2 {
            layout.status = Some(cut_bottom(&mut rest, 1));
        }
        if rest.height >= 5 {
            layout.header = Some(cut_top(&mut rest, 1));
        }
        let stacked = arrangement == Arrangement::Stacked;
        if !zoomed && stacked && Self::has_room_for_stack(size) {
            layout.stack(rest);
        } else if !zoomed && Self::has_room_beside(size) {
            layout.three_panes(rest);
        } else {
            layout.one_pane(rest, focus, zoomed);
        }
        layout
    }

    fn one_pane(&mut self, mut rest: Rect, focus: Pane, zoomed: bool) {
        self.frame = if rest.height >= 4 {
            Frame::Rule
        } else {
            Frame::Bare
        };
        if focus != Pane::Timeline && rest.height >= 9 && !(zoomed && focus == Pane::Reader) {
            self.strip = Some(cut_bottom(&mut rest, 2));
        }
        *match focus {
            Pane::List => &mut self.list,
            Pane::Reader => &mut self.reader,
            Pane::Timeline => &mut self.timeline,
        } = Some(rest);
    }

    fn stack(&mut self, mut rest: Rect) {
        self.frame = Frame::Rule;
        // A rule, two lanes, the axis, and at least one row under it.
        let timeline = (rest.height / 5).clamp(5, 12);
        self.timeline = Some(cut_bottom(&mut rest, timeline));
        let list = rest.height / 3;
        self.list = Some(cut_top(&mut rest, list));
        self.reader = Some(rest);
    }

    fn three_panes(&mut self, mut rest: Rect) {
        // A quarter of the rows for the timeline: two lanes, the axis, and as
        // many events as are left.
        let height = (rest.height / 4).clamp(8, 16);
        self.timeline = Some(cut_bottom(&mut rest, height));
        let list = if rest.width >= FOUR_PANES {
            rest.width / 4
        } else {
            rest.width / 3
        };
        self.list = Some(cut_left(&mut rest, list));
        if rest.width + list >= FOUR_PANES {
            let evidence = rest.width * 2 / 5;
            self.evidence = Some(cut_right(&mut rest, evidence));
        }
        self.reader = Some(rest);
    }

    /// The cells inside the frames of all panes that are seen.
    pub fn panes(&self) -> impl Iterator<Item = Rect> {
        let areas = [self.list, self.reader, self.evidence, self.timeline];
        areas
            .into_iter()
            .flatten()
            .map(|area| self.frame.inner(area))
    }

    /// The cells inside the frame of a pane; `None` when it is hidden.
    #[must_use]
    pub fn inner(&self, pane: Pane) -> Option<Rect> {
        let area = match pane {
            Pane::List => self.list,
            Pane::Reader => self.reader,
            Pane::Timeline => self.timeline,
        };
        area.map(|area| self.frame.inner(area))
    }
}

/// Where a sheet lies over the panes of a screen. Narrow screens have no
/// columns to give away.
#[must_use]
pub fn sheet((columns, rows): (u16, u16)) -> Rect {
    let side = if columns >= 100 { columns / 10 } else { 0 };
    let top = u16::from(rows >= 12);
    Rect {
        x: side,
        y: top,
        width: columns - 2 * side,
        height: rows.saturating_sub(2 * top + 1).max(1.min(rows)),
    }
}

/// Where a note is written: at the foot, on the side of the reader, so that
/// the passage stays in sight.
#[must_use]
pub fn editor((columns, rows): (u16, u16)) -> Rect {
    let rest = rows.saturating_sub(1);
    let (width, height) = (columns.min(84), (rows / 3).clamp(5, 14).min(rest));
    Rect {
        x: columns - width,
        y: rest - height,
        width,
        height,
    }
}

/// The cells inside a box that keep a column clear of its sides.
#[must_use]
pub fn inside_box(area: Rect) -> Rect {
    let inner = Frame::Box.inner(area);
    Rect {
        x: inner.x + 1.min(inner.width),
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

fn cut_top(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    let cut = Rect {
        height: rows,
        ..*rest
    };
    rest.y += rows;
    rest.height -= rows;
    cut
}

fn cut_bottom(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    rest.height -= rows;
    Rect {
        y: rest.y + rest.height,
        height: rows,
        ..*rest
    }
}

fn cut_left(rest: &mut Rect, columns: u16) -> Rect {
    let columns = columns.min(rest.width);
    let cut = Rect {
        width: columns,
        ..*rest
    };
    rest.x += columns;
    rest.width -= columns;
    cut
}

fn cut_right(rest: &mut Rect, columns: u16) -> Rect {
    let columns = columns.min(rest.width);
    rest.width -= columns;
    Rect {
        x: rest.x + rest.width,
        width: columns,
        ..*rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_lies_inside_the_screen_and_none_overlaps_another() {
        for size in (0..=210)
            .step_by(7)
            .flat_map(|w| (0..=70).map(move |h| (w, h)))
        {
            let ways = [
                (false, Arrangement::Beside),
                (false, Arrangement::Stacked),
                (true, Arrangement::Stacked),
            ];
            for (focus, (zoomed, arrangement)) in Pane::ALL
                .into_iter()
                .flat_map(|pane| ways.map(|way| (pane, way)))
            {
                let l = Layout::new(size, focus, zoomed, arrangement);
                let parts: Vec<Rect> = [
                    l.header, l.list, l.reader, l.evidence, l.timeline, l.strip, l.status,
                ]
                .into_iter()
                .flatten()
                .collect();
                for (i, part) in parts.iter().enumerate() {
                    assert!(
                        part.right() <= size.0 && part.bottom() <= size.1,
                        "{size:?} {part:?}"
                    );
                    assert!(
                        parts[..i].iter().all(|other| !part.intersects(*other)),
                        "{size:?} {parts:?}"
                    );
                }
                assert_eq!(
                    parts.iter().map(|part| part.area()).sum::<u32>(),
                    u32::from(size.0) * u32::from(size.1)
                );
                assert!(l.inner(focus).is_some());
            }
        }
    }

    #[test]
    fn stacked_panes_are_as_wide_as_the_screen() {
        for (size, stands) in [
            ((120, 40), true),
            ((80, 24), true),
            ((40, 20), true),
            ((120, 19), false),
        ] {
            let l = Layout::new(size, Pane::List, false, Arrangement::Stacked);
            let panes: Vec<Rect> = [l.list, l.reader, l.timeline]
                .into_iter()
                .flatten()
                .collect();
            assert_eq!(panes.len() == 3, stands, "{size:?}");
            assert!(panes.iter().all(|pane| pane.width == size.0), "{panes:?}");
        }
    }
}
