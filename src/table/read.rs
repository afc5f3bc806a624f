//! Read a table of terms and weights back, whoever made it.

use std::collections::BTreeMap;

use crate::lexicon::{decode, fold};

/// Names under which the column of terms is found, in order of preference.
const TERM_COLUMNS: [&str; 6] = ["term", "word", "词语", "词", "关键词", "词汇"];
/// Names under which the column of weights is found, in order of preference.
const WEIGHT_COLUMNS: [&str; 8] = [
    "tf",
    "count",
    "weight",
    "词频",
    "频次",
    "频数",
    "freq",
    "frequency",
];

/// Names under which the column of groups is found, in order of preference.
const GROUP_COLUMNS: [&str; 7] = ["group", "组别", "分组", "组", "应用", "app", "类别"];
/// Names under which the column of scores is found, in order of preference.
const SCORE_COLUMNS: [&str; 7] = [
    "score",
    "得分",
    "分数",
    "keyness",
    "关键性",
    "log_ratio",
    "对数比",
];

/// A term and the number that sizes it in a cloud.
///
/// ```
/// use ciyun::table::WeightedTerm;
/// let term = WeightedTerm::new("闪退", 40.0).in_group("全省事").with_score(-1.5);
/// assert_eq!((term.weight, term.group.as_deref(), term.score), (40.0, Some("全省事"), Some(-1.5)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedTerm {
    /// The term.
    pub term: String,
    /// Its weight; above 0.
    pub weight: f64,
    /// The group that it belongs to, such as an app, where clouds compare groups.
    pub group: Option<String>,
    /// A signed number that can colour it, such as a keyness; 0 is neutral.
    pub score: Option<f64>,
}

impl WeightedTerm {
    /// A term without group and score.
    #[must_use]
    pub fn new(term: impl Into<String>, weight: f64) -> WeightedTerm {
        WeightedTerm {
            term: term.into(),
            weight,
            group: None,
            score: None,
        }
    }

    /// The same term in a group.
    #[must_use]
    pub fn in_group(mut self, group: impl Into<String>) -> WeightedTerm {
        self.group = Some(group.into());
        self
    }

    /// The same term with a score.
    #[must_use]
    pub fn with_score(mut self, score: f64) -> WeightedTerm {
        self.score = Some(score);
        self
    }
}

/// Why a table of terms could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The text is neither UTF-8, UTF-16 with a byte order mark, nor GB18030.
    #[error("{name}: neither UTF-8 nor GBK; save the table as UTF-8")]
    UnknownEncoding {
        /// The file.
        name: String,
    },
    /// The text is neither CSV nor JSON of the expected shape.
    #[error("{name}:{line}: {detail}; expected CSV with a header, or a JSON array of objects")]
    Syntax {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// What the parser said.
        detail: String,
    },
    /// A column is missing.
    #[error("{name}: no column of {wanted} among {found:?}; name it one of {expected:?}")]
    MissingColumn {
        /// The file.
        name: String,
        /// `terms` or `weights`.
        wanted: &'static str,
        /// The columns there are.
        found: Vec<String>,
        /// The names looked for.
        expected: Vec<&'static str>,
    },
    /// A weight is not a number above 0.
    #[error("{name}:{line}: expected a weight above 0 for {term:?}, found {found:?}")]
    BadWeight {
        /// The file.
        name: String,
        /// Line of a CSV row or number of a JSON object, from 1.
        line: u64,
        /// The term.
        term: String,
        /// The weight as it stands.
        found: String,
    },
    /// A score is not a number.
    #[error("{name}:{line}: expected a number or nothing as score of {term:?}, found {found:?}")]
    BadScore {
        /// The file.
        name: String,
        /// Line of a CSV row or number of a JSON object, from 1.
        line: u64,
        /// The term.
        term: String,
        /// The score as it stands.
        found: String,
    },
    /// A term stands twice in one group, or twice where there are no groups.
    #[error("{name}:{line}: {term:?} stands in line {first} already; add up its weights first")]
    DuplicateTerm {
        /// The file.
        name: String,
        /// Line of a CSV row or number of a JSON object, from 1.
        line: u64,
        /// The term.
        term: String,
        /// Where it stands first.
        first: u64,
    },
}

/// Reads terms and weights from CSV (comma, semicolon or tab) or JSON, in the order of the table.
///
/// Columns are found by their names. A table of words and numbers alone, as ROST CM6 writes it,
/// needs no header. A column of groups and one of scores are read where they are found; a term may
/// stand once in each group, and an empty cell is no group or no score. The encoding is UTF-8,
/// UTF-16 with a byte order mark, or GBK.
///
/// ```
/// use ciyun::table::read_weighted_terms;
/// let terms = read_weighted_terms("top.csv", "词语,词频\n闪退,40\n".as_bytes())?;
/// assert_eq!((terms[0].term.as_str(), terms[0].weight), ("闪退", 40.0));
/// let terms = read_weighted_terms("keyness.csv", "term,tf,app,keyness\n闪退,40,甲,-2.5\n".as_bytes())?;
/// assert_eq!((terms[0].group.as_deref(), terms[0].score), (Some("甲"), Some(-2.5)));
/// # Ok::<(), ciyun::table::TableError>(())
/// ```
///
/// # Errors
/// [`TableError`] names the file and the line.
pub fn read_weighted_terms(name: &str, bytes: &[u8]) -> Result<Vec<WeightedTerm>, TableError> {
    let text = decode(bytes).ok_or_else(|| TableError::UnknownEncoding {
        name: name.to_owned(),
    })?;
    let text = text.as_ref();
    let (header, rows) = if text.trim_start().starts_with('[') {
        json_rows(name, text)?
    } else {
        csv_rows(name, text)?
    };
    let columns = Columns {
        term: find(name, "terms", &header, &TERM_COLUMNS)?,
        weight: find(name, "weights", &header, &WEIGHT_COLUMNS)?,
        group: position(&header, &GROUP_COLUMNS),
        score: position(&header, &SCORE_COLUMNS),
    };
    let mut lines = BTreeMap::new();
    let mut terms = Vec::with_capacity(rows.len());
    for (line, cells) in rows {
        let term = columns.read(name, line, &cells)?;
        let key = (term.term.clone(), term.group.clone());
        if let Some(first) = lines.insert(key, line) {
            return Err(TableError::DuplicateTerm {
                name: name.to_owned(),
                line,
                term: term.term,
                first,
            });
        }
        terms.push(term);
    }
    Ok(terms)
}

/// Where in a row the values stand.
struct Columns {
    term: usize,
    weight: usize,
    group: Option<usize>,
    score: Option<usize>,
}

impl Columns {
    fn read(&self, name: &str, line: u64, cells: &[String]) -> Result<WeightedTerm, TableError> {
        let cell = |index: usize| cells.get(index).map_or("", |cell| cell.trim());
        let term = undefuse(cell(self.term)).to_owned();
        let found = cell(self.weight);
        let weight = number(found).filter(|&weight| weight > 0.0);
        let Some(weight) = weight else {
            return Err(TableError::BadWeight {
                name: name.to_owned(),
                line,
                term,
                found: found.to_owned(),
            });
        };
        let filled = |index: Option<usize>| index.map(cell).filter(|cell| !cell.is_empty());
        let score = match filled(self.score) {
            None => None,
            Some(found) => Some(number(undefuse(found)).ok_or_else(|| TableError::BadScore {
                name: name.to_owned(),
                line,
                term: term.clone(),
                found: found.to_owned(),
            })?),
        };
        Ok(WeightedTerm {
            term,
            weight,
            group: filled(self.group).map(|group| undefuse(group).to_owned()),
            score,
        })
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Takes off the apostrophe that our own CSV writer puts before a formula.
pub(crate) fn undefuse(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

fn find(
    name: &str,
    wanted: &'static str,
    header: &[String],
    synonyms: &[&'static str],
) -> Result<usize, TableError> {
    position(header, synonyms).ok_or_else(|| TableError::MissingColumn {
        name: name.to_owned(),
        wanted,
        found: header.to_vec(),
        expected: synonyms.to_vec(),
    })
}

/// The first column of the most preferred name.
fn position(header: &[String], synonyms: &[&str]) -> Option<usize> {
    synonyms
        .iter()
        .find_map(|synonym| header.iter().position(|column| fold(column) == *synonym))
}

type Rows = (Vec<String>, Vec<(u64, Vec<String>)>);

fn csv_rows(name: &str, text: &str) -> Result<Rows, TableError> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';']
        .into_iter()
        .find(|delimiter| first.as_bytes().contains(delimiter))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let syntax = |error: csv::Error| TableError::Syntax {
        name: name.to_owned(),
        line: error.position().map_or(1, csv::Position::line),
        detail: error.to_string(),
    };
    let header: Vec<String> = reader
        .headers()
        .map_err(syntax)?
        .iter()
        .map(str::to_owned)
        .collect();
    let mut rows = Vec::new();
    let header = match header.as_slice() {
        [term, weight] if term.parse::<f64>().is_err() && weight.parse::<f64>().is_ok() => {
            rows.push((1, header));
            vec![TERM_COLUMNS[0].to_owned(), WEIGHT_COLUMNS[0].to_owned()]
        }
        _ => header,
    };
    for record in reader.records() {
        let record = record.map_err(syntax)?;
        let line = record.position().map_or(1, csv::Position::line);
        rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok((header, rows))
}

fn json_rows(name: &str, text: &str) -> Result<Rows, TableError> {
    let objects: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(text)
        .map_err(|error| TableError::Syntax {
            name: name.to_owned(),
            line: error.line() as u64,
            detail: error.to_string(),
        })?;
    let mut header: Vec<String> = Vec::new();
    for key in objects.iter().flat_map(|object| object.keys()) {
        if !header.contains(key) {
            header.push(key.clone());
        }
    }
    let rows = objects
        .iter()
        .zip(1..)
        .map(|(object, number)| {
            let cells = header
                .iter()
                .map(|key| match object.get(key) {
                    Some(serde_json::Value::String(text)) => text.clone(),
                    Some(serde_json::Value::Null) | None => String::new(),
                    Some(value) => value.to_string(),
                })
                .collect();
            (number, cells)
        })
        .collect();
    Ok((header, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::sample;
    use crate::table::{ByteOrderMark, to_csv, to_json};

    fn terms(text: &str) -> Vec<(String, f64)> {
        read_weighted_terms("t", text.as_bytes())
            .unwrap()
            .into_iter()
            .map(|row| (row.term, row.weight))
            .collect()
    }

    fn error(text: &str) -> String {
        read_weighted_terms("t.csv", text.as_bytes())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn csv_tsv_and_json_read_alike() {
        let expected = vec![("闪退".to_owned(), 40.0), ("卡".to_owned(), 2.5)];
        assert_eq!(terms("\u{feff}tf,term\n40,闪退\n2.5,卡\n"), expected);
        assert_eq!(terms("词语;频次\n闪退;40\n卡;2.5\n"), expected);
        assert_eq!(terms("Word\tCount\n闪退\t40\n卡\t2.5\n"), expected);
        assert_eq!(
            terms(r#"[{"词语":"闪退","词频":40},{"词语":"卡","词频":"2.5"}]"#),
            expected
        );
    }

    #[test]
    fn words_and_numbers_alone_need_no_header_and_may_be_gbk() {
        let expected = vec![("登录".to_owned(), 5.0), ("系统".to_owned(), 3.0)];
        assert_eq!(terms("登录\t5\n系统\t3\n"), expected);
        let gbk = encoding_rs::GBK.encode("登录\t5\r\n系统\t3\r\n").0;
        let read = read_weighted_terms("rost.txt", &gbk).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!((read[0].term.as_str(), read[0].weight), ("登录", 5.0));
    }

    #[test]
    fn our_own_tables_read_back() {
        let mut table = sample();
        table.rows.truncate(3);
        let csv = terms(&to_csv(&table, ByteOrderMark::Write));
        assert_eq!(csv, terms(&to_json(&table)));
        assert_eq!(csv[2], ("=1+1".to_owned(), 2.0));
    }

    #[test]
    fn groups_and_scores_are_read_where_they_are_found() {
        let read = |text: &str| read_weighted_terms("t", text.as_bytes()).unwrap();
        let slow = || WeightedTerm::new("卡", 3.0);
        assert_eq!(
            read("term,tf,应用,得分\n卡,3,甲,-1.5\n卡,3,乙,\n卡,3,,0\n"),
            [
                slow().in_group("甲").with_score(-1.5),
                slow().in_group("乙"),
                slow().with_score(0.0),
            ]
        );
        assert_eq!(
            read(r#"[{"term":"卡","tf":3,"app":"甲","log_ratio":2},{"term":"快","tf":1}]"#),
            [
                slow().in_group("甲").with_score(2.0),
                WeightedTerm::new("快", 1.0),
            ]
        );
        assert_eq!(
            error("term,tf,keyness\n快,1,\n卡,1,高\n"),
            "t.csv:3: expected a number or nothing as score of \"卡\", found \"高\""
        );
        assert!(error("term,tf,score\n卡,1,inf\n").contains("found \"inf\""));
        assert_eq!(
            error("term,tf,group\n卡,1,甲\n卡,1,乙\n卡,2,甲\n"),
            "t.csv:4: \"卡\" stands in line 2 already; add up its weights first"
        );
    }

    #[test]
    fn errors_name_the_place_and_what_was_expected() {
        assert_eq!(
            error("term,tf\n闪退,40\n卡,x\n"),
            "t.csv:3: expected a weight above 0 for \"卡\", found \"x\""
        );
        assert!(error("term,tf\n卡,0\n").contains("found \"0\""));
        assert!(error("term,score\n卡,1\n").contains("no column of weights among"));
        assert!(error("term,tf\n卡\n").starts_with("t.csv:2:"));
        assert!(error("[{]").starts_with("t.csv:1:"));
    }
}
