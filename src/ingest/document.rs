//! What the reader hands on: documents in batches, and the rows it had to skip.

use jiff::civil::DateTime;

use crate::ledger::{Location, RuleId, SourceId};

/// One comment with what the scraper knew about it.
///
/// Fields other than `source`, `line` and `text` are `None` when the input has no such column or
/// the cell is empty, a missing marker, or cannot be read, which leaves a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The input the comment came from.
    pub source: SourceId,
    /// The line of the input on which its row begins, counted from 1; in a workbook the row as
    /// Excel numbers it; in JSON of parallel arrays, and in an array of texts, the position in the
    /// array.
    pub line: u64,
    /// The comment as it stands in the cell, uncleaned. May be empty.
    pub text: String,
    /// Everything else that was found in the row.
    pub fields: Fields,
    /// What the reader noticed in the row or did to it, with how often: rules of the level
    /// [`Note`](crate::ledger::Level::Note), and [`RuleId::Rejoined`] with the cells joined.
    pub notes: Vec<(RuleId, u32)>,
}

impl Document {
    /// A comment of which nothing is known but its text and its line, in source 0.
    #[must_use]
    pub fn from_text(text: String, line: u64) -> Document {
        Document {
            source: SourceId(0),
            line,
            text,
            fields: Fields::default(),
            notes: Vec::new(),
        }
    }

    /// Where its row begins.
    #[must_use]
    pub fn place(&self) -> Location {
        Location {
            source: self.source,
            line: self.line,
        }
    }

    /// Whether the document has this field; a text always, be it empty.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        let fields = &self.fields;
        match field {
            Field::Text => true,
            Field::Id => fields.id.is_some(),
            Field::Title => fields.title.is_some(),
            Field::Rating => fields.rating.is_some(),
            Field::Time => fields.time.is_some(),
            Field::Author => fields.author.is_some(),
            Field::App => fields.app.is_some(),
            Field::Platform => fields.platform.is_some(),
            Field::Version => fields.version.is_some(),
            Field::Likes => fields.likes.is_some(),
            Field::Region => fields.region.is_some(),
            Field::Parent => fields.parent.is_some(),
            Field::Reply => fields.reply.is_some(),
            Field::Group => fields.group.is_some(),
        }
    }
}

/// The fields of a row beside its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields {
    /// The platform's id of the comment.
    pub id: Option<String>,
    /// A title beside the text.
    pub title: Option<String>,
    /// Stars, 1 to 5.
    pub rating: Option<f64>,
    /// When the comment was written, in the clock of [`Clock::offset`](super::Clock::offset); a
    /// day without a time of day is its midnight.
    pub time: Option<DateTime>,
    /// Who wrote it; placeholder names such as 匿名用户 count as missing.
    pub author: Option<String>,
    /// The app the comment is about.
    pub app: Option<String>,
    /// Where the comment was published.
    pub platform: Option<String>,
    /// The app's version.
    pub version: Option<String>,
    /// Likes.
    pub likes: Option<u64>,
    /// The author's region.
    pub region: Option<String>,
    /// Id of the comment or post this one answers.
    pub parent: Option<String>,
    /// The operator's reply; never counted as a comment.
    pub reply: Option<String>,
    /// The cell of the column that was named for groups.
    pub group: Option<String>,
}

/// A field of a document that a column can be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The comment.
    Text,
    /// The platform's id.
    Id,
    /// The title.
    Title,
    /// Stars.
    Rating,
    /// When it was written.
    Time,
    /// Who wrote it.
    Author,
    /// The app.
    App,
    /// The platform.
    Platform,
    /// The app's version.
    Version,
    /// Likes.
    Likes,
    /// The region.
    Region,
    /// The comment it answers.
    Parent,
    /// The operator's reply.
    Reply,
    /// What groups are made of; only a column that was asked for.
    Group,
}

impl Field {
    /// All fields.
    pub const ALL: &'static [Field] = &[
        Field::Text,
        Field::Id,
        Field::Title,
        Field::Rating,
        Field::Time,
        Field::Author,
        Field::App,
        Field::Platform,
        Field::Version,
        Field::Likes,
        Field::Region,
        Field::Parent,
        Field::Reply,
        Field::Group,
    ];

    /// The name used in options and in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Field::Text => "text",
            Field::Id => "id",
            Field::Title => "title",
            Field::Rating => "rating",
            Field::Time => "time",
            Field::Author => "author",
            Field::App => "app",
            Field::Platform => "platform",
            Field::Version => "version",
            Field::Likes => "likes",
            Field::Region => "region",
            Field::Parent => "parent",
            Field::Reply => "reply",
            Field::Group => "group",
        }
    }
}

/// Consecutive rows of one input, in its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocumentBatch {
    /// The rows that became documents.
    pub documents: Vec<Document>,
    /// The rows that did not.
    pub skipped: Vec<SkippedRow>,
    /// Bytes of the input consumed for this batch (of the file as stored, so a progress bar can
    /// use the file's size).
    pub bytes_read: u64,
}

/// A row that did not become a document, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedRow {
    /// The input.
    pub source: SourceId,
    /// The line on which the row begins, counted from 1; as for [`Document::line`].
    pub line: u64,
    /// What is wrong with it.
    pub problem: RowProblem,
}

/// Why a row could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowProblem {
    /// The row has another number of fields than the header.
    #[error("found {found} fields, expected {expected}")]
    FieldCount {
        /// Fields in the row.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// The row is not valid in its format.
    #[error("not valid {format}: {detail}")]
    Syntax {
        /// The format's name.
        format: &'static str,
        /// What the parser said.
        detail: String,
    },
    /// The record has no field that holds the comment.
    #[error("no field {field:?}")]
    NoText {
        /// The name of the text field looked for.
        field: String,
    },
    /// The header stands here again.
    #[error("the header again")]
    RepeatedHeader,
    /// A remark below the last comment of a sheet.
    #[error("a remark below the table")]
    Footer,
    /// The record is of another kind than the comments around it.
    #[error("no {missing}: not a comment but what the comments are about")]
    NotComment {
        /// The member that every comment has here.
        missing: &'static str,
    },
}

impl RowProblem {
    /// The rule under which the row is counted.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        match self {
            RowProblem::FieldCount { .. } => RuleId::RowFields,
            RowProblem::Syntax { .. } => RuleId::RowSyntax,
            RowProblem::NoText { .. } => RuleId::RowText,
            RowProblem::RepeatedHeader => RuleId::RowHeader,
            RowProblem::Footer => RuleId::RowFooter,
            RowProblem::NotComment { .. } => RuleId::RowNotComment,
        }
    }
}
