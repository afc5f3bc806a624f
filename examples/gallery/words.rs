//! The lists of words. All counts but those of the reviews are made up.

use ciyun::cloud::{Relations, WeightedTerm};
use ciyun::table::{TableError, read_weighted_terms};

/// A list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// What users of an app complain of and praise: 70 words in five groups, with scores.
    Complaints,
    /// The first so many of them.
    First(usize),
    /// The 1,000 most frequent words of reviews.
    Reviews,
    /// The first so many of them.
    FirstReviews(usize),
    /// Words of users of two systems.
    TwoSystems,
    /// Words of users of four apps.
    FourApps,
    /// In Latin letters.
    Latin,
    /// Letters, digits and ideographs in one word.
    Mixed,
    /// In traditional characters.
    Traditional,
    /// With characters that the font lacks.
    Missing,
}

impl Words {
    /// The words with their counts.
    pub(crate) fn terms(self) -> Result<Vec<WeightedTerm>, TableError> {
        let mut terms = read_weighted_terms(self.file(), self.text().as_bytes())?;
        if let Words::First(n) | Words::FirstReviews(n) = self {
            terms.truncate(n);
        }
        Ok(terms)
    }

    /// The file that they come from, as seen from the top of the repository.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Words::Complaints | Words::First(_) => "examples/gallery/words/complaints.csv",
            Words::Reviews | Words::FirstReviews(_) => "tests/data/cloud_words_1000.tsv",
            Words::TwoSystems => "examples/gallery/words/two_systems.csv",
            Words::FourApps => "examples/gallery/words/four_apps.csv",
            Words::Latin => "examples/gallery/words/latin.csv",
            Words::Mixed => "examples/gallery/words/mixed.csv",
            Words::Traditional => "examples/gallery/words/traditional.csv",
            Words::Missing => "examples/gallery/words/missing.csv",
        }
    }

    fn text(self) -> String {
        let text = match self {
            Words::Complaints | Words::First(_) => include_str!("words/complaints.csv"),
            Words::Reviews | Words::FirstReviews(_) => return reviews(),
            Words::TwoSystems => include_str!("words/two_systems.csv"),
            Words::FourApps => include_str!("words/four_apps.csv"),
            Words::Latin => include_str!("words/latin.csv"),
            Words::Mixed => include_str!("words/mixed.csv"),
            Words::Traditional => include_str!("words/traditional.csv"),
            Words::Missing => include_str!("words/missing.csv"),
        };
        text.to_owned()
    }
}

/// Writers whom the reviews of books name; pictures show no names of people.
const WRITERS: [&str; 3] = ["张爱玲", "胡兰成", "爱玲"];

/// The fixed table without the comments at its head.
fn reviews() -> String {
    let table = include_str!("../../tests/data/cloud_words_1000.tsv");
    let is_shown = |row: &&str| {
        let term = row.split('\t').next().unwrap_or_default();
        !row.starts_with('#') && !WRITERS.contains(&term)
    };
    let rows = table.lines().filter(is_shown);
    rows.map(|row| format!("{row}\n")).collect()
}

/// Words of one group belong together.
pub(crate) fn same_group() -> Relations {
    let terms = Words::Complaints.terms().expect("the list is good");
    let mut relations = Relations::default();
    for (n, one) in terms.iter().enumerate() {
        for two in &terms[..n] {
            if one.group == two.group {
                relations.relate(&one.term, &two.term, 0.5);
            }
        }
    }
    relations
}
