//! Parallel work whose results arrive in the order of the list.
//!
//! No thread waits for a whole chunk: while results are written, the threads work on what follows. They may be only a
//! few documents ahead, since the result of a document, which may be megabytes of findings, is kept in memory.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How far the threads may be ahead of the caller.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// The most inputs that a thread takes at a time: taking them one by one would cost a lock each.
    pub(super) batch: usize,
    /// Batches per thread that are in progress or wait to be passed on.
    pub(super) ahead: usize,
}

/// The most threads of a run: more than any machine needs for this work, and fewer than any refuses to start.
pub const MOST_THREADS: u16 = 256;

/// Processes the inputs on this many threads, 0 for one per processor, and passes on the results in their order on the
/// caller's thread. After an error of `then`, no further input is started.
pub(super) fn in_order<I: Sync, T: Send, E>(
    inputs: &[I],
    threads: usize,
    pace: Pace,
    work: impl Fn(&I) -> T + Sync,
    mut then: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    // A hook or an editor asks for one file: starting threads would take longer than the work.
    if inputs.len() == 1 || threads == 1 {
        return inputs.iter().try_for_each(|input| then(work(input)));
    }
    let processors = || std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if threads == 0 { processors() } else { threads }.min(usize::from(MOST_THREADS));
    // This keeps all threads busy even with few inputs.
    let batch = (inputs.len() / (8 * threads).max(1)).clamp(1, pace.batch);
    let queue = Queue::new(inputs.len().div_ceil(batch), threads * pace.ahead);
    let worker = || {
        let _guard = StopOnPanic(&queue);
        while let Some(number) = queue.begin() {
            let batch = inputs.chunks(batch).nth(number).unwrap_or_default();
            queue.end(number, batch.iter().map(&work).collect());
        }
    };
    std::thread::scope(|scope| {
        let _guard = StopAtEnd(&queue);
        let start = |_| std::thread::Builder::new().spawn_scoped(scope, worker).is_ok();
        if (0..threads.min(queue.batches)).filter(|number| start(*number)).count() == 0 {
            // No thread could be started: the caller does the work alone.
            return inputs.iter().try_for_each(|input| then(work(input)));
        }
        while let Some(results) = queue.take() {
            results.into_iter().try_for_each(&mut then)?;
        }
        Ok(())
    })
}

/// The batches of a list: the next one to process, and the results that wait for earlier ones.
struct Queue<T> {
    state: Mutex<State<T>>,
    /// There is room for more results.
    room: Condvar,
    /// The next result is available, or never will be.
    ready: Condvar,
    batches: usize,
    ahead: usize,
}

struct State<T> {
    /// The next batch to process.
    next: usize,
    /// The next batch to pass on.
    due: usize,
    /// Results from that batch on.
    results: VecDeque<Option<Vec<T>>>,
    stopped: bool,
}

impl<T> Queue<T> {
    fn new(batches: usize, ahead: usize) -> Self {
        let results = std::iter::repeat_with(|| None).take(ahead).collect();
        let state = Mutex::new(State { next: 0, due: 0, results, stopped: false });
        Self { state, room: Condvar::new(), ready: Condvar::new(), batches, ahead }
    }

    /// A thread that panics stops all, so its state does not matter.
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next batch for a thread, once there is room for its results; `None` when there are no more.
    fn begin(&self) -> Option<usize> {
        let full = |state: &mut State<T>| {
            !state.stopped && state.next < self.batches && state.next >= state.due + self.ahead
        };
        let state = self.room.wait_while(self.state(), full);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        if state.stopped || state.next >= self.batches {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    /// Stores the results of a batch.
    fn end(&self, number: usize, results: Vec<T>) {
        let mut state = self.state();
        let place = number - state.due;
        state.results[place] = Some(results);
        if place == 0 {
            self.ready.notify_one();
        }
    }

    /// The results of the next batch; `None` after the last.
    fn take(&self) -> Option<Vec<T>> {
        let early =
            |state: &mut State<T>| !state.stopped && state.due < self.batches && state.results[0].is_none();
        let state = self.ready.wait_while(self.state(), early);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        let results = state.results.pop_front().flatten()?;
        state.results.push_back(None);
        state.due += 1;
        self.room.notify_one();
        Some(results)
    }

    fn stop(&self) {
        self.state().stopped = true;
        self.room.notify_all();
        self.ready.notify_all();
    }
}

/// The caller takes no more results, after an error or a panic: the threads must not wait for it.
struct StopAtEnd<'q, T>(&'q Queue<T>);

impl<T> Drop for StopAtEnd<'_, T> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Results of a thread that panics never come: nothing must wait for them.
struct StopOnPanic<'q, T>(&'q Queue<T>);

impl<T> Drop for StopOnPanic<'_, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    const PACE: Pace = Pace { batch: 4, ahead: 4 };

    #[test]
    fn results_come_in_order_whatever_takes_long() {
        let inputs: Vec<u64> = (0..101).collect();
        let slow = |n: &u64| {
            std::thread::sleep(Duration::from_micros(n * 7919 % 400));
            *n
        };
        for threads in [1, 2, 5, usize::MAX] {
            let mut got = Vec::new();
            let then = |n| {
                got.push(n);
                Ok::<_, ()>(())
            };
            in_order(&inputs, threads, PACE, slow, then).unwrap();
            assert_eq!(got, inputs);
        }
        in_order(&[], 2, PACE, |n: &u64| *n, |_| Err(())).unwrap();
    }

    #[test]
    fn nobody_works_far_ahead() {
        let (begun, inputs) = (AtomicUsize::new(0), vec![(); 10_000]);
        let mut done = 0;
        let then = |()| {
            done += 1;
            let ahead = begun.load(Ordering::SeqCst) - done;
            if ahead <= (2 * PACE.ahead + 1) * PACE.batch { Ok(()) } else { Err(ahead) }
        };
        let work = |_: &()| {
            begun.fetch_add(1, Ordering::SeqCst);
        };
        assert_eq!(in_order(&inputs, 2, PACE, work, then), Ok(()));
    }

    #[test]
    fn an_error_ends_the_work() {
        let (begun, inputs) = (AtomicUsize::new(0), vec![(); 10_000]);
        let work = |_: &()| begun.fetch_add(1, Ordering::SeqCst);
        assert_eq!(
            in_order(&inputs, 3, PACE, work, |n| if n < 50 { Ok(()) } else { Err("full") }),
            Err("full")
        );
        assert!(begun.load(Ordering::SeqCst) < 1000);
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_passed_on() {
        let inputs: Vec<usize> = (0..1000).collect();
        let work = |n: &usize| assert_ne!(*n, 500);
        let _ = in_order(&inputs, 2, PACE, work, |()| Ok::<_, ()>(()));
    }
}
