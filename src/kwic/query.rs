//! What is looked for.

use std::ops::Range;

use regex::Regex;

use crate::clean::{Firings, lower_case};
use crate::explain::occurrences;
use crate::pipeline::{Course, Pipeline};
use crate::select::Fate;

/// What is looked for in the comments.
#[derive(Debug, Clone)]
pub enum Query {
    /// A term of the frequency table; its lines are its occurrences as it is counted there.
    Term(String),
    /// Characters as they stand in the text, across the borders of words, in any case.
    Phrase(String),
    /// A regular expression, of the crate `regex`.
    Pattern(Regex),
}

/// Why nothing can be looked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KwicError {
    /// Nothing is left of a word when it is read as comments are.
    #[error("word {found:?} is empty")]
    EmptyWord {
        /// The word as it was given.
        found: String,
    },
    /// A pattern is none.
    #[error("pattern {found:?}: {detail}")]
    BadPattern {
        /// The pattern as it was given.
        found: String,
        /// What the parser says.
        detail: String,
    },
    /// A pattern finds the empty text, so it would find something everywhere.
    #[error("pattern {found:?} also matches nothing at all; it must match at least a character")]
    MatchesNothing {
        /// The pattern as it was given.
        found: String,
    },
    /// A width is none.
    #[error("context {found:?}: expected characters, such as 20, or tokens, such as 5t")]
    BadContext {
        /// The text as it was given.
        found: String,
    },
}

impl Query {
    /// A term, written as it may be: it is decoded as comments are.
    ///
    /// # Errors
    /// [`KwicError::EmptyWord`].
    pub fn term(pipeline: &Pipeline, word: &str) -> Result<Query, KwicError> {
        decoded(pipeline, word).map(Query::Term)
    }

    /// Characters in a row, decoded as comments are.
    ///
    /// # Errors
    /// [`KwicError::EmptyWord`].
    pub fn phrase(pipeline: &Pipeline, phrase: &str) -> Result<Query, KwicError> {
        decoded(pipeline, phrase).map(Query::Phrase)
    }

    /// A regular expression.
    ///
    /// ```
    /// use ciyun::kwic::Query;
    /// assert!(Query::pattern("登[录陆]不上").is_ok());
    /// assert!(Query::pattern("登[录").is_err());
    /// assert!(Query::pattern("登*").is_err());
    /// ```
    ///
    /// # Errors
    /// [`KwicError::BadPattern`], [`KwicError::MatchesNothing`].
    pub fn pattern(pattern: &str) -> Result<Query, KwicError> {
        let regex = Regex::new(pattern).map_err(|error| KwicError::BadPattern {
            found: pattern.to_owned(),
            detail: error.to_string(),
        })?;
        if regex.is_match("") {
            return Err(KwicError::MatchesNothing {
                found: pattern.to_owned(),
            });
        }
        Ok(Query::Pattern(regex))
    }

    /// Whether a comment can hold an occurrence, by a look at its text alone. A term may come about
    /// in cleaning and by aliases, so it says nothing against a comment.
    pub(super) fn may_stand_in(&self, source: &str) -> bool {
        match self {
            Query::Term(_) => true,
            Query::Phrase(phrase) => !occurrences(phrase, source).is_empty(),
            Query::Pattern(pattern) => pattern.is_match(source),
        }
    }

    /// The occurrences in a comment, as bytes of its source.
    pub(super) fn find(&self, source: &str, course: &Course) -> Vec<Range<usize>> {
        match self {
            Query::Phrase(phrase) => occurrences(phrase, source),
            Query::Pattern(pattern) => pattern
                .find_iter(source)
                .map(|found| found.range())
                .collect(),
            Query::Term(term) => {
                let tokens = course.tokens.iter();
                let kept = tokens.filter(|token| token.fate == Fate::Kept);
                let of_term = kept.filter(|token| match &token.alias {
                    Some(alias) => alias == term,
                    None => token.token.of(&course.text) == term,
                });
                of_term.map(|token| token.source.clone()).collect()
            }
        }
    }
}

fn decoded(pipeline: &Pipeline, word: &str) -> Result<String, KwicError> {
    let decoded = pipeline.cleaner().decode(word, &mut Firings::default());
    let form = lower_case(decoded.text().trim()).text().to_owned();
    if form.is_empty() {
        return Err(KwicError::EmptyWord {
            found: word.to_owned(),
        });
    }
    Ok(form)
}
