//! How firmly a string holds together, and how freely it moves.

/// The least pointwise mutual information over all splits of a string in two parts, in bits.
///
/// `count` is the string's count, `splits` are the counts of the left and right part of each split,
/// `total` is what turns counts into probabilities: min over splits of
/// log₂( p(string) / (p(left) · p(right)) ) with p = count / total. 0 bits is what chance gives;
/// each bit more means twice as often together. `None` without a split, or when a count is 0.
///
/// # References
/// Church and Hanks (1990), *Word association norms, mutual information, and lexicography*,
/// Computational Linguistics 16(1), 22–29, for the information of a pair; the least over all
/// splits is the customary extension to strings.
///
/// ```
/// use ciyun::discover::cohesion;
/// // 8 of 64; parts 8 and 16 make log₂(8·64 / (8·16)) = 2, parts 32 and 8 make log₂ 2 = 1.
/// assert_eq!(cohesion(8, &[(8, 16), (32, 8)], 64), Some(1.0));
/// assert_eq!(cohesion(8, &[], 64), None);
/// ```
#[must_use]
pub fn cohesion(count: u64, splits: &[(u64, u64)], total: u64) -> Option<f64> {
    let known = |(left, right): &(u64, u64)| count > 0 && *left > 0 && *right > 0;
    if !splits.iter().all(known) {
        return None;
    }
    let information = |(left, right): &(u64, u64)| {
        let expected = float(*left) * float(*right) / float(total);
        libm::log2(float(count) / expected)
    };
    splits.iter().map(information).min_by(f64::total_cmp)
}

/// The entropy of what stands on one side of a string, in bits.
///
/// `counts` are those of the different characters; each of the `n_breaks` ends of a text and marks
/// of punctuation is a neighbour of its own, so that a string that stands alone counts as one
/// that stands before anything. 0 when the neighbour is always the same, log₂ n for n different
/// ones.
///
/// # References
/// Jin and Tanaka-Ishii (2006), *Unsupervised segmentation of Chinese text by use of branching
/// entropy*, COLING/ACL 2006 poster sessions, 428–435; the treatment of breaks is ours.
///
/// ```
/// use ciyun::discover::boundary_entropy;
/// assert_eq!(boundary_entropy(&[4], 0), 0.0);
/// // Halves: 1 bit. Two and two breaks: ½·1 + 2·¼·2 = 1.5 bits. Four breaks: 2 bits.
/// assert_eq!(boundary_entropy(&[2, 2], 0), 1.0);
/// assert_eq!(boundary_entropy(&[2], 2), 1.5);
/// assert_eq!(boundary_entropy(&[], 4), 2.0);
/// ```
#[must_use]
pub fn boundary_entropy(counts: &[u64], n_breaks: u64) -> f64 {
    let total = counts.iter().sum::<u64>() + n_breaks;
    if total == 0 {
        return 0.0;
    }
    // −Σ p log₂ p = log₂ n − Σ c log₂ c / n; what occurs once adds nothing to the sum.
    let information = |count: &u64| float(*count) * libm::log2(float(*count));
    let known: f64 = counts.iter().map(information).sum();
    (libm::log2(float(total)) - known / float(total)).max(0.0)
}

/// A count as a float; counts stay far below 2^53, where this is exact.
pub(super) fn float(count: u64) -> f64 {
    count as f64
}
