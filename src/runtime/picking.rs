//! The thread that looks through titles and sources for what is typed: the
//! newest wish alone counts.

use std::{
    io,
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Sender},
    },
};

use super::{event::Event, jobs};
use crate::{app::Msg, model::Corpus, search};

/// The loop's end of the thread.
#[derive(Debug)]
pub struct Picker {
    wishes: Sender<(Corpus, String, u64)>,
    newest: Arc<AtomicU64>,
}

impl Picker {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn start(events: &Sender<Event>) -> io::Result<Self> {
        let (wishes, inbox) = mpsc::channel::<(Corpus, String, u64)>();
        let newest = Arc::new(AtomicU64::new(0));
        let wanted = Arc::clone(&newest);
        jobs::spawn("picking", events, move |events| {
            for (corpus, typed, generation) in inbox {
                if wanted.load(Ordering::SeqCst) != generation {
                    continue;
                }
                search::pick(&corpus, &typed, generation, &mut |picks| {
                    let goes_on = wanted.load(Ordering::SeqCst) == generation
                        && events.send(Event::Message(Msg::Picked(picks))).is_ok();
                    match goes_on {
                        true => ControlFlow::Continue(()),
                        false => ControlFlow::Break(()),
                    }
                });
            }
        })?;
        Ok(Self { wishes, newest })
    }

    /// Asks for what is typed; an older wish stops.
    pub fn pick(&self, corpus: Corpus, typed: String, generation: u64) {
        self.newest.store(generation, Ordering::SeqCst);
        // A thread that is gone has said why.
        let _ = self.wishes.send((corpus, typed, generation));
    }
}
