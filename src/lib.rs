//! `dateline`: read a press archive in the terminal, along two clocks.
//!
//! This library exists for the program's own tests, benches and fuzz targets;
//! it promises no stability.

#![forbid(unsafe_code)]

pub mod app;
pub mod assets;
pub mod cli;
pub mod command;
pub mod config;
pub mod ingest;
pub mod model;
pub mod runtime;
pub mod search;
pub mod temporal;
pub mod text;
pub mod timeline;
pub mod ui;
