//! How often the entries of word lists fired.

/// Occurrences by the number of an entry; what the numbers mean is known to who counted.
///
/// ```
/// use ciyun::count::Hits;
/// let mut hits = Hits::default();
/// hits.add(2);
/// hits.add(2);
/// let mut more = Hits::default();
/// more.add(0);
/// hits.merge(&more);
/// assert_eq!((hits.of(0), hits.of(1), hits.of(2)), (1, 0, 2));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Hits(Vec<u64>);

impl Hits {
    /// Counts one occurrence.
    pub fn add(&mut self, number: usize) {
        if number >= self.0.len() {
            self.0.resize(number + 1, 0);
        }
        self.0[number] += 1;
    }

    /// Adds the occurrences among other documents.
    pub fn merge(&mut self, other: &Hits) {
        if other.0.len() > self.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine += theirs;
        }
    }

    /// The occurrences of an entry.
    #[must_use]
    pub fn of(&self, number: usize) -> u64 {
        self.0.get(number).copied().unwrap_or(0)
    }
}

/// How often the entries of all lists of a run fired, in kept documents.
#[derive(Debug, Clone, Default)]
pub struct EntryHits {
    /// By the numbers of [`Selector`](crate::select::Selector).
    pub selected: Hits,
    /// By the numbers of [`Cut::hits`](crate::segment::Cut::hits).
    pub listed: Hits,
    /// By the numbers of [`Aliases`](crate::segment::Aliases).
    pub aliases: Hits,
}

impl EntryHits {
    /// Adds the occurrences among other documents.
    pub fn merge(&mut self, other: &EntryHits) {
        self.selected.merge(&other.selected);
        self.listed.merge(&other.listed);
        self.aliases.merge(&other.aliases);
    }
}
