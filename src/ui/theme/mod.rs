//! How each part of the screen looks: named roles, read from TOML.
//!
//! Nothing else in the program names a colour. A theme knows what a thing is
//! (a date, a match), never where it stands.
//!
//! Looks are laid over each other in this order: [`Role::Text`] over the whole
//! screen; what a thing is; [`Role::Selection`] over a chosen line; over it
//! again [`Role::Match`], [`Role::MatchCurrent`] and [`Role::Cursor`].

mod file;
mod palette;

use std::fmt;

use palette::nearest;
pub use palette::value;
use ratatui::style::Style;
use serde::Deserialize;

use crate::{app::Colours, assets};

macro_rules! roles {
    ($($variant:ident $name:literal $doc:literal;)*) => {
        /// A part of the screen that has a look of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $(#[doc = $doc] $variant,)*
        }

        impl Role {
            /// All roles, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that theme files use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

roles! {
    Text "text" "Running text; the whole screen is filled with it first.";
    Dim "dim" "What stands back: source, length, counts.";
    Accent "accent" "What stands out without being any of the others.";
    Border "border" "The frame of a pane.";
    BorderFocus "border-focus" "The frame of the pane that has the keyboard.";
    Title "title" "The headline of an article; the title of a pane.";
    Heading "heading" "A heading inside a pane: a year, a group of commands.";
    Selection "selection" "The chosen line, in the pane that has the keyboard.";
    SelectionUnfocused "selection-unfocused" "The chosen line of any other pane.";
    Unread "unread" "The dot of an article that was not read.";
    Mark "mark" "A star, a mark.";
    Date "date" "A date expression in a text.";
    DateCurrent "date-current" "The date expression under the cursor.";
    Link "link" "Words that lead somewhere.";
    Noted "noted" "A passage with a note.";
    Highlight "highlight" "A passage highlighted as important.";
    HighlightFact "highlight-fact" "A passage highlighted as a fact.";
    HighlightQuestion "highlight-question" "A passage highlighted as a question.";
    HighlightWording "highlight-wording" "A passage highlighted for its wording.";
    Match "match" "A place that was found.";
    Match2 "match-2" "A place of the second term that was looked for.";
    Match3 "match-3" "A place of the third.";
    Match4 "match-4" "A place of the fourth and all further ones.";
    MatchCurrent "match-current" "The found place where the cursor is.";
    Status "status" "The status line.";
    StatusError "status-error" "Something went wrong.";
    KeyHint "key-hint" "A key, where the screen says what keys do.";
    BarHappened "bar-happened" "The timeline's lane of what happened.";
    BarPrinted "bar-printed" "The timeline's lane of what was printed.";
    BarSpanned "bar-spanned" "A bucket that only belongs to a longer span.";
    BarLit "bar-lit" "A bucket that the selected article names or was printed in.";
    Axis "axis" "The labels of the timeline.";
    Cursor "cursor" "The bucket under the timeline's cursor, and those of a brush.";
    Footer "footer" "The footer of an article.";
    Input "input" "A line being typed.";
}

/// For which terminals a theme is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Background {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// Any: the theme takes the terminal's own colours.
    Any,
}

/// A look for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    background: Background,
    /// By the number of the role.
    styles: Vec<Style>,
    /// The same for terminals with 16 colours.
    sixteen: Vec<Style>,
}

/// Why a theme cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeError {
    /// There is no theme of this name.
    Unknown(String),
    /// The file is not what a theme is.
    File {
        /// The file's name.
        file: String,
        /// The line that is wrong, from 1; `None` when it is no single one.
        line: Option<usize>,
        /// What is wrong.
        reason: String,
    },
    /// One role, or one named colour, is wrong.
    Role {
        /// The file's name.
        file: String,
        /// The role or colour, as the file names it.
        role: String,
        /// What is wrong.
        reason: String,
    },
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                let known: Vec<_> = Theme::names().collect();
                write!(f, "no theme “{name}”; there are {}", known.join(", "))
            }
            Self::File {
                file,
                line: Some(line),
                reason,
            } => write!(f, "{file}, line {line}: {reason}"),
            Self::File { file, reason, .. } => write!(f, "{file}: {reason}"),
            Self::Role { file, role, reason } => write!(f, "{file}, {role}: {reason}"),
        }
    }
}

impl std::error::Error for ThemeError {}

impl Theme {
    /// The names of the themes in the program, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        assets::under("themes")
            .filter_map(|(file, _)| file.strip_prefix("themes/")?.strip_suffix(".toml"))
    }

    /// The theme of this name, with all its colours.
    ///
    /// # Errors
    /// When there is none, or its file is wrong.
    pub fn load(name: &str) -> Result<Self, ThemeError> {
        let file = format!("themes/{name}.toml");
        let text = assets::get(&file).ok_or_else(|| ThemeError::Unknown(name.to_owned()))?;
        Self::parse(&file, text)
    }

    /// Reads a theme; `file` is the name that errors give.
    ///
    /// # Errors
    /// When the text is not TOML, names an unknown role, colour or modifier,
    /// or lacks `background`.
    pub fn parse(file: &str, text: &str) -> Result<Self, ThemeError> {
        file::read(file, text)
    }

    /// For which terminals the theme is made.
    #[must_use]
    pub const fn background(&self) -> Background {
        self.background
    }

    /// How a role looks: a change to what is under it.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// How a role looks on the ground of running text, whatever stood there before.
    #[must_use]
    pub fn whole(&self, role: Role) -> Style {
        Style::reset()
            .patch(self.style(Role::Text))
            .patch(self.style(role))
    }

    /// The theme as a terminal with `colours` can show it.
    ///
    /// Without colours no style names one, since crossterm under `NO_COLOR`
    /// writes an SGR 0 wherever a colour changes, which would end the
    /// modifiers too; instead every role takes on the modifiers that it has
    /// in the theme `none`.
    #[must_use]
    pub fn for_colours(&self, colours: Colours) -> Self {
        let styles = match colours {
            Colours::True => self.styles.clone(),
            Colours::Indexed => self
                .styles
                .iter()
                .map(|style| reduced(*style, colours))
                .collect(),
            Colours::Sixteen => self.sixteen.clone(),
            Colours::None => {
                let none = Self::load("none").expect("the embedded theme is checked by a test");
                let both = self.styles.iter().zip(&none.styles);
                both.map(|(style, none)| {
                    Style::new().add_modifier(style.add_modifier | none.add_modifier)
                })
                .collect()
            }
        };
        Self {
            background: self.background,
            sixteen: styles.clone(),
            styles,
        }
    }
}

/// The style with the nearest colours that there are.
fn reduced(style: Style, colours: Colours) -> Style {
    Style {
        fg: style.fg.map(|color| nearest(color, colours)),
        bg: style.bg.map(|color| nearest(color, colours)),
        ..style
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;

    #[test]
    fn without_colours_modifiers_carry_the_meaning() {
        for name in Theme::names() {
            let theme = Theme::load(name).unwrap().for_colours(Colours::None);
            for role in Role::ALL {
                let style = theme.style(*role);
                assert_eq!((style.fg, style.bg), (None, None), "{name} {role:?}");
            }
            for (role, modifier) in [
                (Role::Selection, Modifier::REVERSED),
                (Role::SelectionUnfocused, Modifier::REVERSED),
                (Role::Date, Modifier::UNDERLINED),
                (Role::Title, Modifier::BOLD),
                (Role::Match, Modifier::UNDERLINED),
                (Role::MatchCurrent, Modifier::REVERSED),
                (Role::Cursor, Modifier::UNDERLINED),
                (Role::BorderFocus, Modifier::BOLD),
            ] {
                let style = theme.style(role);
                assert!(style.add_modifier.contains(modifier), "{name} {role:?}");
            }
            let selection = theme.style(Role::Selection).add_modifier;
            let found = theme.style(Role::Match).add_modifier;
            assert!(
                !found.difference(selection).is_empty(),
                "{name}: a match in a selection"
            );
        }
    }
}
