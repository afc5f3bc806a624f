//! Comments coded by dictionary: which of the categories does a comment belong to?
//!
//! A comment belongs to a category when one of its terms fires, and to as many categories as have
//! one. A term fires where it stands in the cleaned text and begins and ends at borders of tokens,
//! so 方便 does not fire inside the token 不方便, nor 卡 inside 银行卡; a term of several tokens may
//! be cut in any way within. A pattern (`/…/`) fires wherever it fits. However often it fires, a
//! comment counts once for a term and once for a category.
//!
//! Coding by dictionary finds what the dictionary names: a comment in no category may still be a
//! complaint, and irony is taken at its word. The coverage, the terms that fired and the examples
//! are there to judge that.

mod coder;
mod counts;
mod phrases;
mod rows;
#[cfg(test)]
mod tests;

pub use coder::{Coder, Coding, Fired};
pub use counts::{CategoryCounts, CategoryImbalance, Coded, Example};
pub use rows::{CategoryRow, CategoryTable, TermRow};
