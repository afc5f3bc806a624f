//! Open inputs and load lists, as a configuration asks.

use std::path::Path;

use super::{Config, KeepDocuments, Pipeline, Published, WordLists, topics};
use crate::Error;
use crate::cloud::Strategy;
use crate::ingest::{Field, IngestError, InputFile, Source};
use crate::ledger::SourceId;
use crate::segment::Dictionary;
use crate::stats::Weight;

/// A run that can begin.
pub struct Prepared {
    /// The inputs that could be opened, in their order.
    pub sources: Vec<Source>,
    /// Why the others could not.
    pub failed: Vec<IngestError>,
    /// Everything else that the run needs.
    pub setup: Setup,
}

/// A configuration with everything that it asks for, loaded.
pub struct Setup {
    /// The configuration.
    pub config: Config,
    /// The stages, ready.
    pub pipeline: Pipeline,
    /// The lists they use.
    pub lists: WordLists,
    /// What stores publish about the apps.
    pub published: Option<Published>,
    /// Names of the topic lists that apply.
    pub topics: Vec<String>,
}

impl Prepared {
    /// The same, keeping the documents one by one if any input has one of these fields: for tables
    /// that need to know what is known of each comment.
    #[must_use]
    pub fn with_documents_by(mut self, fields: &[Field]) -> Prepared {
        let mut columns = self
            .sources
            .iter()
            .map(|source| &source.description().columns);
        if columns.any(|columns| fields.iter().any(|field| columns.has(*field))) {
            self.setup.pipeline = self.setup.pipeline.documents(KeepDocuments::Terms);
        }
        self
    }
}

/// Whether the cloud or the table needs the documents one by one.
fn needed(config: &Config) -> KeepDocuments {
    match (config.cloud.strategy, config.table.weight) {
        (Strategy::Semantic, _) | (_, Weight::TextRank) => KeepDocuments::Terms,
        (Strategy::Nearest | Strategy::Spiral | Strategy::Rows, _) => KeepDocuments::No,
    }
}

/// Opens the files and loads the lists; the dictionary is loaded meanwhile on another thread.
///
/// List files are relative to `base`.
///
/// # Errors
/// [`Error::Lexicon`], [`Error::Clean`], [`Error::Config`] and [`Error::Published`] when a list or a setting cannot be
/// used. Inputs that cannot be opened are in [`Prepared::failed`].
pub fn prepare(config: &Config, base: &Path, files: &[InputFile]) -> Result<Prepared, Error> {
    let options = config.input.read_options();
    std::thread::scope(|scope| {
        let dictionary = scope.spawn(Dictionary::load);
        let (mut sources, mut failed) = (Vec::new(), Vec::new());
        for file in files {
            let id = u32::try_from(sources.len()).expect("there are fewer than 2^32 inputs");
            match Source::open(SourceId(id), file, &options) {
                Ok(source) => sources.push(source),
                Err(error) => failed.push(error),
            }
        }
        let topics = topics::choose(&config.words, &sources)?;
        let names = topics.iter().map(|topic| topic.name.clone()).collect();
        let lists = WordLists::load(&config.words, topics, base)?;
        let dictionary = dictionary
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let setup = Setup {
            config: config.clone(),
            pipeline: Pipeline::with_dictionary(dictionary, &lists, &config.rules)?
                .unknown_words(config.words.unknown_words)
                .ngrams(config.table.ngrams)
                .documents(needed(config)),
            lists,
            published: match &config.table.published {
                Some(file) => Some(Published::read(&base.join(file))?),
                None => None,
            },
            topics: names,
        };
        Ok(Prepared {
            sources,
            failed,
            setup,
        })
    })
}
