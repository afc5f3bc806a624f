//! Which words belong near each other.

use std::collections::BTreeMap;

/// Pairs of terms and how strongly they belong together.
///
/// ```
/// use ciyun::cloud::Relations;
/// let mut relations = Relations::default();
/// relations.relate("验证码", "收不到", 0.7);
/// assert_eq!(relations.of("收不到").collect::<Vec<_>>(), [("验证码", 0.7)]);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relations {
    neighbours: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Relations {
    /// Relates two terms; `strength` counts if it is finite and above 0, such as an NPMI. The
    /// last strength given to a pair holds.
    pub fn relate(&mut self, one: &str, two: &str, strength: f64) {
        if one == two || !strength.is_finite() || strength <= 0.0 {
            return;
        }
        for (a, b) in [(one, two), (two, one)] {
            let neighbours = self.neighbours.entry(a.to_owned()).or_default();
            neighbours.insert(b.to_owned(), strength);
        }
    }

    /// The terms related to one, in code-point order, with their strengths.
    pub fn of(&self, term: &str) -> impl Iterator<Item = (&str, f64)> {
        let neighbours = self.neighbours.get(term).into_iter().flatten();
        neighbours.map(|(other, &strength)| (other.as_str(), strength))
    }

    /// Whether no terms are related.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.neighbours.is_empty()
    }
}
