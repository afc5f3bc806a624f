//! Ratings of rows whose comment has no text.

use std::collections::BTreeMap;

use super::CountError;
use crate::ledger::RuleId;

/// Half stars that a rating can have, from ½ to 5.
const N_HALF_STARS: usize = 10;

/// Ratings given without a text: rows that are dropped because nothing, or nothing but a
/// platform's phrase or marks, stands where the comment would be. Kept apart by app.
///
/// Those who rate and write nothing are more content than those who write, so a mean over comments
/// is not that over ratings. Rows are counted as they are read: without a text nothing tells
/// whether two rows are the same.
///
/// ```
/// use ciyun::count::RatingsWithoutText;
/// let mut one = RatingsWithoutText::new("settings");
/// one.add(Some("全省事"), Some(5.0));
/// one.add(Some("全省事"), None);
/// let mut two = RatingsWithoutText::new("settings");
/// two.add(Some(" 全省事"), Some(4.5));
/// one.merge(&two)?;
/// let (app, ratings) = one.iter().next().unwrap();
/// assert_eq!((app, ratings.unrated), (Some("全省事"), 1));
/// assert_eq!(ratings.by_stars().collect::<Vec<_>>(), [(4.5, 1), (5.0, 1)]);
/// # Ok::<(), ciyun::count::CountError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingsWithoutText {
    fingerprint: String,
    by_app: BTreeMap<Option<Box<str>>, RatingCounts>,
}

/// Rows by their rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RatingCounts {
    by_half_star: [u64; N_HALF_STARS],
    /// Rows without a rating.
    pub unrated: u64,
    /// Rows whose rating is neither a whole nor a half star, such as 4.3.
    pub off_scale: u64,
}

impl RatingCounts {
    fn add(&mut self, rating: Option<f64>) {
        let Some(rating) = rating else {
            self.unrated += 1;
            return;
        };
        let mut levels = half_stars().zip(&mut self.by_half_star);
        match levels.find(|(stars, _)| *stars == rating) {
            Some((_, n)) => *n += 1,
            None => self.off_scale += 1,
        }
    }

    fn merge(&mut self, other: &RatingCounts) {
        for (mine, theirs) in self.by_half_star.iter_mut().zip(other.by_half_star) {
            *mine += theirs;
        }
        self.unrated += other.unrated;
        self.off_scale += other.off_scale;
    }

    /// The ratings that occur, ascending, in stars, with the number of rows.
    pub fn by_stars(&self) -> impl Iterator<Item = (f64, u64)> {
        half_stars().zip(self.by_half_star).filter(|(_, n)| *n > 0)
    }
}

fn half_stars() -> impl Iterator<Item = f64> {
    (1_u8..=10).map(|halves| f64::from(halves) / 2.0)
}

impl RatingsWithoutText {
    /// No ratings; see [`CountState::new`](super::CountState::new).
    #[must_use]
    pub fn new(fingerprint: &str) -> RatingsWithoutText {
        RatingsWithoutText {
            fingerprint: fingerprint.to_owned(),
            by_app: BTreeMap::new(),
        }
    }

    /// Whether a comment that the rule drops has no text. Duplicates have one, and so have short
    /// comments.
    #[must_use]
    pub fn counts(rule: RuleId) -> bool {
        matches!(
            rule,
            RuleId::Empty | RuleId::Placeholder | RuleId::EmptyCleaned
        )
    }

    /// Counts one row.
    pub fn add(&mut self, app: Option<&str>, rating: Option<f64>) {
        let app = app.map(|app| app.trim().into());
        self.by_app.entry(app).or_default().add(rating);
    }

    /// Adds the ratings of other rows; no row may be in both.
    ///
    /// # Errors
    /// [`CountError::DifferentSettings`] when they were counted under different settings; these
    /// ratings are then unchanged.
    pub fn merge(&mut self, other: &RatingsWithoutText) -> Result<(), CountError> {
        if self.fingerprint != other.fingerprint {
            return Err(CountError::DifferentSettings {
                ours: self.fingerprint.clone(),
                theirs: other.fingerprint.clone(),
            });
        }
        for (app, theirs) in &other.by_app {
            self.by_app.entry(app.clone()).or_default().merge(theirs);
        }
        Ok(())
    }

    /// The apps in code-point order, rows without an app first.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&str>, &RatingCounts)> {
        self.by_app
            .iter()
            .map(|(app, ratings)| (app.as_deref(), ratings))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn other_settings_are_refused() {
        let mut one = RatingsWithoutText::new("one");
        assert!(one.merge(&RatingsWithoutText::new("other")).is_err());
    }

    #[test]
    fn ratings_between_half_stars_are_told_apart() {
        let mut ratings = RatingCounts::default();
        for rating in [Some(4.3), None, Some(1.0), Some(1.0)] {
            ratings.add(rating);
        }
        assert_eq!((ratings.unrated, ratings.off_scale), (1, 1));
        assert_eq!(ratings.by_stars().collect::<Vec<_>>(), [(1.0, 2)]);
    }

    proptest! {
        #[test]
        fn any_split_and_order_of_rows_gives_the_same(
            rows in prop::collection::vec(
                (prop::sample::select(vec![None, Some("甲"), Some("乙")]), prop::option::of(2_u8..=10)),
                0..30,
            ),
            cut in 0usize..30,
        ) {
            let counted = |rows: &[(Option<&str>, Option<u8>)]| {
                let mut counted = RatingsWithoutText::new("s");
                for (app, halves) in rows {
                    counted.add(*app, halves.map(|halves| f64::from(halves) / 2.0));
                }
                counted
            };
            let (one, two) = rows.split_at(cut.min(rows.len()));
            let mut merged = counted(two);
            merged.merge(&counted(one)).unwrap();
            prop_assert_eq!(merged, counted(&rows));
        }
    }
}
