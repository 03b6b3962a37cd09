//! The program without its edges: one [`State`], one closed [`Msg`], one
//! closed [`Effect`], one [`update()`]. Pure: no file, no clock, no terminal.
//!
//! The panes ([`List`], [`Reader`], [`TimePane`]) are plain structs that know
//! nothing of each other; what one key changes in several of them is written
//! down in the files named after the kind of thing one does (`motion`,
//! `dates`, `find`, `keep`, `settings`, `sheets`).

mod citation;
mod commands;
mod dates;
mod effect;
mod environment;
mod filter;
mod find;
mod keep;
mod keys;
pub mod layout;
pub mod list;
mod marks;
mod motion;
mod msg;
pub mod page;
mod palette;
mod prompt;
mod prompt_keys;
mod reader;
mod settings;
mod sheet;
mod sheets;
mod state;
pub mod status;
pub mod timeline;
mod update;

pub use effect::{Effect, Program};
pub use environment::{Colours, Environment};
pub use filter::Filter;
pub use layout::{Layout, Pane};
pub use list::List;
pub use marks::{Marks, Place};
pub use msg::{Input, Loaded, Msg, Outcome};
pub use palette::{Proposal, keys as keys_of, proposals};
pub use prompt::{Prompt, Purpose};
pub use reader::Reader;
pub use sheet::{Line, Sheet, Subject};
pub use state::{LANE_NAMES, Loading, Message, State, Wake, lanes};
use status::sentence;
pub use timeline::{Item, TimePane};
pub use update::update;
