//! The exact test of a word's shares in two groups of documents.

use libm::exp;

use super::distribution::log_binomial_pmf;
use super::keyness::{GroupCounts, g2};
use super::wilson::float;

/// How far apart two statistics may be and still count as tied, in parts of the number of
/// documents, with which their rounding grows: it must not decide which of two tables is as extreme
/// as the other.
const TIE: f64 = 1e-13;

/// The probability, if the documents with the word fell among all documents by chance, of a table
/// whose [`g2`] is at least as far from 0 as that found.
///
/// It is what a permutation test of documents with that statistic estimates, without its limit of
/// one in the number of permutations, and holds its level at all counts, where the chi-square
/// approximation rejects words of few documents too often. With the few tables that small counts
/// allow it rejects less often than its level. It takes documents as independent; for
/// several documents by one author see [`permutation_test`](super::permutation_test).
///
/// `None` when a group is empty.
///
/// # References
/// Fisher (1935), *The logic of inductive inference*, JRSS 98, 39–82, with tables in the order of
/// G² instead of their probability; Agresti (1992), *A survey of exact inference for contingency
/// tables*, Statistical Science 7(1), §2.
///
/// ```
/// use ciyun::stats::{GroupCounts, exact_p};
/// // 3 of 3 against 0 of 3: one of the 20 ways to choose 3 of 6, and its mirror.
/// assert!((exact_p(GroupCounts::new(3, 3, 0, 3)).unwrap() - 0.1).abs() < 1e-14);
/// ```
#[must_use]
pub fn exact_p(counts: GroupCounts) -> Option<f64> {
    let found = g2(counts)?.abs();
    let limit = found - TIE * float(counts.target_total + counts.reference_total);
    let with = counts.target + counts.reference;
    let least = with.saturating_sub(counts.reference_total);
    let most = with.min(counts.target_total);
    let table = |target| GroupCounts {
        target,
        reference: with - target,
        ..counts
    };
    let extreme = |target: u64| g2(table(target)).is_some_and(|value| value.abs() >= limit);
    // G² falls to its least at the expected count and rises after: the extremes are two tails.
    let expected = u64::try_from(
        u128::from(with) * u128::from(counts.target_total)
            / u128::from(counts.target_total + counts.reference_total),
    )
    .expect("at most the target's total");
    if extreme(expected) && (expected == most || extreme(expected + 1)) {
        return Some(1.0);
    }
    let mut sum = 0.0;
    if extreme(least) {
        let last = boundary(least, expected, extreme);
        sum += tail(table(last), last - least, Tail::Lower);
    }
    if extreme(most) {
        let first = boundary(most, expected + 1, extreme);
        sum += tail(table(first), most - first, Tail::Upper);
    }
    Some(sum.min(1.0))
}

/// The count nearest `inner` that is still extreme, given that `outer` is and, unless they are
/// the same, the extremes between them are all on the side of `outer`.
fn boundary(outer: u64, inner: u64, extreme: impl Fn(u64) -> bool) -> u64 {
    let (mut yes, mut no) = (outer, inner);
    if extreme(no) {
        return no;
    }
    while yes.abs_diff(no) > 1 {
        let middle = yes.midpoint(no);
        if extreme(middle) {
            yes = middle;
        } else {
            no = middle;
        }
    }
    yes
}

#[derive(Clone, Copy)]
enum Tail {
    Lower,
    Upper,
}

/// The hypergeometric probability of this table and of the `further` ones beyond it.
fn tail(start: GroupCounts, further: u64, side: Tail) -> f64 {
    // With target and reference exchanged the lower tail is the upper.
    let counts = match side {
        Tail::Lower => start.swapped(),
        Tail::Upper => start,
    };
    let [a, b] = [float(counts.target), float(counts.reference)];
    let [c, d] = [
        float(counts.target_total) - a,
        float(counts.reference_total) - b,
    ];
    let mut term = hypergeometric_pmf(counts);
    let mut sum = term;
    let mut step = 0.0;
    for _ in 0..further {
        term *= (b - step) * (c - step) / ((a + step + 1.0) * (d + step + 1.0));
        step += 1.0;
        if sum + term == sum {
            break;
        }
        sum += term;
    }
    sum
}

/// The probability that of all units with the word just these are in the target.
///
/// # References
/// Loader (2000), *Fast and accurate computation of binomial probabilities*, §5.
fn hypergeometric_pmf(counts: GroupCounts) -> f64 {
    let [a, b] = [float(counts.target), float(counts.reference)];
    let [n1, n2] = [float(counts.target_total), float(counts.reference_total)];
    let share = (a + b) / (n1 + n2);
    let complement = (n1 - a + n2 - b) / (n1 + n2);
    let of = |with, without| log_binomial_pmf(with, without, share, complement);
    exp(of(a, n1 - a) + of(b, n2 - b) - of(a + b, n1 - a + n2 - b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_tables_have_probability_one() {
        let sum: f64 = (5..=40)
            .map(|target| hypergeometric_pmf(GroupCounts::new(target, 60, 40 - target, 35)))
            .sum();
        assert!((sum - 1.0).abs() < 1e-13, "{sum}");
    }

    #[test]
    fn smallest_values_are_not_lost() {
        // 1 / C(2000, 1000), twice: 2 · 4.88e-601 is no longer a number, 1 / C(600, 300) is.
        let found = exact_p(GroupCounts::new(300, 300, 0, 300)).unwrap();
        assert!(
            (found / (2.0 / 1.351_079_417_9e179) - 1.0).abs() < 1e-8,
            "{found:e}"
        );
    }

    proptest! {
        #[test]
        fn is_the_sum_of_tables_at_least_as_extreme(
            a in 0_u64..30, c in 0_u64..30, b in 0_u64..30, d in 0_u64..30
        ) {
            prop_assume!(a + c > 0 && b + d > 0);
            let counts = GroupCounts::new(a, a + c, b, b + d);
            let found = g2(counts).unwrap().abs();
            let slow: f64 = (0..=(a + b).min(a + c))
                .filter(|target| a + b - target <= b + d)
                .map(|target| GroupCounts::new(target, a + c, a + b - target, b + d))
                .filter(|table| g2(*table).unwrap().abs() >= found - 1e-9)
                .map(hypergeometric_pmf)
                .sum();
            let fast = exact_p(counts).unwrap();
            prop_assert!((fast / slow - 1.0).abs() < 1e-11, "{fast} {slow}");
            let swapped = exact_p(counts.swapped()).unwrap();
            prop_assert!((fast / swapped - 1.0).abs() < 1e-11);
        }
    }
}
