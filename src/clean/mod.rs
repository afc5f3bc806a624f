//! Document rules that drop a comment and text rules that rewrite it, in a fixed order.
//!
//! [`Cleaner::decode`] turns the text of a cell into what its author typed: entities, markup,
//! bytes lost to the encoding, control characters, full-width forms. [`Cleaner::judge_decoded`]
//! and [`DuplicateIndex`] judge that text. [`Cleaner::rewrite`] then takes out what is not
//! language (repost chains, addresses, emoji, …), and [`Cleaner::judge_cleaned`] drops what is
//! left without a word. Every firing is counted in [`Firings`], and [`CleanText`] leads from any
//! range of the result back to the cell.
//!
//! A text rule is a function that looks at a text and proposes [`Edits`]; it is not called when
//! no byte of the text can concern it. All rules run in time linear in the length of the text.

mod alignment;
mod boilerplate;
mod case;
mod column_filter;
mod control;
mod document;
mod duplicate_clusters;
mod duplicate_keys;
mod duplicates;
mod emoji;
mod emoticon;
mod encoding;
mod entities;
mod firings;
mod markup;
mod mention;
mod near_duplicates;
mod phrase;
mod pipeline;
mod platform;
mod repost;
mod step;
mod stretch;
mod topic_marks;
mod traditional;
mod triggers;
mod url;
mod width;

pub use alignment::{CleanText, Edits};
pub use case::lower_case;
pub use column_filter::FieldConditions;
pub use duplicate_clusters::{DuplicateCluster, DuplicateClusters};
pub use duplicate_keys::DuplicateKeys;
pub use duplicates::DuplicateIndex;
pub(crate) use emoji::is_picture;
pub(crate) use emoticon::is_han;
pub use firings::{Firings, Watch};
pub use near_duplicates::{
    DocumentKey, NearDuplicateCluster, NearDuplicateIndex, NearDuplicateOptions,
    NearDuplicateSignature, NearDuplicates,
};
pub use pipeline::{CleanError, CleanLists, Cleaner};
pub use platform::Platform;
pub use step::Step;

#[cfg(test)]
mod tests;
