//! Which column is read as which field.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::synonyms::{NEVER_TEXT, SYNONYMS, is_known, normalize};
use super::tools::{self, Tool};
use super::{Field, IngestError};

/// A column with comments has at least this many Chinese characters in the mean of its cells.
const MIN_MEAN_HAN: f64 = 4.0;

/// At least this share of the cells of a column with comments has a character of
/// [`SPEAKING`] or a punctuation mark. Names of apps, companies and places hardly have any; of
/// comments, also short ones, most do.
const MIN_SPEAKING_SHARE: f64 = 0.3;

/// Characters that build sentences and are rare in names: particles, pronouns, negation, adverbs
/// and common verbs, but not 有, 能 and 会, which stand in names of companies (有限公司).
const SPEAKING: &str = "的了是不我你他这那很没就都也还吗吧呢啊太要让给着说去来好";

/// At least this share of the cells of a column with comments differ from each other.
const MIN_DISTINCT_SHARE: f64 = 0.5;

/// A cell of this many Chinese characters is a sentence, not a header.
const SENTENCE_HAN: usize = 12;

/// The user's choice of columns, by header or by position (`#3` is the third); `None` leaves the
/// choice to the reader.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ColumnChoice {
    /// The column of the comment.
    pub text: Option<String>,
    /// The column of its id.
    pub id: Option<String>,
    /// The column of its title.
    pub title: Option<String>,
    /// The column of its stars.
    pub rating: Option<String>,
    /// The column of the time it was written.
    pub time: Option<String>,
    /// The column of its author.
    pub author: Option<String>,
    /// The column of the app it is about.
    pub app: Option<String>,
    /// The column of the platform.
    pub platform: Option<String>,
    /// The column of the app's version.
    pub version: Option<String>,
    /// The column of its likes.
    pub likes: Option<String>,
    /// The column of the author's region.
    pub region: Option<String>,
    /// The column of the comment it answers.
    pub parent: Option<String>,
    /// The column of the operator's reply.
    pub reply: Option<String>,
    /// The column whose cells make groups.
    pub group: Option<String>,
}

impl ColumnChoice {
    /// The column chosen for a field.
    #[must_use]
    pub fn of(&self, field: Field) -> Option<&str> {
        let choice = match field {
            Field::Text => &self.text,
            Field::Id => &self.id,
            Field::Title => &self.title,
            Field::Rating => &self.rating,
            Field::Time => &self.time,
            Field::Author => &self.author,
            Field::App => &self.app,
            Field::Platform => &self.platform,
            Field::Version => &self.version,
            Field::Likes => &self.likes,
            Field::Region => &self.region,
            Field::Parent => &self.parent,
            Field::Reply => &self.reply,
            Field::Group => &self.group,
        };
        choice.as_deref()
    }

    /// The columns that were asked for, with their fields.
    pub(super) fn asked(&self) -> impl Iterator<Item = (Field, &str)> {
        SYNONYMS
            .iter()
            .filter_map(|(field, _)| Some((*field, self.of(*field)?)))
    }
}

/// Why a column was chosen for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChosenBy {
    /// The user named it.
    Option,
    /// The file is the export of a known tool, which keeps the field there.
    Tool,
    /// Its header is known for the field.
    Name,
    /// Its cells look like comments.
    Content,
}

impl ChosenBy {
    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ChosenBy::Option => "option",
            ChosenBy::Tool => "tool",
            ChosenBy::Name => "name",
            ChosenBy::Content => "content",
        }
    }
}

/// Where the names of the columns come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeaderOrigin {
    /// The file names its columns.
    #[default]
    File,
    /// The file has no header; columns are numbered 字段1, 字段2, ….
    Numbered,
}

/// The columns of an input and what they are read as. Plain text has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// Names of all columns, in their order; for JSON the keys seen in the sample, in order of
    /// appearance, keys of nested objects as `author.name`.
    pub header: Vec<String>,
    /// Where the names come from.
    pub origin: HeaderOrigin,
    /// The tool that wrote the file, when it is known by its columns.
    pub tool: Option<&'static Tool>,
    /// The fields found, with the column (counted from 0) and the reason. A time may stand in two
    /// columns, the day first. Every other column is not read.
    pub fields: Vec<(Field, usize, ChosenBy)>,
}

impl Columns {
    /// Whether a column is read as this field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.fields.iter().any(|(found, _, _)| *found == field)
    }
}

/// The beginning of a table.
#[derive(Debug, Default)]
pub(super) struct Sample {
    pub(super) header: Vec<String>,
    pub(super) origin: HeaderOrigin,
    /// Cells by row; a row may be shorter than the header.
    pub(super) rows: Vec<Vec<String>>,
}

impl Sample {
    /// Takes the first row as the header, unless it looks like data.
    pub(super) fn of_table(mut rows: Vec<Vec<String>>, choice: &ColumnChoice) -> Sample {
        let Some(first) = rows.first() else {
            return Sample::default();
        };
        let named = first.iter().any(|cell| is_known(cell))
            || choice
                .asked()
                .any(|(_, asked)| find(first, asked).is_some());
        if !named && first.iter().any(|cell| is_data(cell)) {
            return Sample {
                header: (1..=first.len()).map(|n| format!("字段{n}")).collect(),
                origin: HeaderOrigin::Numbered,
                rows,
            };
        }
        let header = rows.remove(0);
        Sample {
            header: header.iter().map(|cell| trim(cell).to_owned()).collect(),
            origin: HeaderOrigin::File,
            rows,
        }
    }
}

/// A header without blanks, byte order mark and quotes around it.
pub(super) fn trim(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '"'))
}

/// Whether a cell can hardly be a header: a number, a date, a web address or a sentence.
fn is_data(cell: &str) -> bool {
    let cell = trim(cell);
    let n_digits = cell.chars().filter(char::is_ascii_digit).count();
    cell.parse::<f64>().is_ok()
        || n_digits >= 6
        || cell.contains("://")
        || count_han(cell) >= SENTENCE_HAN
        || cell.contains(['，', '。', '！', '？'])
}

/// Chooses a column for every field.
///
/// The user's choice comes first, then known headers, then, for the text alone, the content.
pub(super) fn choose(
    name: &str,
    sample: &Sample,
    choice: &ColumnChoice,
) -> Result<Columns, IngestError> {
    let mut fields: Vec<(Field, usize, ChosenBy)> = Vec::new();
    for (field, asked) in choice.asked() {
        let Some(column) = locate(&sample.header, asked) else {
            return Err(IngestError::NoSuchColumn {
                name: name.to_owned(),
                asked: asked.to_owned(),
                found: sample.header.clone(),
            });
        };
        fields.push((field, column, ChosenBy::Option));
    }
    let plain: Vec<String> = sample.header.iter().map(|cell| normalize(cell)).collect();
    let free = |fields: &[(Field, usize, ChosenBy)], column: usize| {
        // Groups may be made of any column, also of one that is a field.
        let mut others = fields.iter().filter(|(field, ..)| *field != Field::Group);
        others.all(|(_, taken, _)| *taken != column)
    };
    let named = sample.origin == HeaderOrigin::File;
    let tool = named.then(|| tools::of_header(&plain)).flatten();
    if let Some(tool) = tool {
        for (field, _) in SYNONYMS
            .iter()
            .filter(|(field, _)| choice.of(*field).is_none())
        {
            let found = tool.columns_of(*field).find_map(|name| {
                let columns = name.split('+');
                let columns = columns.map(|name| plain.iter().position(|header| header == name));
                columns.collect::<Option<Vec<usize>>>()
            });
            let columns = found.into_iter().flatten();
            fields.extend(columns.map(|column| (*field, column, ChosenBy::Tool)));
        }
    }
    for (field, names) in SYNONYMS {
        let settled = tool.is_some_and(|tool| tool.settles(*field));
        if choice.of(*field).is_none() && named && !settled {
            let column = names.iter().find_map(|name| {
                let column = plain.iter().position(|header| header == name)?;
                free(&fields, column).then_some(column)
            });
            fields.extend(column.map(|column| (*field, column, ChosenBy::Name)));
        }
    }
    if fields.iter().all(|(field, ..)| *field != Field::Text) {
        let candidates = (0..plain.len()).filter(|column| {
            free(&fields, *column)
                && !NEVER_TEXT.contains(&plain[*column].as_str())
                && !is_known(&plain[*column])
        });
        let Some(column) = longest_han(&sample.rows, candidates) else {
            return Err(IngestError::NoTextColumn {
                name: name.to_owned(),
                expected: SYNONYMS[0].1[..6].join(", "),
                found: sample.header.clone(),
            });
        };
        fields.push((Field::Text, column, ChosenBy::Content));
    }
    fields.sort_by_key(|(field, ..)| *field);
    let rating = fields.iter().find(|(field, ..)| *field == Field::Rating);
    let tool = tool.or_else(|| {
        let (_, column, _) = rating?;
        let ratings = sample.rows.iter().filter_map(|row| row.get(*column));
        tools::of_ratings(ratings.map(String::as_str))
    });
    Ok(Columns {
        header: sample.header.clone(),
        origin: sample.origin,
        tool,
        fields,
    })
}

/// The column of a name, as written or else as normalized.
pub(super) fn find(header: &[String], asked: &str) -> Option<usize> {
    let exact = header.iter().position(|name| trim(name) == trim(asked));
    let plain = normalize(asked);
    exact.or_else(|| header.iter().position(|name| normalize(name) == plain))
}

fn locate(header: &[String], asked: &str) -> Option<usize> {
    find(header, asked).or_else(|| {
        let number: usize = asked.trim().strip_prefix('#')?.parse().ok()?;
        number
            .checked_sub(1)
            .filter(|column| *column < header.len())
    })
}

/// The column with the most Chinese characters in a cell in the mean, if it looks like comments.
#[expect(
    clippy::cast_precision_loss,
    reason = "a sample is far below 2^52 cells and characters"
)]
fn longest_han(rows: &[Vec<String>], candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for column in candidates {
        let cells: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.get(column).map(|cell| cell.trim()))
            .filter(|cell| !cell.is_empty())
            .collect();
        let n = cells.len() as f64;
        let distinct = cells.iter().collect::<BTreeSet<_>>().len() as f64;
        let mean = cells.iter().map(|cell| count_han(cell)).sum::<usize>() as f64 / n;
        let speaking = cells.iter().filter(|cell| speaks(cell)).count() as f64;
        let fits = !cells.is_empty()
            && mean >= MIN_MEAN_HAN
            && distinct >= n * MIN_DISTINCT_SHARE
            && speaking >= n * MIN_SPEAKING_SHARE;
        if fits && best.is_none_or(|(_, most)| mean > most) {
            best = Some((column, mean));
        }
    }
    best.map(|(column, _)| column)
}

/// Whether a cell reads like something said, not like a name.
fn speaks(cell: &str) -> bool {
    cell.contains(|c: char| SPEAKING.contains(c) || "，。！？；、…,!?~".contains(c))
}

fn count_han(text: &str) -> usize {
    let is_han = |c: &char| matches!(*c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    text.chars().filter(is_han).count()
}

#[cfg(test)]
#[path = "columns_tests.rs"]
mod tests;
