//! What sets groups of comments apart: key words, with effect sizes and tests.
//!
//! The unit is the comment: a word counts once in it, so that somebody who repeats a word does not
//! make it look like the word of a group. Every row carries the raw counts of both sides.
//!
//! With two groups each is the other's reference. With more, it is first asked whether a word is
//! spread unevenly at all ([`HeterogeneityRow`]), and then each group stands against the others,
//! which weigh the same however many comments they have ([`EqualWeights`](crate::stats::EqualWeights)).
//!
//! The p-value is that of the exact test on comments
//! ([`exact_p`](crate::stats::exact_p)): with words that repeat within comments, tests on tokens
//! call one word in four significant where there is nothing. It is adjusted for all words tested
//! ([`Correction`](crate::stats::Correction)). Where the authors are known, a permutation by author
//! tells what remains when the comments of an author are taken together.

mod comparison;
mod groups;
mod tables;
#[cfg(test)]
mod tests;

pub use comparison::{
    AuthorTest, CompareOptions, Comparison, GroupSummary, HeterogeneityRow, KeynessRow, compare,
};
pub use groups::CompareError;
