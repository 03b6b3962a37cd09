//! Reads an archive on all cores.

use std::{iter, sync::mpsc::Sender};

use super::{Event, Msg, Sink, pool};
use crate::{
    ingest::{self, Batch, Input, Options},
    model::Problem,
};

/// Files that are read by one thread in one go: at first few, so that there is
/// something to read at once.
const FIRST_FILES: usize = 8;
/// The most.
const MOST_FILES: usize = 512;

/// Reads what the inputs name; batches come in the order of the walk. How many
/// files there are is said as soon as it is known.
pub fn read(inputs: &[Input], options: &Options, events: &Sender<Event>, sink: Sink<Batch>) {
    let (counted, count) = (inputs.to_vec(), events.clone());
    let counting = super::spawn("counting", events, move |_| {
        let _ = count.send(Event::Message(Msg::Counted(ingest::count(&counted))));
    });
    // Without a count the progress is told without its end.
    drop(counting);
    let found = ingest::walk(inputs, &options.bounds).hurried();
    let read = |files, sink: Sink<Batch>| ingest::read(files, options, sink);
    pool::in_order(pool::threads(), groups(found), &read, sink);
}

type Found = Result<ingest::Document, Problem>;

fn groups(mut found: impl Iterator<Item = Found>) -> impl Iterator<Item = Vec<Found>> {
    let mut size = FIRST_FILES;
    iter::from_fn(move || {
        let group: Vec<Found> = found.by_ref().take(size).collect();
        size = (size * 2).min(MOST_FILES);
        (!group.is_empty()).then_some(group)
    })
}
