//! One error for callers who run the whole chain.

/// Anything that can go wrong between an input and a result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An input cannot be read.
    #[error(transparent)]
    Ingest(#[from] crate::ingest::IngestError),
    /// A word list cannot be used.
    #[error(transparent)]
    Lexicon(#[from] crate::lexicon::LexiconError),
    /// A list of the cleaner cannot be used.
    #[error(transparent)]
    Clean(#[from] crate::clean::CleanError),
    /// Counts cannot be added.
    #[error(transparent)]
    Count(#[from] crate::count::CountError),
    /// A table of terms cannot be read.
    #[error(transparent)]
    Table(#[from] crate::table::TableError),
    /// Published figures cannot be read.
    #[error(transparent)]
    Published(#[from] crate::ratings::PublishedError),
    /// A workbook cannot be made.
    #[cfg(feature = "xlsx")]
    #[error(transparent)]
    Workbook(#[from] crate::table::WorkbookError),
    /// There is no layout.
    #[error(transparent)]
    Cloud(#[from] crate::cloud::CloudError),
    /// A layout cannot be drawn.
    #[cfg(feature = "render")]
    #[error(transparent)]
    Render(#[from] crate::render::RenderError),
    /// The crate wordcloud-rs gave no layout.
    #[cfg(feature = "wordcloud-rs")]
    #[error(transparent)]
    WordcloudRs(#[from] crate::wordcloud_rs::WordcloudRsError),
    /// A configuration cannot be used.
    #[error(transparent)]
    Config(#[from] crate::pipeline::ConfigError),
    /// A result cannot be written.
    #[error(transparent)]
    Folder(#[from] crate::manifest::FolderError),
    /// There is no time line.
    #[error(transparent)]
    Timeline(#[from] crate::timeline::TimelineError),
    /// Variants cannot be compared.
    #[error(transparent)]
    Robust(#[from] crate::robust::RobustError),
    /// Filled sheets cannot be compared.
    #[error(transparent)]
    Coding(#[from] crate::coding::CodingError),
    /// The comments with and without category are not all comments: a bug of ciyun.
    #[error(transparent)]
    Categories(#[from] crate::categories::CategoryImbalance),
    /// The ledger does not balance: a bug of ciyun.
    #[error(transparent)]
    Imbalance(#[from] crate::ledger::Imbalance),
}
