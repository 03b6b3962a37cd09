//! Where the panes stand: a pure function of the size, the focus and the zoom.
//!
//! From 100x24 three panes in boxes, from 180 columns a fourth for the
//! sentences of the chosen event; below, one pane has the screen and a strip of
//! two rows at the foot keeps the timeline in sight.

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

impl Layout {
    /// The layout of a screen of `size` columns and rows.
    #[must_use]
    pub fn new(size: (u16, u16), focus: Pane, zoomed: bool) -> Self {
        let mut rest = Rect::new(0, 0, size.0, size.1);
        let mut layout = Self::default();
        if rest.height >= 2 {
            layout.status = Some(cut_bottom(&mut rest, 1));
        }
        if rest.height >= 5 {
            layout.header = Some(cut_top(&mut rest, 1));
        }
        if size.0 < THREE_PANES.0 || size.1 < THREE_PANES.1 || zoomed {
            layout.one_pane(rest, focus, zoomed);
        } else {
            layout.three_panes(rest);
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
            for (focus, zoomed) in Pane::ALL
                .into_iter()
                .flat_map(|pane| [(pane, false), (pane, true)])
            {
                let l = Layout::new(size, focus, zoomed);
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
}
