//! Agreement beyond chance with gaps.

use super::codes::CodeTable;
use crate::stats::{BootstrapOptions, Estimate, Units, bootstrap, percentile_interval};

/// Krippendorff's α for nominal codes, of two or more coders, any of whom may have left out rows:
/// 1 for full agreement, 0 for as much as by chance.
///
/// With m_u the codes of row u, n_uk those that are k, sums over rows with at least two codes, n
/// their codes in all and n_k those that are k:
///
/// ```text
/// α = 1 − (n − 1) Σ_u ( (m_u² − Σ_k n_uk²) / (m_u − 1) ) / ( n² − Σ_k n_k² )
/// ```
///
/// The interval draws rows, or clusters of rows, with return; it is not Krippendorff's own, which
/// draws pairs of codes as if they were independent. As a rule of thumb α from .8 on is relied on,
/// and below .667 nothing is concluded. `None` when no row has two codes, or all have the same.
///
/// # References
/// Krippendorff (2011), *Computing Krippendorff's alpha-reliability*, section C (nominal data, any
/// number of observers, missing data); the thresholds: Krippendorff (2004), *Content analysis*,
/// 2nd ed., p. 241; for drawing rows Zapf, Castell, Morawietz and Karch (2016), *Measuring
/// inter-rater reliability for nominal data*, BMC Medical Research Methodology 16, 93.
///
/// # Panics
/// When the units are not those of the rows.
///
/// ```
/// use ciyun::agreement::{CodeTable, krippendorff_alpha};
/// use ciyun::stats::{BootstrapOptions, Units};
/// let one = [Some(1), Some(1), Some(2), None];
/// let other = [Some(1), Some(2), Some(2), Some(2)];
/// let codes = CodeTable::new(&[&one, &other]);
/// let found = krippendorff_alpha(&codes, &Units::rows(4), BootstrapOptions::default()).unwrap();
/// // Three rows with two codes, n = 6, three of each: 1 − 5 · (0 + 2 + 0) / (36 − 18).
/// assert!((found.value - 4.0 / 9.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn krippendorff_alpha(
    codes: &CodeTable,
    units: &Units,
    options: BootstrapOptions,
) -> Option<Estimate> {
    assert_eq!(codes.n_rows(), units.n_rows(), "units of each row");
    let rows: Vec<Row> = (0..codes.n_rows()).map(|row| Row::of(codes, row)).collect();
    let value = alpha(&rows, codes.n_codes(), &vec![1; rows.len()])?;
    let replicates = bootstrap(units, options, |times| alpha(&rows, codes.n_codes(), times));
    Some(Estimate {
        value,
        interval: percentile_interval(&replicates),
    })
}

/// A row's codes, none where there are fewer than two.
struct Row {
    /// Number of each code that occurs.
    tally: Vec<(usize, u64)>,
    /// `(m² − Σ n_k²) / (m − 1)`.
    disagreement: f64,
}

impl Row {
    fn of(codes: &CodeTable, row: usize) -> Row {
        let tally: Vec<(usize, u64)> = (0..)
            .zip(codes.tally(row))
            .filter(|(_, n)| *n > 0)
            .collect();
        let m: u64 = tally.iter().map(|(_, n)| n).sum();
        if m < 2 {
            return Row {
                tally: Vec::new(),
                disagreement: 0.0,
            };
        }
        let squares: u64 = tally.iter().map(|(_, n)| n * n).sum();
        Row {
            tally,
            disagreement: (m * m - squares) as f64 / (m - 1) as f64,
        }
    }
}

fn alpha(rows: &[Row], n_codes: usize, times: &[u32]) -> Option<f64> {
    let mut numbers = vec![0_u64; n_codes];
    let mut observed = 0.0;
    for (row, times) in rows.iter().zip(times) {
        for (code, n) in &row.tally {
            numbers[*code] += n * u64::from(*times);
        }
        observed += f64::from(*times) * row.disagreement;
    }
    let n: u64 = numbers.iter().sum();
    let expected = n * n - numbers.iter().map(|number| number * number).sum::<u64>();
    (expected > 0).then(|| 1.0 - (n - 1) as f64 * observed / expected as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_with_four_coders_and_gaps() {
        // Krippendorff (2011), section C: alpha = .743.
        let coders = [
            "1 2 3 3 2 1 4 1 2 - - -",
            "1 2 3 3 2 2 4 1 2 5 - 3",
            "- 3 3 3 2 3 4 2 2 5 1 -",
            "1 2 3 3 2 4 4 1 2 5 1 -",
        ]
        .map(|coder| {
            coder
                .split(' ')
                .map(|code| code.parse::<u32>().ok())
                .collect::<Vec<_>>()
        });
        let coders: Vec<&[Option<u32>]> = coders.iter().map(Vec::as_slice).collect();
        let codes = CodeTable::new(&coders);
        let found = krippendorff_alpha(&codes, &Units::rows(12), BootstrapOptions::default());
        let found = found.unwrap();
        assert!((found.value - 0.743).abs() < 5e-4, "{found:?}");
        let interval = found.interval.unwrap();
        assert!(interval.low < found.value && found.value < interval.high);
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        let options = BootstrapOptions::default();
        let alone = CodeTable::new(&[&[Some(1), None], &[None, Some(2)]]);
        assert_eq!(krippendorff_alpha(&alone, &Units::rows(2), options), None);
        let same = CodeTable::new(&[&[Some(1); 3], &[Some(1); 3]]);
        assert_eq!(krippendorff_alpha(&same, &Units::rows(3), options), None);
        assert_eq!(
            krippendorff_alpha(&CodeTable::new::<u8>(&[]), &Units::rows(0), options),
            None
        );
    }
}
