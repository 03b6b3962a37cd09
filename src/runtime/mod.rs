//! The edge.
mod decode;
mod sequence;
