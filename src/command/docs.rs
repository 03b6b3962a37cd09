//! What is printed from the table: the help screen's rows, the README's key
//! table, the man page's section, the key tables of `config.toml`.
//!
//! It prints what a keymap has, so that a person's own keys appear in the
//! help; README and man page are printed from the default one.

use super::{
    Argument, Command, Group, Keymap, Row, Scope,
    roff::{Part, Roff},
};

/// A line of the help screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// A heading.
    Group(Group),
    /// A command with its keys as a person reads them, two spaces between.
    Command(&'static Row, String),
}

/// The help screen: every group with its commands, in the order of the table.
#[must_use]
pub fn help(keymap: &Keymap) -> Vec<HelpRow> {
    groups()
        .flat_map(|(group, rows)| {
            let rows = rows.map(|row| HelpRow::Command(row, keys(keymap, row.command, "  ")));
            std::iter::once(HelpRow::Group(group)).chain(rows)
        })
        .collect()
}

/// The keys of a command as a person reads them, with `between` between them;
/// empty when it has none.
#[must_use]
pub fn keys(keymap: &Keymap, command: Command, between: &str) -> String {
    let after = match command.row().argument {
        Argument::Char => " a",
        _ => "",
    };
    let keys: Vec<String> = keymap
        .keys(command)
        .iter()
        .map(|sequence| sequence.pretty() + after)
        .collect();
    keys.join(between)
}

/// The key table of the README.
#[must_use]
pub fn markdown(keymap: &Keymap) -> String {
    let mut out = String::new();
    for (group, rows) in groups() {
        out.push_str(&format!(
            "\n**{}**\n\n| keys | command | what it does | where |\n|---|---|---|---|\n",
            group.heading()
        ));
        for row in rows {
            let keys: Vec<String> = keymap
                .keys(row.command)
                .iter()
                .map(|sequence| code(&sequence.pretty()))
                .collect();
            out.push_str(&format!(
                "| {} | `{}` | {} | {} |\n",
                keys.join(" "),
                row.name,
                row.help.replace('|', "\\|").replace('<', "&lt;"),
                row.scope.place()
            ));
        }
    }
    out.split_off(1)
}

/// A code span in a table cell: `|` would end the cell, a backtick the span.
fn code(keys: &str) -> String {
    let keys = keys.replace('|', "\\|");
    if keys.contains('`') {
        format!("`` {keys} ``")
    } else {
        format!("`{keys}`")
    }
}

/// The keys in the man page.
pub fn roff(keymap: &Keymap, page: &mut Roff) {
    for (group, rows) in groups() {
        page.subsection(group.heading());
        for row in rows {
            let mut tag = vec![Part::Literal(keys(keymap, row.command, "  "))];
            if keymap.keys(row.command).is_empty() {
                tag = vec![Part::Literal(format!(":{}", row.name))];
            }
            if row.argument == Argument::Count {
                tag.insert(0, Part::Plain("[".into()));
                tag.insert(1, Part::Placeholder("N".into()));
                tag.insert(2, Part::Plain("] ".into()));
            }
            let place = match row.scope {
                Scope::Global | Scope::Pane => String::new(),
                scope => format!(" ({})", scope.place()),
            };
            page.tagged(&tag, &format!("{}{place}. [{}]", row.help, row.name));
        }
    }
}

/// The key tables of `config.toml` with every command's keys, each line
/// behind a `#`.
#[must_use]
pub fn config(keymap: &Keymap) -> String {
    let mut out = String::new();
    for scope in Scope::ALL {
        out.push_str(&format!(
            "\n# Keys {}.\n[keys.{}]\n",
            scope.place(),
            scope.name()
        ));
        for row in Command::ALL.iter().filter(|row| row.scope == scope) {
            let keys: Vec<String> = keymap
                .keys(row.command)
                .iter()
                .map(|sequence| quoted(&sequence.to_string()))
                .collect();
            let line = format!("# {} = [{}]", row.name, keys.join(", "));
            out.push_str(&format!("{line:<52}  # {}\n", row.help));
        }
    }
    out
}

/// A TOML string. No key holds a control character.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn groups() -> impl Iterator<Item = (Group, impl Iterator<Item = &'static Row>)> {
    Group::ALL.into_iter().map(|group| {
        let rows = Command::ALL.iter().filter(move |row| row.group == group);
        (group, rows)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;
    use crate::command::Rebinding;

    fn own() -> Keymap {
        let wish = Rebinding {
            scope: Scope::Pane,
            name: "pipe".into(),
            keys: vec!["ctrl-x |".into(), "`".into(), "\"".into()],
        };
        Keymap::default().rebound(&[wish]).unwrap()
    }

    #[test]
    fn the_help_has_every_command_once_under_its_heading() {
        let mut group = None;
        let mut seen = 0;
        for row in help(&Keymap::default()) {
            match row {
                HelpRow::Group(heading) => group = Some(heading),
                HelpRow::Command(row, _) => {
                    assert_eq!(group, Some(row.group), "{}", row.name);
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, Command::ALL.len());
    }

    #[test]
    fn a_persons_own_keys_appear_everywhere() {
        let keymap = own();
        assert_eq!(keys(&keymap, Command::Pipe, "  "), "Ctrl-X |  `  \"");
        assert!(markdown(&keymap).contains("| `Ctrl-X \\|` `` ` `` `\"` | `pipe` |"));
        assert!(config(&keymap).contains(r#"# pipe = ["ctrl-x |", "`", "\""]"#));
        let mut page = Roff::default();
        roff(&keymap, &mut page);
        assert!(page.finish().contains("\\fBCtrl\\-X |  \\(ga  \"\\fR\n"));
    }

    #[test]
    fn every_line_of_the_markdown_is_a_row_of_four_cells() {
        for line in markdown(&own()).lines() {
            let bars = line.replace("\\|", "").matches('|').count();
            assert!(bars == 0 || bars == 5, "{line}");
        }
    }
}
