//! One message, one new state.

use super::{Effect, Msg, State};

/// Takes a message, changes the state, and returns what the world shall do.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Resized(columns, rows) => state.size = (columns, rows),
        Msg::Input(_) => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}
