//! How many comments belong to each category.

use super::{Coder, Coding};
use crate::count::{ByStars, CountError};
use crate::ledger::Location;
use crate::privacy;

/// Comments quoted for each category.
const N_EXAMPLES: usize = 3;

/// Characters of a comment that are quoted.
const QUOTED_CHARS: usize = 60;

/// Characters before the term that are quoted of a comment too long to be quoted whole.
const CHARS_BEFORE: usize = 15;

/// Numbers of comments by category, by term and by stars, with the first comments of each.
///
/// Sums of integers and the first places: adding states up does not depend on the order.
///
/// ```
/// use ciyun::categories::{CategoryCounts, Coded, Coder};
/// use ciyun::ledger::{Location, SourceId};
/// use ciyun::lexicon::CategoryLexicon;
/// use ciyun::segment::Token;
/// let lexicon = CategoryLexicon::parse("c.toml", "[crash]\nterms = [\"闪退\"]\n")?;
/// let coder = Coder::new(&[lexicon]);
/// let mut counts = CategoryCounts::new("settings", &coder);
/// for (line, text) in [(2, "闪退"), (3, "好用")] {
///     let coding = coder.code(text, &[Token { start_byte: 0, end_byte: 6 }]);
///     let place = Location { source: SourceId(0), line };
///     counts.add(&coding, Coded { place, rating: Some(1.0), source: text, text });
/// }
/// let table = counts.table(&coder);
/// assert_eq!((table.rows[0].comments, table.none.comments, table.all.comments), (1, 1, 2));
/// assert_eq!(table.rows[0].stars, Some([1, 0, 0, 0, 0]));
/// # Ok::<(), ciyun::lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryCounts {
    fingerprint: String,
    pub(super) all: Tally,
    pub(super) none: Tally,
    /// Comments in at least one category.
    coded: u64,
    pub(super) categories: Vec<Tally>,
    /// Comments in which each term fired.
    pub(super) terms: Vec<u64>,
}

/// Comments of one kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tally {
    pub(super) stars: ByStars,
    pub(super) examples: Vec<Example>,
}

/// A comment as it may be quoted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example {
    /// Where it stands.
    pub place: Location,
    /// Its text around the term that fired first, masked.
    pub text: String,
}

/// The comment that was coded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coded<'c> {
    /// Where it stands.
    pub place: Location,
    /// Its stars.
    pub rating: Option<f64>,
    /// Its text as read, of which examples are quoted.
    pub source: &'c str,
    /// The cleaned text that was coded.
    pub text: &'c str,
}

/// The comments with and without category are not all comments: a bug of ciyun.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "categories do not balance: {kept} comments kept, but {coded} in a category and {none} in none"
)]
pub struct CategoryImbalance {
    /// Comments kept.
    pub kept: u64,
    /// Comments in at least one category.
    pub coded: u64,
    /// Comments in none.
    pub none: u64,
}

impl CategoryCounts {
    /// No comments, to be coded by `coder`; `fingerprint` stands for all settings.
    #[must_use]
    pub fn new(fingerprint: &str, coder: &Coder) -> CategoryCounts {
        CategoryCounts {
            fingerprint: fingerprint.to_owned(),
            all: Tally::default(),
            none: Tally::default(),
            coded: 0,
            categories: vec![Tally::default(); coder.categories().len()],
            terms: vec![0; coder.n_terms()],
        }
    }

    /// Counts one comment.
    pub fn add(&mut self, coding: &Coding, comment: Coded<'_>) {
        self.all.stars.add(comment.rating);
        let mut n_categories = 0;
        for category in coding.categories() {
            n_categories += 1;
            let found = coding
                .first_of(category)
                .map(|fired| &comment.text[fired.start_byte..fired.end_byte]);
            self.categories[category].add(comment, found);
        }
        match n_categories {
            0 => self.none.add(comment, None),
            _ => self.coded += 1,
        }
        for fired in coding.fired() {
            self.terms[fired.term] += 1;
        }
    }

    /// Adds the counts of another set of comments.
    ///
    /// # Errors
    /// [`CountError::DifferentSettings`], as [`crate::count::CountState::merge`].
    pub fn merge(&mut self, other: CategoryCounts) -> Result<(), CountError> {
        if self.fingerprint != other.fingerprint {
            return Err(CountError::DifferentSettings {
                ours: self.fingerprint.clone(),
                theirs: other.fingerprint,
            });
        }
        self.all.merge(other.all);
        self.none.merge(other.none);
        self.coded += other.coded;
        for (mine, theirs) in self.categories.iter_mut().zip(other.categories) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.terms.iter_mut().zip(other.terms) {
            *mine += theirs;
        }
        Ok(())
    }

    /// Comments in at least one category.
    #[must_use]
    pub fn coded(&self) -> u64 {
        self.coded
    }

    /// Checks that every kept comment was coded: those in a category and those in none are all.
    ///
    /// # Errors
    /// [`CategoryImbalance`] when they are not.
    pub fn check(&self, kept: u64) -> Result<(), CategoryImbalance> {
        let (coded, none) = (self.coded, self.none.comments());
        if kept != coded + none {
            return Err(CategoryImbalance { kept, coded, none });
        }
        Ok(())
    }
}

impl Tally {
    pub(super) fn comments(&self) -> u64 {
        self.stars.with(0) + self.stars.rated()
    }

    /// Counts a comment; `found` is the term that fired first.
    fn add(&mut self, comment: Coded<'_>, found: Option<&str>) {
        self.stars.add(comment.rating);
        let place = comment.place;
        // Quoting takes long, and comments mostly come in their order.
        let last = self.examples.get(N_EXAMPLES - 1);
        if last.is_none_or(|last| place <= last.place) {
            let text = quote(comment.source, found);
            self.examples.push(Example { place, text });
            self.keep_first();
        }
    }

    fn merge(&mut self, other: Tally) {
        self.stars.merge(&other.stars);
        self.examples.extend(other.examples);
        self.keep_first();
    }

    /// Several comments may begin on one line; among these the text decides.
    fn keep_first(&mut self) {
        self.examples.sort_unstable();
        self.examples.truncate(N_EXAMPLES);
    }
}

/// The comment masked, from its beginning, or from shortly before the term in a long one.
fn quote(source: &str, found: Option<&str>) -> String {
    let whole = privacy::quote(source, usize::MAX);
    let start = found.and_then(|found| {
        let at = whole.find(found)?;
        let before = whole[..at].chars().count();
        let end = before + found.chars().count();
        (end > QUOTED_CHARS).then(|| before.saturating_sub(CHARS_BEFORE))
    });
    let start = start.unwrap_or(0);
    let mut quoted: String = whole.chars().skip(start).take(QUOTED_CHARS).collect();
    if start > 0 {
        quoted.insert(0, '…');
    }
    if whole.chars().nth(start + QUOTED_CHARS).is_some() {
        quoted.push('…');
    }
    quoted
}
