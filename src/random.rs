//! The generator behind every random choice, written out so that its stream never changes.

/// SplitMix64.
///
/// # References
/// Steele, Lea and Flood (2014), *Fast Splittable Pseudorandom Number Generators*, figure 17.
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> SplitMix64 {
        SplitMix64 { state: seed }
    }

    /// The `index`-th stream of a seed. Each begins at a place of its own in the generator's
    /// cycle of 2^64 numbers, whichever thread asks for it.
    #[must_use]
    pub fn stream(seed: u64, index: u64) -> SplitMix64 {
        let scattered = SplitMix64::new(index).next();
        SplitMix64::new(SplitMix64::new(seed ^ scattered).next())
    }

    /// The next 64 bits.
    #[expect(
        clippy::should_implement_trait,
        reason = "it never ends, so it is no iterator"
    )]
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but not including 1.
    pub fn share(&mut self) -> f64 {
        let upper = u32::try_from(self.next() >> 32).expect("32 bits are left");
        f64::from(upper) / 4_294_967_296.0
    }

    /// A whole number from 0 up to but not including `bound`: the upper half of a product of 128
    /// bits, so that no number is likelier than another by more than `bound` in 2^64.
    ///
    /// # Panics
    /// When `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        assert!(bound > 0, "nothing lies below 0");
        let bound = u128::try_from(bound).expect("a length fits 128 bits");
        usize::try_from((u128::from(self.next()) * bound) >> 64).expect("below a length")
    }

    /// Brings `n` items, drawn without return, to the front of the slice, in the order drawn.
    ///
    /// # Panics
    /// When there are fewer than `n`.
    ///
    /// # References
    /// Fisher and Yates (1938) as Durstenfeld (1964), *Algorithm 235: random permutation*.
    pub fn draw<T>(&mut self, items: &mut [T], n: usize) {
        assert!(n <= items.len(), "{n} of {}", items.len());
        for place in 0..n {
            let chosen = place + self.below(items.len() - place);
            items.swap(place, chosen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stream_is_the_published_one() {
        // First values for seed 1234567 of the authors' reference program in C.
        let mut random = SplitMix64::new(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn streams_differ_by_seed_and_index() {
        let mut first: Vec<u64> = (0..10)
            .flat_map(|seed| (0..10).map(move |index| (seed, index)))
            .map(|(seed, index)| SplitMix64::stream(seed, index).next())
            .collect();
        first.sort_unstable();
        first.dedup();
        assert_eq!(first.len(), 100);
    }

    #[test]
    fn numbers_below_a_bound_are_equally_likely() {
        let mut random = SplitMix64::new(7);
        let mut seen = [0_i32; 6];
        for _ in 0..60_000 {
            seen[random.below(6)] += 1;
        }
        // Each is 10,000 with a standard deviation of 91.
        assert!(seen.iter().all(|n| (n - 10_000).abs() < 400), "{seen:?}");
    }

    #[test]
    fn a_draw_keeps_every_item_and_every_order_is_equally_likely() {
        let mut random = SplitMix64::new(7);
        let mut seen = [0_i32; 6];
        for _ in 0..6000 {
            let mut items = [0, 1, 2];
            random.draw(&mut items, 3);
            let orders = [
                [0, 1, 2],
                [0, 2, 1],
                [1, 0, 2],
                [1, 2, 0],
                [2, 0, 1],
                [2, 1, 0],
            ];
            seen[orders.iter().position(|order| *order == items).unwrap()] += 1;
        }
        assert!(seen.iter().all(|n| (n - 1000).abs() < 150), "{seen:?}");
    }
}
