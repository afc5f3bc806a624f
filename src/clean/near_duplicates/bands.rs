//! `MinHash` in bands: which sets fall into one bucket.

use super::grams::mix;
use super::options::Threshold;

/// Most hash functions; more find more and take longer.
const MOST_HASHES: usize = 128;

/// Highest probability of missing a pair that is just similar enough.
const HIGHEST_MISS: f64 = 0.001;

/// Start of the stream that the hash functions are drawn from.
const SEED: u64 = 0x6369_7975_6e2d_6e64;

/// `n_bands` times `n_rows` hash functions h(x) = a x + b modulo 2⁶⁴ with odd a, of which the upper
/// bits decide (Dietzfelbinger 1996).
#[derive(Debug, Clone)]
pub(super) struct Banding {
    n_rows: usize,
    /// a and b, band by band.
    functions: Vec<(u64, u64)>,
}

impl Banding {
    /// As many rows as the probability of a miss allows, because rows keep dissimilar sets apart,
    /// and then as many bands as there are functions for.
    pub(super) fn of(threshold: Threshold) -> Banding {
        let mut banding = Banding::new(1);
        for n_rows in 2..=MOST_HASHES {
            let next = Banding::new(n_rows);
            if next.miss_probability(threshold.share()) > HIGHEST_MISS {
                break;
            }
            banding = next;
        }
        banding
    }

    fn new(n_rows: usize) -> Banding {
        let n_functions = MOST_HASHES / n_rows * n_rows;
        let drawn = |position: u64| mix(SEED.wrapping_add(mix(position)));
        let functions = (0..)
            .take(n_functions)
            .map(|function| (drawn(2 * function) | 1, drawn(2 * function + 1)))
            .collect();
        Banding { n_rows, functions }
    }

    pub(super) fn n_bands(&self) -> usize {
        self.functions.len() / self.n_rows
    }

    /// (1 − sʳ)ᵇ, multiplied out: the power functions of machines differ in the last bits.
    pub(super) fn miss_probability(&self, similarity: f64) -> f64 {
        let band = (0..self.n_rows).fold(1.0, |power, _| power * similarity);
        (0..self.n_bands()).fold(1.0, |power, _| power * (1.0 - band))
    }

    /// The bucket of a set in a band. Bands are counted round: the one after the last is the
    /// first. Two sets whose minima differ share a bucket with probability 2⁻³².
    pub(super) fn key(&self, band: usize, grams: &[u32]) -> u32 {
        let start = band % self.n_bands() * self.n_rows;
        let functions = &self.functions[start..start + self.n_rows];
        let key = functions.iter().fold(0, |key, (factor, term)| {
            let minimum = grams
                .iter()
                .map(|gram| u64::from(*gram).wrapping_mul(*factor).wrapping_add(*term))
                .min();
            mix(key ^ minimum.unwrap_or_default())
        });
        u32::try_from(key >> 32).expect("32 bits are left")
    }
}

#[cfg(test)]
mod tests {
    use super::super::NearDuplicateOptions;
    use super::*;

    fn banding(threshold: f64) -> Banding {
        let options = NearDuplicateOptions::new(threshold, 15).unwrap();
        Banding::of(options.threshold())
    }

    #[test]
    fn bands_and_rows_follow_the_threshold() {
        let shape = |threshold| {
            let banding = banding(threshold);
            (banding.n_bands(), banding.n_rows)
        };
        // 0.8: six rows would miss (1 − 0.262144)²¹ = 0.0017.
        assert_eq!(shape(0.8), (25, 5));
        assert_eq!(shape(0.5), (64, 2));
        assert_eq!(shape(0.9), (16, 8));
        assert_eq!(shape(1.0), (1, 128));
        for thousandths in 500..=1000 {
            let threshold = f64::from(thousandths) / 1000.0;
            assert!(banding(threshold).miss_probability(threshold) <= HIGHEST_MISS);
        }
    }

    #[test]
    fn pairs_meet_as_often_as_the_formula_says() {
        // Sets of 40 with 30 in common: similarity 30 / 50 = 0.6. A band has them together with
        // probability 0.6⁵ = 0.07776, 25 bands at least once with 1 − 0.92224²⁵ = 0.868.
        let banding = banding(0.8);
        let trials = 4000_u32;
        let (mut meetings, mut found) = (0_u32, 0_u32);
        for trial in 0..trials {
            let gram = |index: u32| {
                u32::try_from(mix(u64::from(trial * 50 + index)) >> 32).expect("32 bits")
            };
            let first: Vec<u32> = (0..40).map(gram).collect();
            let second: Vec<u32> = (10..50).map(gram).collect();
            let in_band = |band: &usize| banding.key(*band, &first) == banding.key(*band, &second);
            let bands = u32::try_from((0..banding.n_bands()).filter(in_band).count()).unwrap();
            meetings += bands;
            found += u32::from(bands > 0);
        }
        let share = f64::from(meetings) / f64::from(trials * 25);
        assert!((0.074..0.081).contains(&share), "{share}");
        let share = f64::from(found) / f64::from(trials);
        assert!((0.85..0.886).contains(&share), "{share}");
    }
}
