//! Which tables of a database are read.

use super::columns::{Sample, choose};
use super::database::Stored;
use super::synonyms::normalize;
use super::{ChosenBy, ColumnChoice, Columns, Field, IngestError, Table};

/// Parts of the names of tables with comments, beside tables with posts.
const COMMENT_TABLES: &[&str] = &["comment", "review", "评论", "评价", "留言"];

/// Columns of ids that only comments have, normalized.
const COMMENT_IDS: &[&str] = &[
    "commentid",
    "reviewid",
    "rpid",
    "评论id",
    "评论编号",
    "留言编号",
];

/// What a table holds, the preferred last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Texts under an unknown name.
    Texts,
    /// Texts under a known name, which may be posts.
    Posts,
    /// Comments, by the name of the table or of its ids.
    Comments,
}

/// A table as it was found.
pub(super) struct Candidate {
    name: String,
    stored: Stored,
    /// Rows in the sample.
    n_rows: usize,
    /// What it holds, with the number of known fields; or why it is no candidate.
    rank: Result<(Kind, usize), IngestError>,
}

impl Candidate {
    pub(super) fn new(
        file: &str,
        name: String,
        stored: Stored,
        sample: &Sample,
        choice: &ColumnChoice,
    ) -> Candidate {
        let rank = choose(file, sample, choice).map(|columns| rank(&name, &columns));
        Candidate {
            name,
            stored,
            n_rows: sample.rows.len(),
            rank,
        }
    }
}

fn rank(name: &str, columns: &Columns) -> (Kind, usize) {
    let by_content = columns
        .fields
        .iter()
        .any(|(field, _, by)| *field == Field::Text && *by == ChosenBy::Content);
    let name = name.to_lowercase();
    let has_ids = columns.fields.iter().any(|(field, column, _)| {
        let header = columns.header.get(*column).map(|name| normalize(name));
        *field == Field::Id && header.is_some_and(|id| COMMENT_IDS.contains(&id.as_str()))
    });
    let is_named = COMMENT_TABLES.iter().any(|part| name.contains(part));
    let kind = match (by_content, has_ids || is_named) {
        (true, _) => Kind::Texts,
        (false, false) => Kind::Posts,
        (false, true) => Kind::Comments,
    };
    (kind, columns.fields.len())
}

/// The tables to read, by name. Of those with rows:
///
/// - all tables with comments: crawlers keep one for each platform;
/// - else, of tables with other texts under a known name, those with the most known fields;
/// - else the one whose texts are found by content, the first of the longest.
///
/// A view shows what lies in tables, so one is read only where no table of its kind is. Without
/// any row, one table stands for the file.
///
/// # Errors
/// When there are rows, but none can be read: why that of the longest table cannot.
pub(super) fn pick(candidates: Vec<Candidate>) -> Result<Vec<Table>, IngestError> {
    let all_empty = candidates.iter().all(|candidate| candidate.n_rows == 0);
    let (mut fit, mut others, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for candidate in candidates {
        match candidate.rank {
            _ if candidate.n_rows == 0 && !all_empty => {}
            Ok((kind, n_known)) => {
                fit.push((
                    kind,
                    candidate.stored,
                    n_known,
                    candidate.n_rows,
                    candidate.name,
                ));
            }
            Err(error) => {
                refused.push((candidate.n_rows, error));
                others.push(candidate.name);
            }
        }
    }
    let best = fit.iter().map(|(kind, stored, ..)| (*kind, *stored)).max();
    let Some((kind, stored)) = best else {
        let longest = refused.into_iter().rev().max_by_key(|(n_rows, _)| *n_rows);
        return match longest {
            Some((n_rows, error)) if n_rows > 0 => Err(error),
            _ => Ok(Vec::new()),
        };
    };
    let of_kind = |(k, s, ..): &(Kind, Stored, usize, usize, String)| (*k, *s) == (kind, stored);
    let (mut chosen, rest): (Vec<_>, Vec<_>) = fit.into_iter().partition(of_kind);
    others.extend(rest.into_iter().map(|(.., name)| name));
    let score = |(_, _, n_known, n_rows, _): &(Kind, Stored, usize, usize, String)| match kind {
        Kind::Texts => *n_rows,
        Kind::Posts | Kind::Comments => *n_known,
    };
    if kind != Kind::Comments || stored == Stored::View {
        let most = chosen.iter().map(score).max().unwrap_or_default();
        let (best, rest): (Vec<_>, Vec<_>) = chosen.into_iter().partition(|c| score(c) == most);
        chosen = best;
        others.extend(rest.into_iter().map(|(.., name)| name));
    }
    if all_empty || kind == Kind::Texts || stored == Stored::View {
        let rest = chosen.split_off(1);
        others.extend(rest.into_iter().map(|(.., name)| name));
    }
    others.sort();
    let tables = chosen.into_iter().map(|(.., name)| Table {
        name,
        others: others.clone(),
    });
    Ok(tables.collect())
}
