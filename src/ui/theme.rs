//! How each part of the screen looks: named roles, read from TOML.
//!
//! Nothing else in the program names a colour. A theme knows what a thing is
//! (a date, a match), never where it stands.
//!
//! Looks are laid over each other in this order: [`Role::Text`] over the whole
//! screen; what a thing is; [`Role::Selection`] over a chosen line; over it
//! again [`Role::Match`], [`Role::MatchCurrent`] and [`Role::Cursor`].

use std::{collections::BTreeMap, fmt};

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::palette::nearest;
pub use super::palette::value;
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
    Match "match" "A place that was found.";
    MatchCurrent "match-current" "The found place where the cursor is.";
    Status "status" "The status line.";
    StatusError "status-error" "Something went wrong.";
    KeyHint "key-hint" "A key, where the screen says what keys do.";
    BarHappened "bar-happened" "The timeline's lane of what happened.";
    BarPrinted "bar-printed" "The timeline's lane of what was printed.";
    BarSpanned "bar-spanned" "A bucket that only belongs to a longer span.";
    BarLit "bar-lit" "A bucket that the selected article names or was printed in.";
    Axis "axis" "The labels of the timeline.";
    Cursor "cursor" "The cursor of a pane or of a line being typed.";
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
        let raw: Raw = toml::from_str(text).map_err(|error| ThemeError::File {
            file: file.to_owned(),
            line: error
                .span()
                .and_then(|span| text.get(..span.start))
                .map(|before| before.matches('\n').count() + 1),
            reason: error.message().to_owned(),
        })?;
        let wrong = |role: &str, reason: String| ThemeError::Role {
            file: file.to_owned(),
            role: role.to_owned(),
            reason,
        };
        let mut colours = BTreeMap::new();
        for (name, raw) in raw.colours {
            let colour = Colour::read(&raw).map_err(|reason| wrong(&name, reason))?;
            colours.insert(name, colour);
        }
        let mut looks = BTreeMap::new();
        for (name, raw) in raw.roles {
            if !Role::ALL.iter().any(|role| is_stem(&name, role.name())) {
                return Err(wrong(&name, "no role has this name".to_owned()));
            }
            let look = RawRole::deserialize(raw)
                .map_err(|error| error.message().to_owned())
                .and_then(|raw| raw.styles(&colours))
                .map_err(|reason| wrong(&name, reason))?;
            looks.insert(name, look);
        }
        let (styles, sixteen) = Role::ALL
            .iter()
            .map(|role| look(&looks, role.name()))
            .unzip();
        Ok(Self {
            background: raw.background,
            styles,
            sixteen,
        })
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

/// A theme file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    background: Background,
    #[serde(default)]
    colours: BTreeMap<String, toml::Value>,
    roles: BTreeMap<String, toml::Value>,
}

/// A role in a theme file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    fg: Option<toml::Value>,
    bg: Option<toml::Value>,
    #[serde(default)]
    modifiers: Vec<String>,
    /// Another look for terminals with 16 colours.
    sixteen: Option<RawLook>,
}

/// A look without another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLook {
    fg: Option<toml::Value>,
    bg: Option<toml::Value>,
    #[serde(default)]
    modifiers: Vec<String>,
}

/// A colour and its stand-in on terminals with 16.
#[derive(Clone, Copy)]
struct Colour {
    full: Color,
    sixteen: Color,
}

impl Colour {
    /// One value, or a list of one and its stand-in.
    fn read(value: &toml::Value) -> Result<Self, String> {
        match value.as_array().map(Vec::as_slice) {
            None => {
                let full = color(value)?;
                let sixteen = nearest(full, Colours::Sixteen);
                Ok(Self { full, sixteen })
            }
            Some([full, sixteen]) => Ok(Self {
                full: color(full)?,
                sixteen: nearest(color(sixteen)?, Colours::Sixteen),
            }),
            Some(_) => Err("expected a colour, or a list of two".to_owned()),
        }
    }

    /// A name from `[colours]`, or a value.
    fn named(value: &toml::Value, colours: &BTreeMap<String, Self>) -> Result<Self, String> {
        let name = value.as_str().and_then(|name| colours.get(name));
        name.map_or_else(|| Self::read(value), |colour| Ok(*colour))
    }
}

/// `#rrggbb`, an ANSI name, or an index from 0 to 255.
fn color(value: &toml::Value) -> Result<Color, String> {
    let read = match value {
        toml::Value::String(text) => text.parse().ok(),
        toml::Value::Integer(index) => u8::try_from(*index).ok().map(Color::Indexed),
        _ => None,
    };
    read.ok_or_else(|| {
        format!(
            "{value} is no colour: neither a name in [colours], #rrggbb, an ANSI name nor 0 to 255"
        )
    })
}

impl RawRole {
    /// The style with all colours, and the one with 16.
    fn styles(self, colours: &BTreeMap<String, Colour>) -> Result<(Style, Style), String> {
        let look = RawLook {
            fg: self.fg,
            bg: self.bg,
            modifiers: self.modifiers,
        };
        let full = look.style(colours, |colour| colour.full)?;
        let sixteen = self.sixteen.unwrap_or(look);
        Ok((full, sixteen.style(colours, |colour| colour.sixteen)?))
    }
}

impl RawLook {
    fn style(
        &self,
        colours: &BTreeMap<String, Colour>,
        choose: fn(Colour) -> Color,
    ) -> Result<Style, String> {
        let mut style = Style::new();
        if let Some(fg) = &self.fg {
            style = style.fg(choose(Colour::named(fg, colours)?));
        }
        if let Some(bg) = &self.bg {
            style = style.bg(choose(Colour::named(bg, colours)?));
        }
        for name in &self.modifiers {
            style = style.add_modifier(modifier(name)?);
        }
        Ok(style)
    }
}

fn modifier(name: &str) -> Result<Modifier, String> {
    Ok(match name {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        _ => {
            let known = "bold, dim, italic, underlined or reversed";
            return Err(format!("“{name}” is no modifier: not {known}"));
        }
    })
}

/// Whether a role falls back on `stem`: the same, or its beginning up to a
/// dash.
fn is_stem(stem: &str, role: &str) -> bool {
    role.strip_prefix(stem)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The look of a role, else of its stems, else of `text`, else none.
fn look(looks: &BTreeMap<String, (Style, Style)>, role: &str) -> (Style, Style) {
    let stems = std::iter::successors(Some(role), |name| {
        name.rsplit_once('-').map(|(stem, _)| stem)
    });
    stems
        .chain([Role::Text.name()])
        .find_map(|name| looks.get(name).copied())
        .unwrap_or_default()
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
    use super::*;

    #[test]
    fn a_role_that_is_missing_falls_back() {
        let theme = Theme::parse(
            "t.toml",
            "background = \"any\"\n[colours]\nred = [\"#aa0000\", \"lightred\"]\n[roles]\n\
             text = { fg = 7 }\nselection = { bg = \"red\" }\nbar = { fg = \"#00ff00\" }\n\
             cursor = { fg = 1, sixteen = { modifiers = [\"reversed\"] } }\n",
        )
        .unwrap();
        let red = Style::new().bg(Color::Rgb(0xaa, 0, 0));
        let green = Style::new().fg(Color::Rgb(0, 255, 0));
        for (role, expected) in [
            (Role::Text, Style::new().fg(Color::Indexed(7))),
            (Role::Axis, Style::new().fg(Color::Indexed(7))),
            (Role::Selection, red),
            (Role::SelectionUnfocused, red),
            (Role::BarPrinted, green),
            (Role::Cursor, Style::new().fg(Color::Indexed(1))),
        ] {
            assert_eq!(theme.style(role), expected, "{role:?}");
        }
        let sixteen = theme.for_colours(Colours::Sixteen);
        for (role, expected) in [
            (Role::Text, Style::new().fg(Color::Gray)),
            (Role::Selection, Style::new().bg(Color::LightRed)),
            (Role::BarPrinted, Style::new().fg(Color::LightGreen)),
            (Role::Cursor, Style::new().add_modifier(Modifier::REVERSED)),
        ] {
            assert_eq!(sixteen.style(role), expected, "{role:?}");
        }
    }

    #[test]
    fn an_error_names_file_and_place() {
        let head = "background = \"dark\"\n[roles]\n";
        for (text, expected) in [
            ("[roles]\n", "t.toml, line 1: missing field `background`"),
            (
                "background = \"blue\"\n[roles]",
                "t.toml, line 1: unknown variant `blue`",
            ),
            ("background = \"dark\"\n[roles\n", "t.toml, line 2: "),
            (
                "background = \"dark\"\ncolor = 1\n[roles]\n",
                "t.toml, line 2: unknown field `color`",
            ),
            (
                &format!("{head}texts = {{}}"),
                "t.toml, texts: no role has this name",
            ),
            (
                &format!("{head}sel = {{}}"),
                "t.toml, sel: no role has this name",
            ),
            (
                &format!("{head}text = {{ fg = \"rde\" }}"),
                "t.toml, text: \"rde\" is no colour",
            ),
            (
                &format!("{head}text = {{ fg = 256 }}"),
                "t.toml, text: 256 is no colour",
            ),
            (
                &format!("{head}text = {{ fg = [1] }}"),
                "t.toml, text: expected a colour",
            ),
            (
                &format!("{head}text = {{ fgs = 1 }}"),
                "t.toml, text: unknown field `fgs`",
            ),
            (
                &format!("{head}date = {{ modifiers = [\"blink\"] }}"),
                "t.toml, date: “blink” is no modifier",
            ),
            (
                &format!("{head}[colours]\nink = true"),
                "t.toml, ink: true is no colour",
            ),
        ] {
            let error = Theme::parse("t.toml", text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
        let unknown = Theme::load("pink").unwrap_err().to_string();
        let expected = "no theme “pink”; there are dark, high-contrast, light, none";
        assert_eq!(unknown, expected);
    }

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
                (Role::Cursor, Modifier::REVERSED),
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
