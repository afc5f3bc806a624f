//! The sheets of several coders, and the key, row by row.

use std::collections::{BTreeMap, BTreeSet};

use super::{CodedSheet, CodingError, Key, MAX_CODERS, Polarity};

/// What is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// The categories of a comment, each of which it is in or not.
    Categories,
    /// Its polarity.
    Polarity,
}

impl Facet {
    /// Both.
    pub const ALL: [Facet; 2] = [Facet::Categories, Facet::Polarity];

    /// The name of its column.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Facet::Categories => "categories",
            Facet::Polarity => "polarity",
        }
    }
}

/// Codes of the same comments by several coders, and by the program where the key is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Codings {
    /// The names of the sheets.
    pub(super) coders: Vec<String>,
    /// Whether the key is there.
    pub(super) has_key: bool,
    /// Ids of the categories by number.
    pub(super) ids: Vec<String>,
    pub(super) rows: Vec<JoinedRow>,
}

/// A comment with what everyone coded.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct JoinedRow {
    pub(super) row: u64,
    pub(super) source: String,
    pub(super) line: u64,
    pub(super) weight: f64,
    pub(super) text: String,
    /// By coder.
    pub(super) categories: Vec<Option<BTreeSet<usize>>>,
    /// By coder.
    pub(super) polarity: Vec<Option<Polarity>>,
    pub(super) program: Option<BTreeSet<usize>>,
}

impl Codings {
    /// Joins sheets that were read with the same `book`. A row that a sheet does not have was not
    /// coded there.
    ///
    /// # Errors
    /// [`CodingError::OtherSample`] when a row is another comment in another file,
    /// [`CodingError::NotInKey`], [`CodingError::TooManyCoders`].
    pub fn join(
        sheets: &[CodedSheet],
        key: Option<&Key>,
        book: &super::Codebook,
    ) -> Result<Codings, CodingError> {
        if sheets.len() > MAX_CODERS {
            return Err(CodingError::TooManyCoders {
                found: sheets.len(),
                most: MAX_CODERS,
            });
        }
        let mut rows: BTreeMap<u64, (usize, u64, JoinedRow)> = BTreeMap::new();
        for (coder, sheet) in sheets.iter().enumerate() {
            for (number, coded) in &sheet.rows {
                let (first, first_line, row) = rows.entry(*number).or_insert_with(|| {
                    let row = JoinedRow {
                        row: *number,
                        source: coded.source.clone(),
                        line: coded.line,
                        weight: coded.weight,
                        text: coded.text.clone(),
                        categories: vec![None; sheets.len()],
                        polarity: vec![None; sheets.len()],
                        program: None,
                    };
                    (coder, coded.sheet_line, row)
                });
                if (&row.source, row.line) != (&coded.source, coded.line) {
                    return Err(CodingError::OtherSample {
                        place: format!("{}:{}", sheet.name, coded.sheet_line),
                        row: *number,
                        found: coded.place(),
                        other: format!("{}:{first_line}", sheets[*first].name),
                        expected: format!("{}:{}", row.source, row.line),
                    });
                }
                row.categories[coder].clone_from(&coded.categories);
                row.polarity[coder] = coded.polarity;
            }
        }
        for (first, line, row) in rows.values_mut() {
            let Some(key) = key else { break };
            let name = || sheets[*first].name.clone();
            let Some((key_line, place, categories)) = key.rows.get(&row.row) else {
                return Err(CodingError::NotInKey {
                    name: name(),
                    line: *line,
                    row: row.row,
                    key: key.name.clone(),
                });
            };
            let found = format!("{}:{}", row.source, row.line);
            if found != *place {
                return Err(CodingError::OtherSample {
                    place: format!("{}:{line}", name()),
                    row: row.row,
                    found,
                    other: format!("{}:{key_line}", key.name),
                    expected: place.clone(),
                });
            }
            row.program = Some(categories.clone());
        }
        Ok(Codings {
            coders: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
            has_key: key.is_some(),
            ids: book.ids().to_vec(),
            rows: rows.into_values().map(|(.., row)| row).collect(),
        })
    }

    /// The names of the sheets.
    #[must_use]
    pub fn coders(&self) -> &[String] {
        &self.coders
    }

    /// Number of comments.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// Number of comments that a coder coded.
    #[must_use]
    pub fn n_coded(&self, coder: usize, facet: Facet) -> usize {
        let is_coded = |row: &&JoinedRow| match facet {
            Facet::Categories => row.categories[coder].is_some(),
            Facet::Polarity => row.polarity[coder].is_some(),
        };
        self.rows.iter().filter(is_coded).count()
    }
}
