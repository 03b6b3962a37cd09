//! The thread that has the store. The loop never waits for the disk: wishes
//! go in, answers come back as messages.
//!
//! What was asked by hand is carried out at once. Places, what was on the
//! screen, desks and the way back change with every key: of each the newest
//! waits, for a second at the most, and
//! everything that waits is written before the program leaves.

use std::{
    collections::HashMap,
    io,
    path::PathBuf,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    time::{Duration, Instant},
};

use super::{event::Event, jobs};
use crate::{
    app::Msg,
    model::{Body, Change, Kept, Manner, Wish},
    store::{Opened, Store},
};

/// How long a place may wait for a newer one.
const WAIT: Duration = Duration::from_secs(1);
/// How long what could not be saved waits to be tried again, at first and at
/// the most.
const RETRIES: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(30));
/// How long leaving waits for a disk that does not answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The loop's end of the thread.
#[derive(Debug)]
pub struct Keeper {
    wishes: Option<Sender<Wish>>,
    /// Cut off when the thread has written everything.
    ended: Receiver<()>,
}

impl Keeper {
    /// Starts the thread, which opens the store and says what is kept.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn start(
        path: Option<PathBuf>,
        archive: Option<Box<str>>,
        events: &Sender<Event>,
    ) -> io::Result<Self> {
        let (wishes, inbox) = mpsc::channel();
        let (alive, ended) = mpsc::channel();
        jobs::spawn("keeping notes", events, move |events| {
            let _alive: Sender<()> = alive;
            let answer = |kept| drop(events.send(Event::Message(Msg::Kept(kept))));
            let first = Wish::Recall(archive);
            match Store::open(path.as_deref()) {
                Ok(Opened { mut store, problem }) => {
                    let mut all = store.carry_out(first);
                    if let Kept::All(all) = &mut all {
                        all.problem = problem;
                    }
                    answer(all);
                    keep(&mut |wish| store.carry_out(wish), &inbox, &answer);
                }
                Err(error) => {
                    let why = error.to_string();
                    answer(Kept::Failed(first, why.clone()));
                    keep(&mut |wish| Kept::Failed(wish, why.clone()), &inbox, &answer);
                }
            }
        })?;
        Ok(Self {
            wishes: Some(wishes),
            ended,
        })
    }

    /// Hands a wish to the thread; the answer at once if there is none.
    pub fn ask(&self, wish: Wish) -> Option<Kept> {
        let wish = match &self.wishes {
            Some(wishes) => wishes.send(wish).err()?.0,
            None => wish,
        };
        Some(Kept::Failed(wish, "the store has broken down".to_owned()))
    }
}

impl Drop for Keeper {
    /// However the program leaves, what waits is written first.
    fn drop(&mut self) {
        self.wishes = None;
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

/// To what a change belongs of which the newest alone counts.
#[derive(PartialEq, Eq, Hash)]
enum Owner {
    Place(Body),
    Seen(Body),
    Desk(Box<str>),
    Trail(Box<str>),
}

/// Carries out what comes in until nobody can send any more.
fn keep(carry_out: &mut dyn FnMut(Wish) -> Kept, inbox: &Receiver<Wish>, answer: &dyn Fn(Kept)) {
    let mut waiting: HashMap<Owner, Box<Change>> = HashMap::new();
    let mut due: Option<Instant> = None;
    let mut retry: Option<Retry> = None;
    loop {
        let wake = [due, retry.as_ref().map(|retry| retry.at)];
        let next = match wake.into_iter().flatten().min() {
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(wake) => inbox.recv_timeout(wake.saturating_duration_since(Instant::now())),
        };
        let ended = matches!(next, Err(RecvTimeoutError::Disconnected));
        let wish = match next {
            Ok(Wish::Keep(change, manner)) => match owner(&change) {
                Some(owner) => {
                    waiting.insert(owner, change);
                    due.get_or_insert_with(|| Instant::now() + WAIT);
                    None
                }
                None => Some(Wish::Keep(change, manner)),
            },
            Ok(other) => Some(other),
            Err(_) => None,
        };
        let now = due.is_some_and(|due| due <= Instant::now());
        if ended || now || matches!(wish, Some(Wish::Recall(_) | Wish::Refresh)) {
            for (_, change) in waiting.drain() {
                let kept = carry_out(Wish::Keep(change, Manner::InPassing));
                if matches!(kept, Kept::Failed(..)) {
                    retry.get_or_insert_with(Retry::new);
                    answer(kept);
                }
            }
            due = None;
        }
        if let Some(wish) = wish {
            let kept = carry_out(wish);
            if matches!(kept, Kept::Failed(Wish::Keep(..), _)) {
                retry.get_or_insert_with(Retry::new);
            }
            answer(kept);
        }
        retry = match retry {
            Some(retry) if ended || retry.at <= Instant::now() => {
                let kept = carry_out(Wish::Retry);
                match kept {
                    Kept::Failed(..) => Some(retry.later()),
                    kept => {
                        answer(kept);
                        None
                    }
                }
            }
            retry => retry,
        };
        if ended {
            return;
        }
    }
}

/// When what could not be saved is tried again.
struct Retry {
    at: Instant,
    wait: Duration,
}

impl Retry {
    fn new() -> Self {
        Self {
            at: Instant::now() + RETRIES.0,
            wait: RETRIES.0,
        }
    }

    /// After another failure: twice as long.
    fn later(self) -> Self {
        let wait = (self.wait * 2).min(RETRIES.1);
        Self {
            at: Instant::now() + wait,
            wait,
        }
    }
}

fn owner(change: &Change) -> Option<Owner> {
    match change {
        Change::Place(cited, _) => Some(Owner::Place(cited.likeness.body)),
        Change::Seen(cited, _) => Some(Owner::Seen(cited.likeness.body)),
        Change::Desk(archive, _) => Some(Owner::Desk(archive.clone())),
        Change::Trail(archive, _) => Some(Owner::Trail(archive.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use std::cell::RefCell;

    use super::*;
    use crate::{
        ingest,
        model::{Cited, Desk, Lasting, Spot},
    };

    fn cited(number: usize) -> Cited {
        let text = format!("Title {number}\n\nMay 4, 2019\n\nText {number}.\n");
        Cited::new(&ingest::parse(text.as_bytes(), "a.txt").0.unwrap())
    }

    fn place(number: usize, offset: usize) -> Wish {
        let spot = Spot::new("Text", 0..4, offset);
        Wish::in_passing(Change::Place(cited(number), Some(spot)))
    }

    /// What is carried out and what is answered, for wishes that are all there
    /// at once.
    fn run(wishes: Vec<Wish>, fails: bool) -> (Vec<Wish>, usize) {
        let (sender, inbox) = mpsc::channel();
        wishes
            .into_iter()
            .for_each(|wish| sender.send(wish).unwrap());
        drop(sender);
        let (carried, answers) = (RefCell::new(Vec::new()), RefCell::new(0));
        let mut carry_out = |wish: Wish| {
            carried.borrow_mut().push(wish.clone());
            match wish {
                Wish::Keep(change, manner) if !fails => Kept::Done(change, manner, Lasting::Disk),
                wish => Kept::Failed(wish, "full".to_owned()),
            }
        };
        keep(&mut carry_out, &inbox, &|_| *answers.borrow_mut() += 1);
        (carried.into_inner(), answers.into_inner())
    }

    #[test]
    fn of_places_the_newest_is_written_at_the_end_and_changes_by_hand_at_once() {
        let star = Wish::by_hand(Change::Star(cited(1), true));
        let wishes = vec![place(1, 1), place(1, 2), star.clone(), place(1, 3)];
        assert_eq!(run(wishes, false), (vec![star, place(1, 3)], 1));
        let desk = |pane: &str| {
            let desk = Desk {
                pane: pane.into(),
                ..Desk::default()
            };
            Wish::in_passing(Change::Desk("here".into(), Box::new(desk)))
        };
        let (carried, answers) = run(vec![place(1, 1), place(2, 1), desk("a"), desk("b")], false);
        assert_eq!((carried.len(), answers), (3, 0));
        assert!(carried.contains(&desk("b")));
    }

    #[test]
    fn what_is_asked_for_has_everything_in_it_and_a_failure_is_told() {
        let recall = Wish::Refresh;
        let (carried, _) = run(vec![place(1, 1), recall.clone()], false);
        assert_eq!(carried, [place(1, 1), recall]);
        assert_eq!(run(vec![place(1, 1)], true).1, 1);
        // What has failed is tried again before the end, at the latest.
        let star = Wish::by_hand(Change::Star(cited(1), true));
        let (carried, _) = run(vec![star.clone()], true);
        assert_eq!(carried, [star, Wish::Retry]);
    }
}
