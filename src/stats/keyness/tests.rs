use proptest::prelude::*;

use super::super::{exact_p, weighted_log_odds};
use super::*;

/// Values of SciPy, statsmodels and a second implementation; see `tests/oracle/keyness.py`.
#[test]
fn agrees_with_independent_implementations() {
    let text = include_str!("../../../tests/oracle/keyness.csv");
    let mut n_rows = 0;
    for line in text.lines().filter(|line| !line.starts_with(['#', 't'])) {
        let cells: Vec<&str> = line.split(',').collect();
        let count = |index: usize| cells[index].parse::<u64>().unwrap();
        let counts = GroupCounts::new(count(0), count(1), count(2), count(3));
        let log_odds = weighted_log_odds(counts, 500.0);
        let interval = log_ratio_interval(counts);
        let found = [
            g2(counts),
            chi2(counts),
            log_ratio(counts),
            interval.map(|interval| interval.low),
            interval.map(|interval| interval.high),
            lrc(counts, 1),
            lrc(counts, 5000),
            percent_diff(counts),
            odds_ratio(counts),
            log_odds.map(|log_odds| log_odds.delta),
            log_odds.map(|log_odds| log_odds.z),
        ];
        for (found, expected) in found.iter().zip(&cells[4..]) {
            let expected: Option<f64> = expected.parse().ok();
            assert_eq!(found.is_some(), expected.is_some(), "{line}");
            if let (Some(found), Some(expected)) = (found, expected) {
                let error = (found - expected).abs() / expected.abs().max(1.0);
                assert!(error < 1e-9, "{line}: {found}, not {expected}");
            }
        }
        // Probabilities are compared by their ratio.
        let expected: Option<f64> = cells[15].parse().ok();
        assert_eq!(exact_p(counts).is_some(), expected.is_some(), "{line}");
        if let (Some(found), Some(expected)) = (exact_p(counts), expected) {
            assert!((found / expected - 1.0).abs() < 1e-9, "{line}: {found}");
        }
        n_rows += 1;
    }
    assert!(n_rows >= 20);
}

#[test]
fn what_is_undefined_has_no_value() {
    let all = |counts| {
        [
            g2(counts),
            chi2(counts),
            log_ratio(counts),
            lrc(counts, 1),
            percent_diff(counts),
            odds_ratio(counts),
        ]
    };
    assert_eq!(all(GroupCounts::new(0, 0, 3, 9)), [None; 6]);
    assert_eq!(all(GroupCounts::new(3, 9, 0, 0)), [None; 6]);
    let nowhere = all(GroupCounts::new(0, 5, 0, 9));
    assert_eq!(nowhere, [Some(0.0), Some(0.0), None, None, None, None]);
}

#[test]
#[should_panic(expected = "3 of 2 and 5 of 9")]
fn impossible_counts_are_refused() {
    let _ = GroupCounts::new(3, 2, 5, 9);
}

fn counts() -> impl Strategy<Value = GroupCounts> {
    let group = || (0_u64..200, 0_u64..100_000).prop_filter("not empty", |(a, b)| a + b > 0);
    (group(), group())
        .prop_map(|((a, rest_a), (b, rest_b))| GroupCounts::new(a, a + rest_a, b, b + rest_b))
}

proptest! {
    #[test]
    fn swapping_flips_signs(counts in counts()) {
        let swapped = counts.swapped();
        for measure in [g2, chi2, log_ratio, |counts| lrc(counts, 100)] {
            let (here, there) = (measure(counts), measure(swapped));
            prop_assert_eq!(here.is_some(), there.is_some());
            if let (Some(here), Some(there)) = (here, there) {
                prop_assert!((here + there).abs() <= 1e-9 * here.abs().max(1.0), "{here} {there}");
            }
        }
        if let (Some(here), Some(there)) = (odds_ratio(counts), odds_ratio(swapped)) {
            prop_assert!((here * there - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn equal_groups_do_not_differ(with in 0_u64..5000, without in 0_u64..5000) {
        let counts = GroupCounts::new(with + 1, with + without + 1, with + 1, with + without + 1);
        let zero = Some(0.0);
        prop_assert_eq!([g2(counts), chi2(counts), log_ratio(counts)], [zero; 3]);
        prop_assert_eq!([lrc(counts, 1), percent_diff(counts)], [zero; 2]);
        prop_assert_eq!(odds_ratio(counts), Some(1.0));
        prop_assert_eq!(exact_p(counts), Some(1.0));
    }

    #[test]
    fn signs_agree_and_caution_costs(counts in counts()) {
        let (g2, chi2) = (g2(counts).unwrap(), chi2(counts).unwrap());
        prop_assert!(g2 * chi2 >= 0.0);
        if let (Some(one), Some(many)) = (lrc(counts, 1), lrc(counts, 5000)) {
            prop_assert!(one * chi2 >= 0.0);
            prop_assert!(many.abs() <= one.abs() + 1e-12);
        }
    }
}
