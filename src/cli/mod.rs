//! (to come)

pub mod tag;
