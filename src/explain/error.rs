//! What cannot be explained.

/// Why there is nothing to explain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExplainError {
    /// The word is empty, or nothing is left of it once it is decoded as comments are.
    #[error("found the word {found:?}, expected one with a visible character")]
    EmptyWord {
        /// The word as given.
        found: String,
    },
    /// The place of a row has another form.
    #[error("found {found:?}, expected a place such as comments.csv:190")]
    BadPlace {
        /// The place as given.
        found: String,
    },
    /// No input has the name.
    #[error("{name}: no input has this name; found {}", known.join(", "))]
    NoSuchInput {
        /// The name as given.
        name: String,
        /// Names of the inputs.
        known: Vec<String>,
    },
    /// No comment begins on the line.
    #[error(
        "{name}:{line}: no comment begins on this line; {n_comments} comments found{}{}",
        before.map(|line| format!(", the one before on line {line}")).unwrap_or_default(),
        after.map(|line| format!(", the next on line {line}")).unwrap_or_default()
    )]
    NoSuchRow {
        /// Name of the input.
        name: String,
        /// The line as given.
        line: u64,
        /// Comments in the input.
        n_comments: u64,
        /// The line on which the comment before it begins; it may reach over the line asked for.
        before: Option<u64>,
        /// The line on which the next one begins.
        after: Option<u64>,
    },
    /// The row on the line was skipped.
    #[error("{name}:{line}: this row was skipped: {problem}")]
    SkippedRow {
        /// Name of the input.
        name: String,
        /// The line.
        line: u64,
        /// What is wrong with the row.
        problem: crate::ingest::RowProblem,
    },
}
