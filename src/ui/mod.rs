//! From the state to a frame. Reads the state, writes nothing but the frame.

use crate::app::State;

/// Draws the state.
pub fn view(state: &State, frame: &mut ratatui::Frame) {
    let _ = (state, frame);
}
