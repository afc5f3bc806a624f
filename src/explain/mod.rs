//! Where a word went, and what became of a comment.
//!
//! [`WordTrace`] and [`RowTrace`] look on while a [`Pipeline`](crate::pipeline::Pipeline) counts,
//! and make a report of it afterwards; they change no count. The sources are read once, and memory
//! grows with the words found, not with the comments.
//!
//! # What an occurrence is
//!
//! The word is searched in each comment as its author typed it, that is after entities, markup,
//! control characters and full-width forms, and before anything else. Word and text are compared
//! in lower case. Occurrences are matches from left to right that do not overlap: 哈哈 occurs once
//! in 哈哈哈. So this is what a search in the file finds, but for what a web page added.
//!
//! # What becomes of it
//!
//! Each occurrence has exactly one [`WordFate`], which the first of these decides:
//!
//! 1. a rule that dropped the comment before its text was rewritten,
//! 2. the text rule after which the word cannot be read there any more (卡死 still can when
//!    卡卡卡卡卡死 is shortened to 卡卡卡死),
//! 3. `empty.cleaned`, for a comment of which no word was left,
//! 4. the borders of the tokens: the word is split, is inside a longer token, or is crossed by a
//!    token that begins or ends elsewhere,
//! 5. the rule that masked the token that is the word,
//! 6. or nothing: it was counted.
//!
//! The occurrences are the sum of the fates, and it is checked in every report. The table may count
//! more: a term can come about in cleaning or between occurrences ([`WordReport::counted_besides`]).

mod advice;
mod entries;
mod error;
mod fate;
mod quotation;
mod report;
mod row;
mod row_report;
mod standing;
#[cfg(test)]
mod tests;
mod tracker;
mod word;

pub use advice::{Advice, Origin};
pub use entries::ListEntry;
pub use error::ExplainError;
pub use fate::WordFate;
pub(crate) use quotation::{Masked, around};
pub use report::{Example, FateReport, Way, WordReport};
pub use row::{RowPlace, RowTrace};
pub use row_report::{
    FieldReport, JoinReport, NoteReport, PersonalReport, RowReport, RowStep, TokenFate, TokenReport,
};
pub use standing::Standing;
pub use word::WordTrace;
pub(crate) use word::occurrences;
