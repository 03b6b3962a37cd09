//! Pictures of real screens as SVG, for the front page: a scene says how large
//! the screen is, which theme it has and which keys lead to it; `stage` plays
//! it, `svg` draws the frame.

mod stage;
mod svg;

/// A screen of the front page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// What a newcomer meets, on a dark terminal.
    First,
    /// The same on a light terminal.
    FirstLight,
    /// The same on the smallest common terminal.
    FirstSmall,
    /// The same on a small light terminal.
    FirstSmallLight,
    /// A date under the cursor, resolved.
    Date,
    /// How that date and its event came about.
    Explanation,
    /// An event on the timeline, and who tells it.
    Timeline,
    /// A range of what happened, and when it was written about.
    Brush,
    /// A search.
    Search,
    /// A passage highlighted and noted.
    Note,
    /// The panes stacked, for a slow line.
    Stacked,
}

/// How a scene comes about.
struct Plan {
    /// The name of the file.
    name: &'static str,
    /// Columns and rows.
    size: (u16, u16),
    /// The name of the theme.
    theme: &'static str,
    /// Keys as `config.toml` writes them, one blank between; what stands
    /// between quotation marks is typed, `_` for a blank.
    keys: &'static str,
}

impl Scene {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::First,
        Self::FirstLight,
        Self::FirstSmall,
        Self::FirstSmallLight,
        Self::Date,
        Self::Explanation,
        Self::Timeline,
        Self::Brush,
        Self::Search,
        Self::Note,
        Self::Stacked,
    ];

    /// The name of its file: `date` for `assets/screens/date.svg`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.plan().name
    }

    /// The scene as an SVG document.
    #[must_use]
    pub fn svg(self) -> String {
        let plan = self.plan();
        svg::drawn(&stage::play(&plan), svg::Sheet::of(plan.theme))
    }

    const fn plan(self) -> Plan {
        match self {
            Self::First => Plan::new("first", USUAL, "dark", ""),
            Self::FirstLight => Plan::new("first-light", USUAL, "light", ""),
            Self::FirstSmall => Plan::new("first-80x24", SMALL, "dark", ""),
            Self::FirstSmallLight => Plan::new("first-80x24-light", SMALL, "light", ""),
            Self::Date => Plan::new("date", USUAL, "dark", "3 enter"),
            Self::Explanation => Plan::new("explanation", USUAL, "dark", "3 enter enter"),
            Self::Timeline => Plan::new("timeline", USUAL, "dark", "3 z t"),
            Self::Brush => Plan::new("brush", USUAL, "dark", "3 v l l l"),
            Self::Search => {
                let keys = "s \"joint_declaration_happened:2000\" enter";
                Plan::new("search", USUAL, "dark", keys)
            }
            Self::Note => Plan::new("note", USUAL, "dark", "enter } } v ) ) H 1"),
            Self::Stacked => Plan::new("stacked", USUAL, "dark", "L"),
        }
    }
}

impl Plan {
    const fn new(
        name: &'static str,
        size: (u16, u16),
        theme: &'static str,
        keys: &'static str,
    ) -> Self {
        Self {
            name,
            size,
            theme,
            keys,
        }
    }
}

/// The everyday size of a terminal.
const USUAL: (u16, u16) = (120, 40);
/// The smallest common one.
const SMALL: (u16, u16) = (80, 24);
