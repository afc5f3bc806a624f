//! The rows to talk about.

/// A row that was coded differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement<T> {
    /// Index of the row.
    pub row: usize,
    /// The code of each coder, `None` where one left the row out.
    pub codes: Vec<Option<T>>,
}

/// Rows to which not all coders who coded them gave the same code, ascending. A gap is no
/// disagreement.
///
/// # Panics
/// When coders have different numbers of rows.
///
/// ```
/// use ciyun::agreement::disagreements;
/// let one = [Some("登录"), Some("性能"), None];
/// let other = [Some("登录"), Some("客服"), Some("界面")];
/// let found = disagreements(&[&one, &other]);
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].row, &found[0].codes[..]), (1, &[Some("性能"), Some("客服")][..]));
/// ```
#[must_use]
pub fn disagreements<T: Eq + Clone>(coders: &[&[Option<T>]]) -> Vec<Disagreement<T>> {
    let n_rows = coders.first().map_or(0, |codes| codes.len());
    for codes in coders {
        assert_eq!(codes.len(), n_rows, "rows of each coder");
    }
    let differ = |row: &usize| {
        let mut given = coders.iter().filter_map(|codes| codes[*row].as_ref());
        given
            .next()
            .is_some_and(|first| given.any(|code| code != first))
    };
    (0..n_rows)
        .filter(differ)
        .map(|row| Disagreement {
            row,
            codes: coders.iter().map(|codes| codes[row].clone()).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_three_is_enough_and_gaps_are_not() {
        let coders: [&[Option<u8>]; 3] = [
            &[Some(1), Some(1), None, None],
            &[Some(1), None, None, Some(2)],
            &[Some(2), Some(1), None, Some(2)],
        ];
        let rows: Vec<usize> = disagreements(&coders)
            .iter()
            .map(|found| found.row)
            .collect();
        assert_eq!(rows, [0]);
        assert!(disagreements::<u8>(&[]).is_empty());
    }
}
