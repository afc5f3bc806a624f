//! What an input is like, before anything is counted: how it was understood, what was skipped and
//! noticed, when and how its comments were written, how much noise they hold.
//!
//! [`profile`] reads one [`Source`](crate::ingest::Source) through. Sample values are masked.

mod look;
mod record;
mod script;

pub use look::profile;
pub(crate) use look::sample;
pub use record::{
    ColumnProfile, EncodingProfile, Profile, RatingCount, RuleCount, ScriptCount, SheetProfile,
    TimeSpan,
};
pub use script::Script;
