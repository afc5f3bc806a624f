//! The codes that coders gave to the same rows.

/// Codes of several coders, with gaps where a coder did not code a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeTable {
    n_coders: usize,
    n_codes: usize,
    /// For each row the number of each coder's code.
    rows: Vec<Vec<Option<usize>>>,
}

impl CodeTable {
    /// From the codes of each coder, row by row; `None` where a row was not coded.
    ///
    /// # Panics
    /// When coders have different numbers of rows.
    #[must_use]
    pub fn new<T: Ord>(coders: &[&[Option<T>]]) -> CodeTable {
        let n_rows = coders.first().map_or(0, |codes| codes.len());
        for codes in coders {
            assert_eq!(codes.len(), n_rows, "rows of each coder");
        }
        let mut known: Vec<&T> = coders
            .iter()
            .flat_map(|codes| codes.iter().flatten())
            .collect();
        known.sort_unstable();
        known.dedup();
        let number = |code: &T| known.binary_search(&code).expect("every code is known");
        let row = |row: usize| -> Vec<Option<usize>> {
            let codes = coders.iter().map(|codes| codes[row].as_ref());
            codes.map(|code| code.map(number)).collect()
        };
        CodeTable {
            n_coders: coders.len(),
            n_codes: known.len(),
            rows: (0..n_rows).map(row).collect(),
        }
    }

    /// Number of coders.
    #[must_use]
    pub fn n_coders(&self) -> usize {
        self.n_coders
    }

    /// Number of rows.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// Number of different codes.
    #[must_use]
    pub fn n_codes(&self) -> usize {
        self.n_codes
    }

    /// The codes of a row.
    pub(super) fn row(&self, row: usize) -> &[Option<usize>] {
        &self.rows[row]
    }

    /// How many coders gave each code to a row.
    pub(super) fn tally(&self, row: usize) -> Vec<u64> {
        let mut tally = vec![0; self.n_codes];
        for code in self.rows[row].iter().flatten() {
            tally[*code] += 1;
        }
        tally
    }
}
