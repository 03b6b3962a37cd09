//! What keys mean: the defaults of the table, and a person's own on top.
//!
//! It knows neither files nor lines; a refused change says which of the given
//! changes it was, and `config` finds the line.

use std::fmt;

use super::{Command, Key, KeyError, Row, Scope, Sequence, nearest};

/// What keys mean in every scope.
///
/// Within a scope no sequence is bound twice and none is the beginning of
/// another, so no key ever has to wait for a time-out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// The keys of each command, by its place in the table.
    keys: Vec<Vec<Sequence>>,
    /// Every binding in the order of scope and sequence.
    bindings: Vec<(Scope, Sequence, Command)>,
}

/// What keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// This command.
    Command(Command),
    /// The beginning of something.
    Pending,
    /// Nothing here.
    Unknown,
}

/// A wish to give a command other keys, as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// The scope under which it was written.
    pub scope: Scope,
    /// The command's name.
    pub name: String,
    /// Its new keys instead of all old ones; none: it keeps no key.
    pub keys: Vec<String>,
}

/// A wish that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which of the given rebindings, from 0.
    pub rebinding: usize,
    /// Which of its keys, from 0, if it was one of them.
    pub key: Option<usize>,
    /// Why.
    pub reason: Reason,
}

/// Why a rebinding was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No command has this name.
    UnknownCommand {
        /// As it was written.
        name: String,
        /// A name like it.
        meant: Option<&'static str>,
    },
    /// The command belongs to another scope.
    OtherScope(&'static Row),
    /// The text is no key.
    BadKey(KeyError),
    /// The same sequence, or one that begins with it or that it begins with,
    /// means another command in this scope.
    Taken {
        /// The keys that were asked for.
        wanted: Sequence,
        /// The keys that are in the way.
        bound: Sequence,
        /// What they mean.
        by: &'static Row,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCommand { name, meant } => {
                write!(f, "no such command: {name:?}")?;
                match meant {
                    Some(meant) => write!(f, "; did you mean {meant:?}?"),
                    None => Ok(()),
                }
            }
            Self::OtherScope(row) => write!(
                f,
                "{:?} belongs under [keys.{}]",
                row.name,
                row.scope.name()
            ),
            Self::BadKey(error) => error.fmt(f),
            Self::Taken { wanted, bound, by } if wanted == bound => write!(
                f,
                "\"{wanted}\" already means {:?} here; give that command other keys, or none: {} = []",
                by.name, by.name
            ),
            Self::Taken { wanted, bound, by } => write!(
                f,
                "\"{wanted}\" and \"{bound}\" ({}) begin alike, so the shorter one would have to wait",
                by.name
            ),
        }
    }
}

impl std::error::Error for Reason {}

impl Default for Keymap {
    fn default() -> Self {
        let keys = Command::ALL
            .iter()
            .map(|row| {
                row.keys
                    .iter()
                    .map(|key| key.parse().expect("a test reads every key of the table"))
                    .collect()
            })
            .collect();
        Self::of(keys)
    }
}

impl Keymap {
    fn of(keys: Vec<Vec<Sequence>>) -> Self {
        let mut bindings: Vec<_> = Command::ALL
            .iter()
            .zip(&keys)
            .flat_map(|(row, keys)| {
                keys.iter()
                    .map(|sequence| (row.scope, sequence.clone(), row.command))
            })
            .collect();
        bindings.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Self { keys, bindings }
    }

    /// What the keys `pending` mean when `scopes` are asked in this order:
    /// the first scope that knows them, whole or as a beginning, decides.
    #[must_use]
    pub fn look_up(&self, scopes: &[Scope], pending: &[Key]) -> Lookup {
        for &scope in scopes {
            match self.beginning(scope, pending).first() {
                Some((_, sequence, command)) if sequence.keys() == pending => {
                    return Lookup::Command(*command);
                }
                Some(_) => return Lookup::Pending,
                None => {}
            }
        }
        Lookup::Unknown
    }

    /// The keys of a command, the best first; empty when it has none.
    #[must_use]
    pub fn keys(&self, command: Command) -> &[Sequence] {
        &self.keys[command as usize]
    }

    /// Which keys may follow `pending`, and the command each leads to: the
    /// rows of a hint box, in the order of scopes and keys. A key that leads
    /// to several commands has a row for each.
    #[must_use]
    pub fn continuations(&self, scopes: &[Scope], pending: &[Key]) -> Vec<(Key, &'static Row)> {
        scopes
            .iter()
            .flat_map(|&scope| self.beginning(scope, pending))
            .filter(|(_, sequence, command)| {
                // A scope asked earlier may give the same keys another sense.
                self.look_up(scopes, sequence.keys()) == Lookup::Command(*command)
            })
            .filter_map(|(_, sequence, command)| {
                Some((*sequence.keys().get(pending.len())?, command.row()))
            })
            .collect()
    }

    /// The bindings of a scope that begin with these keys, the shortest first.
    fn beginning(&self, scope: Scope, keys: &[Key]) -> &[(Scope, Sequence, Command)] {
        let start = self
            .bindings
            .partition_point(|(s, sequence, _)| (*s, sequence.keys()) < (scope, keys));
        let rest = &self.bindings[start..];
        let end = rest
            .partition_point(|(s, sequence, _)| *s == scope && sequence.keys().starts_with(keys));
        &rest[..end]
    }

    /// This keymap with the wishes on top.
    ///
    /// # Errors
    ///
    /// Every wish that cannot be met; then none is.
    pub fn rebound(&self, wishes: &[Rebinding]) -> Result<Self, Vec<Refusal>> {
        let mut keys = self.keys.clone();
        let mut refused = Vec::new();
        // Which wish gave a command its keys.
        let mut origin: Vec<Option<usize>> = vec![None; keys.len()];
        for (index, wish) in wishes.iter().enumerate() {
            match command_of(wish) {
                Err(reason) => refused.push(Refusal {
                    rebinding: index,
                    key: None,
                    reason,
                }),
                Ok(command) => {
                    origin[command as usize] = Some(index);
                    keys[command as usize] = sequences(index, &wish.keys, &mut refused);
                }
            }
        }
        let keymap = Self::of(keys);
        refused.extend(keymap.conflicts(&origin));
        if refused.is_empty() {
            Ok(keymap)
        } else {
            refused.sort_by_key(|refusal| (refusal.rebinding, refusal.key));
            Err(refused)
        }
    }

    /// Sequences that are bound twice or that begin another one, each blamed
    /// on the wish that was met last.
    fn conflicts(&self, origin: &[Option<usize>]) -> Vec<Refusal> {
        let mut found = Vec::new();
        let mut shortest: Option<&(Scope, Sequence, Command)> = None;
        // In this order all that begin with a sequence follow it at once.
        for binding in &self.bindings {
            let (scope, longer, other) = binding;
            let Some((_, shorter, command)) = shortest
                .filter(|(s, shorter, _)| s == scope && longer.keys().starts_with(shorter.keys()))
            else {
                shortest = Some(binding);
                continue;
            };
            let (wanted, bound, blamed, by) = if origin[*command as usize] > origin[*other as usize]
            {
                (shorter, longer, *command, *other)
            } else {
                (longer, shorter, *other, *command)
            };
            if let Some(rebinding) = origin[blamed as usize] {
                found.push(Refusal {
                    rebinding,
                    key: self.keys(blamed).iter().rposition(|key| key == wanted),
                    reason: Reason::Taken {
                        wanted: wanted.clone(),
                        bound: bound.clone(),
                        by: by.row(),
                    },
                });
            }
        }
        found
    }
}

fn command_of(wish: &Rebinding) -> Result<Command, Reason> {
    let Some(command) = Command::named(&wish.name) else {
        return Err(Reason::UnknownCommand {
            name: wish.name.clone(),
            meant: nearest(&wish.name, Command::ALL.iter().map(|row| row.name)),
        });
    };
    if command.row().scope == wish.scope {
        Ok(command)
    } else {
        Err(Reason::OtherScope(command.row()))
    }
}

fn sequences(rebinding: usize, written: &[String], refused: &mut Vec<Refusal>) -> Vec<Sequence> {
    let mut sequences = Vec::new();
    for (key, text) in written.iter().enumerate() {
        match text.parse() {
            Ok(sequence) => sequences.push(sequence),
            Err(error) => refused.push(Refusal {
                rebinding,
                key: Some(key),
                reason: Reason::BadKey(error),
            }),
        }
    }
    sequences
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;

    const LIST: &[Scope] = &[Scope::List, Scope::Pane, Scope::Global];
    const TIMELINE: &[Scope] = &[Scope::Timeline, Scope::Pane, Scope::Global];

    fn keys(text: &str) -> Vec<Key> {
        text.split_whitespace()
            .map(|k| k.parse().unwrap())
            .collect()
    }

    fn wish(scope: Scope, name: &str, keys: &[&str]) -> Rebinding {
        Rebinding {
            scope,
            name: name.into(),
            keys: keys.iter().map(|&k| k.into()).collect(),
        }
    }

    #[test]
    fn the_first_scope_that_knows_a_key_decides() {
        let keymap = Keymap::default();
        let check = |scopes, text: &str, expected| {
            assert_eq!(keymap.look_up(scopes, &keys(text)), expected, "{text}");
        };
        check(LIST, "j", Lookup::Command(Command::Down));
        check(LIST, "z", Lookup::Command(Command::Zoom));
        check(TIMELINE, "z", Lookup::Command(Command::ZoomIn));
        check(LIST, "ctrl-o", Lookup::Command(Command::Back));
        check(&[Scope::Prompt], "ctrl-o", Lookup::Unknown);
        check(LIST, "g", Lookup::Pending);
        check(LIST, "g g", Lookup::Command(Command::Top));
        check(LIST, "g x", Lookup::Unknown);
        check(LIST, "ctrl-q", Lookup::Unknown);
        check(&[], "j", Lookup::Unknown);
    }

    #[test]
    fn a_beginning_in_an_earlier_scope_hides_a_key_of_a_later_one() {
        let keymap = Keymap::default()
            .rebound(&[wish(Scope::List, "sort", &["j s"])])
            .unwrap();
        assert_eq!(keymap.look_up(LIST, &keys("j")), Lookup::Pending);
        assert_eq!(
            keymap.look_up(TIMELINE, &keys("j")),
            Lookup::Command(Command::Down)
        );
    }

    #[test]
    fn every_key_of_the_table_is_found_in_its_scope() {
        let keymap = Keymap::default();
        for row in Command::ALL {
            assert_eq!(keymap.keys(row.command).len(), row.keys.len());
            for sequence in keymap.keys(row.command) {
                assert_eq!(
                    keymap.look_up(&[row.scope], sequence.keys()),
                    Lookup::Command(row.command)
                );
            }
        }
    }

    #[test]
    fn the_hint_box_shows_what_may_follow() {
        let keymap = Keymap::default()
            .rebound(&[
                wish(Scope::List, "sort", &["g s"]),
                wish(Scope::List, "reverse", &["g g"]),
            ])
            .unwrap();
        let after = keymap.continuations(LIST, &keys("g"));
        let after: Vec<_> = after
            .iter()
            .map(|(key, row)| (key.to_string(), row.command))
            .collect();
        // `g g` of the pane is hidden by the list's.
        assert_eq!(
            after,
            [("g".into(), Command::Reverse), ("s".into(), Command::Sort)]
        );
        assert!(keymap.continuations(LIST, &keys("x y")).is_empty());
    }

    #[test]
    fn a_list_of_keys_replaces_the_old_ones() {
        let keymap = Keymap::default()
            .rebound(&[
                wish(Scope::Pane, "down", &["n"]),
                wish(Scope::Pane, "find-next", &[]),
            ])
            .unwrap();
        assert_eq!(
            keymap.look_up(LIST, &keys("n")),
            Lookup::Command(Command::Down)
        );
        assert_eq!(keymap.look_up(LIST, &keys("j")), Lookup::Unknown);
        assert!(keymap.keys(Command::FindNext).is_empty());
    }

    /// Where, which command, its new keys; the key that is refused, and why.
    type Refused = (
        Scope,
        &'static str,
        &'static [&'static str],
        Option<usize>,
        &'static str,
    );

    #[test]
    fn a_wish_that_cannot_be_met_is_refused_with_its_place() {
        let cases: &[Refused] = &[
            (
                Scope::Pane,
                "dwon",
                &["x"],
                None,
                "no such command: \"dwon\"; did you mean \"down\"?",
            ),
            (
                Scope::List,
                "down",
                &["x"],
                None,
                "\"down\" belongs under [keys.pane]",
            ),
            (
                Scope::Pane,
                "down",
                &["x", "spcae"],
                Some(1),
                "no such key: \"spcae\"; did you mean \"space\"?",
            ),
            (
                Scope::Pane,
                "down",
                &["x", "k"],
                Some(1),
                "\"k\" already means \"up\" here; give that command other keys, or none: up = []",
            ),
            (
                Scope::Pane,
                "down",
                &["g"],
                Some(0),
                "\"g\" and \"g g\" (top) begin alike, so the shorter one would have to wait",
            ),
            (
                Scope::Pane,
                "down",
                &["b b"],
                Some(0),
                "\"b b\" and \"b\" (page-up) begin alike, so the shorter one would have to wait",
            ),
            (
                Scope::Pane,
                "down",
                &["x", "x"],
                Some(1),
                "\"x\" already means \"down\" here; give that command other keys, or none: down = []",
            ),
        ];
        for &(scope, name, keys, key, said) in cases {
            let refused = Keymap::default()
                .rebound(&[
                    wish(Scope::Global, "quit", &["ctrl-q"]),
                    wish(scope, name, keys),
                ])
                .unwrap_err();
            let [refusal] = refused.as_slice() else {
                panic!("{name} {keys:?}: {refused:?}");
            };
            assert_eq!((refusal.rebinding, refusal.key), (1, key), "{keys:?}");
            assert_eq!(refusal.reason.to_string(), said);
        }
    }

    #[test]
    fn two_commands_may_exchange_their_keys() {
        let keymap = Keymap::default()
            .rebound(&[
                wish(Scope::Pane, "down", &["k"]),
                wish(Scope::Pane, "up", &["j"]),
            ])
            .unwrap();
        assert_eq!(
            keymap.look_up(LIST, &keys("j")),
            Lookup::Command(Command::Up)
        );
    }
}
