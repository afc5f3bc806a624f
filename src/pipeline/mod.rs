//! The default wiring of all stages; no algorithm of its own.
//!
//! [`prepare`] opens the inputs and loads the lists that a [`Config`] asks for; a [`Pipeline`]
//! holds what is made once and used for every document; [`Pipeline::run`] reads, cleans, cuts and
//! counts; `results` turns the [`Analysis`] into the files of the main job.

mod analysis;
mod axis;
mod config;
mod counter;
mod course;
mod detail;
mod document;
#[cfg(feature = "render")]
mod drawing;
mod effects;
mod entries;
mod facets;
#[cfg(feature = "render")]
mod figures;
#[cfg(feature = "render")]
mod layout;
mod lists;
mod near_duplicates;
#[cfg(feature = "render")]
mod network_figure;
mod onlooker;
mod picture_config;
mod prepare;
mod progress;
mod published;
mod related;
#[cfg(feature = "render")]
mod replay;
#[cfg(feature = "render")]
mod results;
mod topics;
mod variation;
mod variation_serial;

pub use analysis::{Analysis, KeepDocuments, MAX_NAMED_ROWS, Pipeline, SourceSummary};
pub use axis::{Axis, Choice, Dedupe, Joins, SingleChar, StopList, VariantSettings};
pub use config::{
    Config, ConfigError, InputConfig, OutputConfig, TEMPLATE, TableConfig, WordsConfig,
};
pub use course::{Course, FatedToken};
pub use detail::{Detail, Details};
pub use document::{Pending, Trace};
#[cfg(feature = "render")]
pub use drawing::{Drawing, weighted};
pub use effects::RuleEffect;
pub use entries::{EntryCount, entry_counts};
pub use facets::{FACETS, Facets, facets};
#[cfg(feature = "render")]
pub use figures::figure_files;
#[cfg(feature = "render")]
pub use layout::lay_out;
pub use lists::WordLists;
pub(crate) use near_duplicates::near_duplicates;
#[cfg(feature = "render")]
pub use network_figure::TermNetwork;
pub use onlooker::Onlooker;
pub use picture_config::{FontConfig, MaskConfig};
pub use prepare::{Prepared, Setup, prepare};
pub use progress::Progress;
pub use published::Published;
pub use related::relations;
#[cfg(feature = "render")]
pub use replay::{Effective, effective};
#[cfg(feature = "render")]
pub use results::{Results, results};
pub use variation::{Variation, VariationError};
