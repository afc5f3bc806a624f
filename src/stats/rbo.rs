//! How alike two rankings are, the first ranks counting most.

use std::hash::Hash;

use rustc_hash::FxHashSet;

/// Rank-biased overlap of two rankings, extrapolated (`RBO_EXT`): 0 when they share nothing, 1
/// when they are the same.
///
/// A reader looks at rank 1, goes on from each rank to the next with probability `persistence`,
/// and compares the two lists as far as seen; the measure is the expected share of common items.
/// With p = 0.9 the first ten ranks have 86 % of the weight, the first fifty 99.9 % (eq. 21). With
/// X_d the number of common items in the first d ranks of both, s and l the lengths of the shorter
/// and the longer list:
///
/// ```text
/// RBO_EXT = (1 − p)/p · ( Σ_{d=1..l} X_d/d · p^d  +  Σ_{d=s+1..l} X_s (d − s)/(s d) · p^d )
///         + ( (X_l − X_s)/l + X_s/s ) · p^l
/// ```
///
/// What comes after the ends of the lists is taken to agree as much as what was seen. `None` when
/// a list is empty. An item stands in a list once at most; `persistence` lies between 0 and 1.
///
/// # References
/// Webber, Moffat and Zobel (2010), *A similarity measure for indefinite rankings*, ACM
/// Transactions on Information Systems 28(4), 20:1–38, eq. (32).
///
/// # Panics
/// When `persistence` is not above 0 and below 1.
///
/// ```
/// // X_1 = 0, X_2 = 2, p = 1/2: (0/1·1/2 + 2/2·1/4) · 1 + 2/2 · 1/4 = 1/2.
/// assert_eq!(ciyun::stats::rbo(&["闪退", "登录"], &["登录", "闪退"], 0.5), Some(0.5));
/// ```
#[must_use]
pub fn rbo<T: Eq + Hash>(one: &[T], other: &[T], persistence: f64) -> Option<f64> {
    assert!(
        persistence > 0.0 && persistence < 1.0,
        "persistence {persistence}"
    );
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.is_empty() {
        return None;
    }
    let s = short.len() as f64;
    let (mut in_short, mut in_long) = (FxHashSet::default(), FxHashSet::default());
    // Sums and products in a fixed order, so that every machine gives the same bits.
    let (mut common, mut common_short) = (0.0, 0.0);
    let (mut sum, mut weight, mut depth) = (0.0, 1.0, 0.0);
    for (index, item) in long.iter().enumerate() {
        depth += 1.0;
        weight *= persistence;
        in_long.insert(item);
        if let Some(theirs) = short.get(index) {
            in_short.insert(theirs);
            if theirs == item {
                common += 1.0;
            } else {
                common += f64::from(u8::from(in_short.contains(item)))
                    + f64::from(u8::from(in_long.contains(theirs)));
            }
            common_short = common;
        } else {
            common += f64::from(u8::from(in_short.contains(item)));
            sum += common_short * (depth - s) / (s * depth) * weight;
        }
        sum += common / depth * weight;
    }
    let rest = ((common - common_short) / depth + common_short / s) * weight;
    // Rounding may leave the last bit above 1.
    Some(((1.0 - persistence) / persistence * sum + rest).min(1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values of an implementation straight from the paper's formulas, in exact fractions: see
    /// `tests/oracle/rbo.py`.
    #[test]
    fn agrees_with_the_formula_in_exact_fractions() {
        let text = include_str!("../../tests/oracle/rbo.csv");
        let mut n_rows = 0;
        for line in text.lines().filter(|line| !line.starts_with(['#', 'p'])) {
            let cells: Vec<&str> = line.split(',').collect();
            let list = |text: &str| -> Vec<u32> {
                let items = text.split(' ').filter(|item| !item.is_empty());
                items.map(|item| item.parse().unwrap()).collect()
            };
            let persistence: f64 = cells[0].parse().unwrap();
            let expected: f64 = cells[3].parse().unwrap();
            let found = rbo(&list(cells[1]), &list(cells[2]), persistence).unwrap();
            assert!((found - expected).abs() < 1e-12, "{line}: {found}");
            n_rows += 1;
        }
        assert!(n_rows >= 20);
    }

    #[test]
    fn an_empty_list_has_no_overlap() {
        assert_eq!(rbo(&[], &[1], 0.9), None);
        assert_eq!(rbo::<u8>(&[], &[], 0.9), None);
    }

    #[test]
    fn a_list_and_its_beginning_agree() {
        // X_1 = 1 = X_2, s = 1, l = 2, p = 1/2: (1/2 + 1/2·1/4 + 1·1/(1·2)·1/4) + (0 + 1)·1/4.
        assert_eq!(rbo(&[1], &[1, 2], 0.5), Some(1.0));
    }

    #[test]
    fn the_first_rank_counts_most() {
        let base = [1, 2, 3, 4, 5];
        let first = rbo(&base, &[2, 1, 3, 4, 5], 0.9);
        let last = rbo(&base, &[1, 2, 3, 5, 4], 0.9);
        assert!(first < last, "{first:?} {last:?}");
    }

    fn ranking() -> impl Strategy<Value = Vec<u32>> {
        let items = Just((0..30).collect::<Vec<u32>>()).prop_shuffle();
        (items, 1_usize..=30).prop_map(|(mut items, n)| {
            items.truncate(n);
            items
        })
    }

    proptest! {
        #[test]
        fn it_is_symmetric_and_from_0_to_1(a in ranking(), b in ranking(), p in 0.01..0.99_f64) {
            let found = rbo(&a, &b, p).unwrap();
            prop_assert_eq!(rbo(&b, &a, p), Some(found));
            prop_assert!((0.0..=1.0).contains(&found), "{}", found);
        }

        #[test]
        fn a_ranking_is_itself_and_shares_nothing_with_others(a in ranking(), p in 0.01..0.99_f64) {
            let same = rbo(&a, &a, p).unwrap();
            prop_assert!((same - 1.0).abs() < 1e-12, "{}", same);
            let others: Vec<u32> = a.iter().map(|item| item + 100).collect();
            prop_assert_eq!(rbo(&a, &others, p), Some(0.0));
        }

        #[test]
        fn names_of_items_do_not_matter(a in ranking(), b in ranking()) {
            let renamed = |list: &[u32]| -> Vec<String> {
                list.iter().map(|item| format!("w{}", (item * 7) % 31)).collect()
            };
            prop_assert_eq!(rbo(&a, &b, 0.9), rbo(&renamed(&a), &renamed(&b), 0.9));
        }
    }
}
