//! A theme file: what was written, and the styles that it means.
//!
//! It reads a text, no file, and names the file and the role in every error.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::{Background, Role, Theme, ThemeError, palette::nearest};
use crate::app::Colours;

/// Reads a theme; see [`Theme::parse`].
pub fn read(file: &str, text: &str) -> Result<Theme, ThemeError> {
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
    Ok(Theme {
        background: raw.background,
        styles,
        sixteen,
    })
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
        let expected = "no theme “pink”; there are colour-blind, dark, high-contrast, light, none";
        assert_eq!(unknown, expected);
    }
}
