//! Panics of parsers that we did not write, caught.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread will be caught and told as an error, of the file being read or of
/// a crate that lays out.
///
/// The message of a panic comes from the hook of the process, which belongs to the program and not
/// to a library. A program that wants its standard error free of it leaves the message out where
/// this is true:
///
/// ```
/// let hook = std::panic::take_hook();
/// std::panic::set_hook(Box::new(move |panic| {
///     if !ciyun::ingest::catches_panics() {
///         hook(panic);
///     }
/// }));
/// ```
#[must_use]
pub fn catches_panics() -> bool {
    GUARDED.get()
}

/// Runs a step; `None` if it panics.
pub(crate) fn guard<T>(step: impl FnOnce() -> T) -> Option<T> {
    let outer = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(step));
    GUARDED.set(outer);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_and_the_thread_is_guarded_only_meanwhile() {
        assert_eq!(guard(|| guard(catches_panics)), Some(Some(true)));
        assert_eq!(guard(|| -> u8 { panic!("a test") }), None);
        assert!(!catches_panics());
        let elsewhere = guard(|| std::thread::spawn(catches_panics).join());
        assert!(!elsewhere.unwrap().unwrap());
    }
}
