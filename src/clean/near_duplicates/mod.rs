//! Document rule `near-duplicate`: texts that are nearly the same, such as copies of one call
//! passed around with a few words changed.
//!
//! What is compared: the letters and digits of the decoded text, Han characters included, in
//! lower case. White space, marks, symbols and emoji are left out, because copies differ in
//! them first; so are repost chains, `#topics#` and names in brackets, because comments that
//! differ have them in common. Of a text longer than 4,096 letters and digits only so many are looked at. The
//! text is taken as the set of its 3-grams (runs of three characters), each kept as a hash of
//! 32 bits: no dictionary or segmenter has a say. Two texts are nearly the same when the Jaccard
//! similarity |A ∩ B| / |A ∪ B| of their sets reaches the threshold. Two different 3-grams have
//! one hash with probability 2⁻³², so that in a pair with n 3-grams together any two are mixed
//! up with probability n² / 2³³ at most (4 · 10⁻⁷ for two texts of 30 characters), which moves
//! the similarity by about 1 / n.
//!
//! Short texts are never near-duplicates: that many people write 打不开 is what a study counts.
//! A text of n characters has at most n − 2 different 3-grams, and a text must have as many as
//! one of `fewest_chars` characters can have. That sets aside the short and also the long that
//! say little (a line of 哈, one slogan ten times).
//!
//! Which pairs are looked at: banded `MinHash`. For b bands of r rows a pair of similarity s is
//! found with probability 1 − (1 − sʳ)ᵇ; see [`NearDuplicateOptions::miss_probability`]. Every
//! pair found is then verified on the sets, so that nothing is called similar by chance. Where
//! more than 129 different sets fall into one bucket of a band, they are put in an order in which
//! similar ones are neighbors, and each is compared with the 128 before and after it. So at most
//! 128 comparisons for each set and band are made, whatever the texts are.
//!
//! Clusters are the connected components of the verified pairs: two texts of a cluster are
//! connected by steps of similar texts and may themselves be less similar. The first document of
//! a cluster is kept. Nothing depends on the order in which texts come or on threads.
//!
//! # References
//! - Broder (1997), *On the Resemblance and Containment of Documents*: sets of shingles, `MinHash`.
//! - Leskovec, Rajaraman and Ullman (2020), *Mining of Massive Datasets*, 3rd ed., section 3.4:
//!   banding and its probabilities.
//! - Hernández and Stolfo (1995), *The Merge/Purge Problem for Large Databases*: comparing
//!   neighbors in a sorted order.

mod bands;
mod components;
mod grams;
mod index;
mod options;
mod own_words;
mod sets;

pub use grams::NearDuplicateSignature;
pub use index::{DocumentKey, NearDuplicateCluster, NearDuplicateIndex, NearDuplicates};
pub use options::NearDuplicateOptions;

#[cfg(test)]
mod tests;
