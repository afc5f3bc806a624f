//! What wordcloud-rs logs, and what it says about places.

use std::cell::RefCell;
use std::panic::resume_unwind;
use std::sync::OnceLock;

use log::{Level, LevelFilter, Log, Metadata, Record};

use super::WordcloudRsError;

/// What the records of one run told.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Records {
    /// Pixels per unit of weight in the last attempt.
    pub(super) scale: Option<f64>,
    /// The words of the last attempt with the upper left corner of their room, in their order.
    pub(super) placed: Vec<(String, [u32; 2])>,
    /// Whether the run was ended because the crate might never have ended it; see [`Sink`].
    pub(super) is_stuck: bool,
    /// Why the font was not taken.
    pub(super) font_problem: Option<String>,
}

thread_local! {
    /// Set while a run of this module is on this thread.
    static RECORDS: RefCell<Option<Records>> = const { RefCell::new(None) };
}

/// The target that the crate gives its records on places.
const PLACES: &str = "wordcloud";

/// The target of its other records, which name a module.
const MODULES: &str = "wordcloud_rs";

/// Takes the records, and ends a run that may go on for ever.
///
/// The crate tries the places of a shuffled ring. When a word takes the very first of them and the
/// next word fits nowhere, it goes round the ring without end. The first word of an attempt always
/// stands on that place, so a later one at the same corner tells of the danger; what then unwinds
/// is caught where the run began.
struct Sink;

impl Log for Sink {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let target = metadata.target();
        (target == PLACES || target.starts_with(MODULES)) && RECORDS.with_borrow(Option::is_some)
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let message = record.args().to_string();
        let is_stuck = RECORDS.with_borrow_mut(|records| {
            let Some(records) = records else { return false };
            if record.target() == PLACES {
                records.note(&message);
            } else if record.level() == Level::Error {
                records.font_problem = Some(message);
            }
            records.is_stuck
        });
        if is_stuck {
            resume_unwind(Box::new("wordcloud-rs may be stuck"));
        }
    }

    fn flush(&self) {}
}

impl Records {
    fn note(&mut self, message: &str) {
        if let Some(place) = message.strip_prefix("Placed `") {
            self.placed.extend(word_and_place(place));
            if let [(_, first), .., (_, last)] = &self.placed[..] {
                self.is_stuck |= first == last;
            }
        } else if let Some(rest) = message.strip_prefix("Couldn't fit every token") {
            // The next attempt begins on an empty canvas.
            self.placed.clear();
            self.scale = size_factor(rest);
        } else if message.starts_with("Attempting to create") {
            self.scale = size_factor(message);
        }
    }
}

/// Reads ``word` at (x, y)``; the word may hold anything.
fn word_and_place(text: &str) -> Option<(String, [u32; 2])> {
    let (word, place) = text.rsplit_once("` at (")?;
    let (x, y) = place.strip_suffix(')')?.split_once(", ")?;
    Some((word.to_owned(), [x.parse().ok()?, y.parse().ok()?]))
}

fn size_factor(text: &str) -> Option<f64> {
    let (_, number) = text.rsplit_once("size factor of ")?;
    number.parse().ok()
}

/// Runs a step on this thread and returns what the crate logged meanwhile.
pub(super) fn recorded<T>(step: impl FnOnce() -> T) -> Result<(T, Records), WordcloudRsError> {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    let installed = INSTALLED.get_or_init(|| {
        let installed = log::set_logger(&Sink).is_ok();
        if installed {
            log::set_max_level(LevelFilter::Debug);
        }
        installed
    });
    if !installed {
        return Err(WordcloudRsError::OtherLogger);
    }
    RECORDS.set(Some(Records::default()));
    let result = step();
    let records = RECORDS.take().unwrap_or_default();
    Ok((result, records))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_word_at_the_first_corner_is_a_danger() {
        let mut records = Records::default();
        records.note("Placed `a` at (2, 10)");
        records.note("Placed `b` at (10, 10)");
        assert!(!records.is_stuck);
        records.note("Placed `c` at (2, 10)");
        assert!(records.is_stuck);
    }

    #[test]
    fn the_last_attempt_counts() {
        let mut records = Records::default();
        for message in [
            "100 登录",
            "Placed `登录` at (10, 20)",
            "Not enough room left to fit the object",
            "Attempting to create 1600x1000 wordcloud with size factor of 1.25",
            "Couldn't fit every token, retrying with size factor of 1.125",
            "Placed `登录` at (2, 906)",
            "Placed `a` at (1, 2)` at (3, 4)",
        ] {
            records.note(message);
        }
        let placed = [("登录", [2, 906]), ("a` at (1, 2)", [3, 4])];
        let placed = placed
            .map(|(word, place)| (word.to_owned(), place))
            .to_vec();
        assert_eq!(
            records,
            Records {
                scale: Some(1.125),
                placed,
                ..Records::default()
            }
        );
    }
}
