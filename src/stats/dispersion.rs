//! How evenly a word is spread over the parts of a corpus: months, sources, authors, versions.
//!
//! Parts are to mean something. Over single comments of ten tokens each, DP says no more than the
//! number of comments does.

/// Most parts for which Juilland's D is given: its upper end drifts to 1 with their number.
pub const MOST_PARTS_FOR_D: usize = 50;

/// Largest part over smallest for which Juilland's D, made for equal parts, is given.
pub const LARGEST_RATIO_FOR_D: f64 = 1.25;

/// The spread of a word over parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// Parts that hold the word.
    pub range: usize,
    /// Parts that hold anything.
    pub n_parts: usize,
    /// Deviation of proportions: 0 where each part holds the share of the word that its size lets
    /// expect, near 1 where one small part holds all.
    pub dp: f64,
    /// DP over its largest possible value, so that 1 is reached; `None` for a single part.
    pub dp_norm: Option<f64>,
    /// Juilland's D, in the *other* direction: 1 where every part has the same rate, 0 where one
    /// part holds all. `None` unless there are 2 to [`MOST_PARTS_FOR_D`] parts, the largest at
    /// most [`LARGEST_RATIO_FOR_D`] times the smallest.
    pub juilland_d: Option<f64>,
}

/// The spread of a word found `counts[i]` times in part i of size `sizes[i]`: comments of
/// comments, or tokens of tokens.
///
/// With f, S the sums of counts and sizes and n the parts:
///
/// ```text
/// DP     = ½ Σ |countᵢ/f − sizeᵢ/S|
/// DPnorm = DP / (1 − min sizeᵢ/S)
/// D      = 1 − CV/√(n − 1)      CV: standard deviation (over n) of countᵢ/sizeᵢ over their mean
/// ```
///
/// Parts of size 0 are no parts. `None` when the word does not occur.
///
/// # References
/// Gries (2008), *Dispersions and adjusted frequencies in corpora*, International Journal of Corpus
/// Linguistics 13, 403–437; for DPnorm the correction by Lijffijt and Gries (2012), same journal
/// 17, 147–149; Juilland, Brodin and Davidovitch (1970), *Frequency dictionary of French words*.
///
/// # Panics
/// When there is not one count for each size, or a part holds more than its size.
///
/// ```
/// use ciyun::stats::dispersion;
/// // Shares of the word 3/4, 1/4, 0 of parts 1/4, 1/4, 1/2: ½ · (½ + 0 + ½) = ½; over 1 − ¼.
/// let found = dispersion(&[3, 1, 0], &[10, 10, 20]).unwrap();
/// assert_eq!((found.range, found.n_parts), (2, 3));
/// assert_eq!((found.dp, found.dp_norm), (0.5, Some(0.5 / 0.75)));
/// // A part is twice as large as another.
/// assert_eq!(found.juilland_d, None);
/// // Rates .1 and .3: mean .2, standard deviation .1, CV ½.
/// let d = dispersion(&[1, 3], &[10, 10]).unwrap().juilland_d.unwrap();
/// assert!((d - 0.5).abs() < 1e-12);
/// ```
#[must_use]
pub fn dispersion(counts: &[u64], sizes: &[u64]) -> Option<Dispersion> {
    assert_eq!(counts.len(), sizes.len(), "one count for each size");
    let parts: Vec<(f64, f64)> = counts
        .iter()
        .zip(sizes)
        .inspect(|(count, size)| assert!(count <= size, "{count} of {size}"))
        .filter(|(_, size)| **size > 0)
        .map(|(count, size)| (*count as f64, *size as f64))
        .collect();
    let f: f64 = parts.iter().map(|(count, _)| count).sum();
    let s: f64 = parts.iter().map(|(_, size)| size).sum();
    if f == 0.0 {
        return None;
    }
    // Over one denominator, so that perfect spread is exactly 0.
    let apart: f64 = parts
        .iter()
        .map(|(count, size)| (count * s - size * f).abs())
        .sum();
    let dp = apart / (2.0 * f * s);
    let smallest = parts.iter().map(|(_, size)| *size).fold(s, f64::min);
    Some(Dispersion {
        range: parts.iter().filter(|(count, _)| *count > 0.0).count(),
        n_parts: parts.len(),
        dp,
        dp_norm: (parts.len() > 1).then(|| dp / (1.0 - smallest / s)),
        juilland_d: juilland_d(&parts, smallest),
    })
}

fn juilland_d(parts: &[(f64, f64)], smallest: f64) -> Option<f64> {
    let largest = parts.iter().map(|(_, size)| *size).fold(0.0, f64::max);
    let near_equal = largest <= LARGEST_RATIO_FOR_D * smallest;
    if !(2..=MOST_PARTS_FOR_D).contains(&parts.len()) || !near_equal {
        return None;
    }
    let n = parts.len() as f64;
    let rates = || parts.iter().map(|(count, size)| count / size);
    let mean = rates().sum::<f64>() / n;
    let variance = rates().map(|rate| (rate - mean).powi(2)).sum::<f64>() / n;
    // Rounding may leave the last bits below 0.
    Some((1.0 - variance.sqrt() / mean / (n - 1.0).sqrt()).max(0.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::oracle::{assert_close, list, rows};

    /// Values straight from the formulas in exact fractions; see `tests/oracle/dispersion.py`.
    #[test]
    fn agrees_with_the_formulas_in_exact_fractions() {
        let mut n_rows = 0;
        for row in rows(include_str!("../../tests/oracle/dispersion.csv")) {
            let found = dispersion(&list(row[0]), &list(row[1])).unwrap();
            assert_eq!(found.range, row[2].parse::<usize>().unwrap(), "{row:?}");
            assert_close(Some(found.dp), row[3], &row);
            assert_close(found.dp_norm, row[4], &row);
            assert_close(found.juilland_d, row[5], &row);
            n_rows += 1;
        }
        assert!(n_rows >= 12);
    }

    #[test]
    fn five_parts_by_hand() {
        // Shares 1/15 … 5/15 of parts .18 .2 .2 .2 .22: ½ · (.1133 + .0667 + 0 + .0667 + .1133)
        // = .18; over 1 − .18.
        let found = dispersion(&[1, 2, 3, 4, 5], &[9, 10, 10, 10, 11]).unwrap();
        assert!((found.dp - 0.18).abs() < 1e-12, "{found:?}");
        assert!((found.dp_norm.unwrap() - 0.18 / 0.82).abs() < 1e-12);
        // Rates .1111 .2 .3 .4 .4545: mean .2931, standard deviation .1260; 1 − .4298/2.
        let d = found.juilland_d.unwrap();
        assert!((d - 0.785).abs() < 5e-4, "{d}");
    }

    #[test]
    fn what_is_undefined_has_no_value() {
        assert_eq!(dispersion(&[0, 0], &[5, 5]), None);
        assert_eq!(dispersion(&[], &[]), None);
        let one = dispersion(&[2, 0], &[5, 0]).unwrap();
        assert_eq!(
            (one.n_parts, one.dp, one.dp_norm, one.juilland_d),
            (1, 0.0, None, None)
        );
        assert_eq!(
            dispersion(&[1; 51], &[5; 51]).unwrap().juilland_d,
            None,
            "51 parts"
        );
        let fifty = dispersion(&[1; 50], &[5; 50]).unwrap().juilland_d.unwrap();
        assert!((fifty - 1.0).abs() < 1e-12, "{fifty}");
    }

    #[test]
    #[should_panic(expected = "6 of 5")]
    fn impossible_counts_are_refused() {
        let _ = dispersion(&[1, 6], &[5, 5]);
    }

    fn parts() -> impl Strategy<Value = Vec<(u64, u64)>> {
        let part = (1_u64..200).prop_flat_map(|size| (0..=size, Just(size)));
        prop::collection::vec(part, 2..30)
    }

    proptest! {
        #[test]
        fn bounds_hold_and_the_order_of_parts_is_nothing(mut parts in parts()) {
            let (counts, sizes): (Vec<u64>, Vec<u64>) = parts.iter().copied().unzip();
            let Some(found) = dispersion(&counts, &sizes) else {
                return Ok(());
            };
            prop_assert!(found.range <= found.n_parts);
            prop_assert!((0.0..1.0).contains(&found.dp));
            let normalized = found.dp_norm.unwrap();
            prop_assert!(found.dp <= normalized && normalized <= 1.0 + 1e-12);
            parts.sort_unstable();
            let (counts, sizes): (Vec<u64>, Vec<u64>) = parts.into_iter().unzip();
            let sorted = dispersion(&counts, &sizes).unwrap();
            prop_assert!((sorted.dp - found.dp).abs() < 1e-12);
        }

        #[test]
        fn spread_by_size_is_0_and_all_in_the_smallest_is_1(
            sizes in prop::collection::vec(1_u64..200, 2..30), times in 2_u64..5
        ) {
            let larger: Vec<u64> = sizes.iter().map(|size| size * times).collect();
            prop_assert_eq!(dispersion(&sizes, &larger).unwrap().dp, 0.0);
            let smallest = (0..sizes.len()).min_by_key(|index| sizes[*index]).unwrap();
            let mut counts = vec![0; sizes.len()];
            counts[smallest] = 1;
            let found = dispersion(&counts, &sizes).unwrap().dp_norm.unwrap();
            prop_assert!((found - 1.0).abs() < 1e-12);
        }
    }
}
