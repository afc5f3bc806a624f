//! Word lists of all kinds: how they are read, checked and identified.
//!
//! A list is UTF-8 text. Lines that begin with `#` and a blank are comments; before the first
//! entry, comments of the form `# key: value` are the header. A line `## name` opens a section.
//! Every other line that is not blank is an entry. Categories have terms and names in two
//! languages, so they are TOML, with the same header; see [`CategoryLexicon`].

mod alias;
mod category;
mod embedded;
mod encoding;
mod fold;
mod list;
mod list_use;
mod tags;
mod topic;
mod user;

pub use alias::{AliasEntry, AliasKind, AliasTable};
pub(crate) use category::pattern_builder;
pub use category::{Category, CategoryLexicon, CategoryProblem, pattern};
pub use embedded::Embedded;
pub(crate) use encoding::decode;
pub use fold::fold;
pub use list::{Entry, LexiconError, WordList};
pub use list_use::ListUse;
pub use tags::{tag_is, tag_name, tags};
pub use topic::TopicList;
pub use user::{LexiconEntry, LexiconLine, UserLexicon};
