//! The program without its edges: one [`State`], one closed [`Msg`], one
//! closed [`Effect`], one [`update()`]. Pure: no file, no clock, no terminal.
//!
//! The panes ([`List`], [`Reader`], [`TimePane`]) are plain structs that know
//! nothing of each other; what one key changes in several of them is written
//! down in the files named after the kind of thing one does (`motion`,
//! `dates`, `find`, `keep`, `notes`, `rulings`, `settings`, `sheets`). What lasts from run
//! to run is imaged in [`Memory`]; `keeping` sends changes to the store.

pub mod browser;
mod choices;
mod cite;
mod commands;
pub mod copies;
pub mod coverage;
mod dates;
mod desk;
pub mod editor;
mod effect;
mod environment;
mod field;
mod filter;
mod find;
pub mod greeting;
mod hand;
mod keep;
mod keeping;
mod keys;
pub mod layout;
pub mod list;
mod marks;
mod memory;
mod motion;
mod msg;
pub mod notes;
mod outline;
pub mod page;
mod palette;
mod picking;
mod prompt;
mod prompt_keys;
mod reader;
mod research;
mod restoring;
mod rulings;
pub mod searching;
mod selection;
mod settings;
mod sheet;
mod sheets;
mod state;
pub mod status;
pub mod timeline;
mod update;
mod views;
mod weaving;
mod window;
mod wire;

pub use browser::Browser;
pub use editor::Editor;
pub use effect::{Copied, Effect, Program};
pub use environment::{Colours, Environment};
pub use filter::Filter;
pub use hand::Hand;
pub use layout::{Layout, Pane};
pub use list::List;
pub use marks::{Marks, Place};
pub use memory::Memory;
pub use msg::{Input, Loaded, Msg, Outcome, Restored};
pub use notes::at_hand as note_at_hand;
pub use palette::{Proposal, keys as keys_of, proposals};
pub use prompt::{Prompt, Purpose};
pub use reader::Reader;
pub use searching::Searching;
pub use selection::Selection;
pub use sheet::{Line, Sheet, Subject, Target};
pub use state::{Loading, Message, Progress, State, Wake};
use status::sentence;
pub use timeline::{Bar, Item, TimePane, lanes};
pub use update::update;
pub use window::{Style, Window};
pub use wire::{FrameCost, LAST, Tally, Times, WireReport};
