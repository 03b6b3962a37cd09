//! The program without its edges: one [`State`], one closed [`Msg`], one
//! closed [`Effect`], one [`update`]. Pure: no file, no clock, no terminal.

mod effect;
mod msg;
mod state;
mod update;

pub use effect::{Effect, Program};
pub use msg::{Input, Loaded, Msg, Outcome};
pub use state::State;
pub use update::update;
