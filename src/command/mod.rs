//! The one table of commands, and all that is printed from it: the keymap,
//! the help screen, the palette, the key hints, the README's key table, the
//! man page and the names in `config.toml`.
//!
//! It knows no state and no screen: what a command does is `app`'s business.

pub mod docs;
mod key;
mod keymap;
mod nearest;
pub mod roff;
mod sequence;
mod table;

pub use key::{Code, Key, KeyError};
pub use keymap::{Keymap, Lookup, Reason, Rebinding, Refusal};
pub use nearest::nearest;
pub use sequence::{Sequence, pretty};
pub use table::{Argument, Command, Group, Row, Scope};
