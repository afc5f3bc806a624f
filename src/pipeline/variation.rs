//! Which choices are varied: the section `[robust]` of `ciyun.toml`.

use super::{Axis, Choice};
use crate::suggestion::nearest;

/// Which variants of a run are counted: every combination of the values of all axes.
///
/// ```
/// use ciyun::pipeline::{Axis, Variation};
/// let mut variation = Variation::default();
/// variation.set("min-chars=off,5,10")?;
/// variation.set("dedupe=")?;
/// let values: Vec<String> = variation.of(Axis::MinChars).iter().map(|c| c.to_string()).collect();
/// assert_eq!(values, ["off", "5", "10"]);
/// assert!(variation.of(Axis::Dedupe).is_empty());
/// # Ok::<(), ciyun::pipeline::VariationError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Variation {
    /// By axis.
    values: [Vec<Choice>; Axis::ALL.len()],
    persistence: f64,
}

impl Default for Variation {
    fn default() -> Self {
        Variation {
            values: Axis::ALL.map(|axis| axis.defaults().to_vec()),
            persistence: 0.9,
        }
    }
}

/// Why a variation cannot be had.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VariationError {
    /// There is no such axis.
    #[error("nothing called {found:?} can be varied{}; expected one of: {}", suggestion.map(|axis| format!("; did you mean {}?", axis.id())).unwrap_or_default(), axis_ids())]
    UnknownAxis {
        /// The name as given.
        found: String,
        /// An axis whose name looks like it.
        suggestion: Option<Axis>,
    },
    /// The axis has no such value.
    #[error("{}: found {found:?}, expected {}", axis.id(), axis.expected())]
    Value {
        /// The axis.
        axis: Axis,
        /// The value as given.
        found: String,
    },
    /// The persistence is no probability between 0 and 1.
    #[error("persistence: found {found}, expected a number above 0 and below 1")]
    Persistence {
        /// The number as given.
        found: f64,
    },
}

/// The names of all axes, for messages.
fn axis_ids() -> String {
    Axis::ALL.map(Axis::id).join(", ")
}

impl Variation {
    /// The values of an axis, as given. The value of the run itself need not be among them; it is
    /// always counted.
    #[must_use]
    pub fn of(&self, axis: Axis) -> &[Choice] {
        &self.values[axis as usize]
    }

    /// Sets the values of an axis; none for that of the run alone.
    pub fn vary(&mut self, axis: Axis, values: Vec<Choice>) {
        self.values[axis as usize] = values;
    }

    /// Sets the values of an axis as written in options: `min-chars=off,5`, or `dedupe=` for the
    /// value of the run alone.
    ///
    /// # Errors
    /// [`VariationError`] when there is no such axis or value.
    pub fn set(&mut self, text: &str) -> Result<(), VariationError> {
        let (id, values) = text.split_once('=').unwrap_or((text, ""));
        let axis = find(id)?;
        let values = values.split(',').filter(|value| !value.trim().is_empty());
        let values: Result<_, _> = values.map(|value| Choice::read(axis, value)).collect();
        self.vary(axis, values?);
        Ok(())
    }

    /// The parameter p of rank-biased overlap: see [`rbo`](crate::stats::rbo).
    #[must_use]
    pub fn persistence(&self) -> f64 {
        self.persistence
    }

    /// Sets the parameter p of rank-biased overlap.
    ///
    /// # Errors
    /// [`VariationError::Persistence`] when it is not between 0 and 1.
    pub fn set_persistence(&mut self, persistence: f64) -> Result<(), VariationError> {
        if !(persistence > 0.0 && persistence < 1.0) {
            return Err(VariationError::Persistence { found: persistence });
        }
        self.persistence = persistence;
        Ok(())
    }
}

pub(super) fn find(id: &str) -> Result<Axis, VariationError> {
    let id = id.trim();
    let with = |id: &str| Axis::ALL.into_iter().find(|axis| axis.id() == id);
    with(id).ok_or_else(|| VariationError::UnknownAxis {
        found: id.to_owned(),
        suggestion: nearest(id, Axis::ALL.map(Axis::id)).and_then(with),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_varied_is_said() {
        let mut variation = Variation::default();
        let mut error = |text: &str| variation.set(text).unwrap_err().to_string();
        let message = error("min-char=5");
        assert!(
            message.contains("did you mean min-chars?; expected one of: stopwords, dedupe"),
            "{message}"
        );
        assert_eq!(
            error("min-chars=0"),
            "min-chars: found \"0\", expected off or a whole number from 1"
        );
        assert!(error("dedupe=on").ends_with("expected configured, exact, near, identical or off"));
        assert!(variation.set_persistence(1.0).is_err());
        assert!(variation.set_persistence(f64::NAN).is_err());
    }
}
