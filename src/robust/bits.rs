//! One bit a comment or a term.

/// A growing list of bits.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    pub(super) fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(64) {
            self.words.push(0);
        }
        let last = self.words.last_mut().expect("a word was pushed above");
        *last |= u64::from(bit) << (self.len % 64);
        self.len += 1;
    }

    pub(super) fn get(&self, index: usize) -> bool {
        self.words[index / 64] >> (index % 64) & 1 == 1
    }

    /// How many are set.
    pub(super) fn ones(&self) -> u64 {
        self.words
            .iter()
            .map(|word| u64::from(word.count_ones()))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_back_across_words() {
        let mut bits = Bits::default();
        let is_set = |index: usize| index.is_multiple_of(3) || index == 64;
        (0..200).for_each(|index| bits.push(is_set(index)));
        assert!((0..200).all(|index| bits.get(index) == is_set(index)));
        assert_eq!(bits.ones(), 68);
    }
}
