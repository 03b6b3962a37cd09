//! Work on all cores whose results come out in the order in which they went
//! in, part by part: the first is handed on while the others are being made.

use std::{
    any::Any,
    collections::BTreeMap,
    iter::Enumerate,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver, SyncSender},
    },
    thread,
};

use super::Sink;

/// Pieces of work that may be begun before the oldest is done, for each thread.
const BEGUN: usize = 4;
/// Parts that may wait for whoever puts them in order, for each thread.
const WAITING: usize = 2;

/// How many threads do the work: one for each core.
#[must_use]
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// What a thread says of the piece of work with this number.
enum Said<P> {
    Part(usize, P),
    Done(usize),
    Panicked(Box<dyn Any + Send>),
}

/// Does every piece of `source` on one of `threads` threads, and hands the
/// parts that come of it to `sink` in the order of the pieces. Ends early when
/// `sink` wants no more: what has been begun is told so by its own sink.
///
/// # Panics
/// When `work` does.
pub fn in_order<S, W, P>(threads: usize, source: S, work: &W, sink: Sink<P>)
where
    S: Iterator + Send,
    W: Fn(S::Item, Sink<P>) + Sync,
    P: Send,
{
    let (give, tickets) = mpsc::channel();
    for _ in 0..threads * BEGUN {
        let _ = give.send(());
    }
    let source = Mutex::new((tickets, source.enumerate()));
    let (say, said) = mpsc::sync_channel(threads * WAITING);
    thread::scope(|scope| {
        let mut workers = 0;
        for _ in 0..threads {
            let (source, say) = (&source, say.clone());
            let body = move || labour(source, work, &say);
            let begun = thread::Builder::new().spawn_scoped(scope, body);
            workers += usize::from(begun.is_ok());
        }
        drop(say);
        if workers == 0 {
            // The system has no thread left: this one does it all.
            return alone(&source, work, sink);
        }
        // Cut off before the scope waits for the threads, lest they wait too.
        let (give, said) = (give, said);
        put_in_order(&said, sink, &|| {
            let _ = give.send(());
        });
    });
}

/// The pieces that are left, and the leave to begin one of them.
type Source<S> = Mutex<(Receiver<()>, Enumerate<S>)>;

fn next<S: Iterator>(source: &Source<S>) -> Option<(usize, S::Item)> {
    let mut guard = source.lock().unwrap_or_else(PoisonError::into_inner);
    guard.0.recv().ok()?;
    guard.1.next()
}

/// Does one piece after the other until none is left or nobody listens.
fn labour<S, W, P>(source: &Source<S>, work: &W, say: &SyncSender<Said<P>>)
where
    S: Iterator,
    W: Fn(S::Item, Sink<P>),
{
    let all = AssertUnwindSafe(|| {
        while let Some((number, piece)) = next(source) {
            work(
                piece,
                &mut |part| match say.send(Said::Part(number, part)).is_ok() {
                    true => ControlFlow::Continue(()),
                    false => ControlFlow::Break(()),
                },
            );
            if say.send(Said::Done(number)).is_err() {
                return;
            }
        }
    });
    if let Err(payload) = catch_unwind(all) {
        let _ = say.send(Said::Panicked(payload));
    }
}

fn alone<S, W, P>(source: &Source<S>, work: &W, sink: Sink<P>)
where
    S: Iterator,
    W: Fn(S::Item, Sink<P>),
{
    let mut guard = source.lock().unwrap_or_else(PoisonError::into_inner);
    for (_, piece) in &mut guard.1 {
        let mut flow = ControlFlow::Continue(());
        work(piece, &mut |part| {
            flow = sink(part);
            flow
        });
        if flow.is_break() {
            return;
        }
    }
}

/// Hands on what belongs to the oldest piece, and keeps the rest until it is
/// its turn; for each piece that is done another may be begun.
fn put_in_order<P>(said: &Receiver<Said<P>>, sink: Sink<P>, give: &dyn Fn()) {
    let mut oldest = 0;
    let mut early: BTreeMap<usize, (Vec<P>, bool)> = BTreeMap::new();
    for said in said {
        match said {
            Said::Panicked(payload) => resume_unwind(payload),
            Said::Part(number, part) if number == oldest => {
                if sink(part).is_break() {
                    return;
                }
            }
            Said::Part(number, part) => early.entry(number).or_default().0.push(part),
            Said::Done(number) => early.entry(number).or_default().1 = true,
        }
        while let Some(mut first) = early.first_entry().filter(|first| *first.key() == oldest) {
            for part in std::mem::take(&mut first.get_mut().0) {
                if sink(part).is_break() {
                    return;
                }
            }
            if !first.get().1 {
                break;
            }
            first.remove();
            give();
            oldest += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use std::sync::{Barrier, atomic::*};

    use super::*;

    /// Number `n` gives the parts `10 n` to `10 n + n % 4`.
    fn parts(number: usize, sink: Sink<usize>) {
        for part in 0..=number % 4 {
            if sink(number * 10 + part).is_break() {
                return;
            }
        }
    }

    #[test]
    fn parts_come_in_the_order_of_the_pieces_on_any_number_of_threads() {
        let mut expected = Vec::new();
        for number in 0..500 {
            parts(number, &mut |part| {
                expected.push(part);
                ControlFlow::Continue(())
            });
        }
        for threads in [0, 1, 2, 7] {
            let mut found = Vec::new();
            in_order(threads, 0..500, &parts, &mut |part| {
                found.push(part);
                ControlFlow::Continue(())
            });
            assert_eq!(found, expected, "{threads} threads");
        }
    }

    #[test]
    fn pieces_are_done_at_the_same_time_but_never_far_ahead_of_the_oldest() {
        // Two pieces that wait for each other can only be done by two threads.
        let (both, done) = (Barrier::new(2), AtomicUsize::new(0));
        let work = |number: usize, sink: Sink<usize>| {
            if number < 2 {
                both.wait();
            }
            done.fetch_add(1, Ordering::SeqCst);
            let _ = sink(number);
        };
        let mut taken = 0;
        in_order(2, 0..200, &work, &mut |number| {
            assert_eq!(number, taken);
            taken += 1;
            assert!(done.load(Ordering::SeqCst) <= taken + 2 * BEGUN);
            ControlFlow::Continue(())
        });
        assert_eq!(taken, 200);
    }

    #[test]
    fn it_ends_when_nobody_wants_more_and_a_panic_comes_through() {
        let mut taken = 0;
        in_order(3, 0.., &parts, &mut |_| {
            taken += 1;
            match taken < 40 {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        });
        assert_eq!(taken, 40);
        let broken = catch_unwind(AssertUnwindSafe(|| {
            let work = |number: usize, _: Sink<usize>| assert!(number != 30, "a bad piece");
            in_order(2, 0..100, &work, &mut |_| ControlFlow::Continue(()));
        }));
        assert_eq!(
            *broken.unwrap_err().downcast_ref::<&str>().unwrap(),
            "a bad piece"
        );
    }
}
