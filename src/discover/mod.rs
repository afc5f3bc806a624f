//! Words that the segmenter breaks, found from the comments themselves.
//!
//! A [`Gatherer`] looks on while a [`Pipeline`](crate::pipeline::Pipeline) counts and keeps the
//! kept comments; [`Gatherer::discover`] searches them, and gives a ranked [`Discovery`]. Nothing is
//! taught: a person decides which [candidates](WordCandidate) are words, for instance in the
//! [accept file](Discovery::accept_file).
//!
//! # What is searched
//!
//! Comments as they are cut: cleaned, without those that a rule dropped. Texts that read the same
//! are searched once, and a string counts once a text, so that neither spam nor a refrain makes a
//! string look frequent or firm. Strings are made of Han characters and words in Latin letters
//! (e冰城), each such word as one; they do not cross punctuation, blanks or numbers.
//!
//! # What a candidate is
//!
//! A string of 2 to [`max_chars`](DiscoverOptions::max_chars) characters that
//!
//! 1. at least [`min_count`](DiscoverOptions::min_count) different texts hold;
//! 2. holds together: its [`cohesion`] is at least
//!    [`min_cohesion`](DiscoverOptions::min_cohesion);
//! 3. moves freely: its [`boundary_entropy`] is at least
//!    [`min_entropy`](DiscoverOptions::min_entropy) on both sides. What stands beyond punctuation
//!    is a neighbour too, other than the same character without punctuation: the items of a list
//!    that many comments copy have one neighbour each, not as many as there are copies. Each
//!    beginning and end of a comment is a neighbour of its own;
//! 4. neither begins nor ends with a function word, is no number with its measure word, no
//!    fragment of the list `glue`, and not one part again and again (哈哈哈). Function words are
//!    those of the built-in stop list and of `lexicons/border_characters.txt`; words that stand
//!    on a list of the run are exempt, since a listed word that is broken escapes its rule;
//! 5. begins and ends, in at least half of its occurrences, where a word that the dictionary has
//!    begins or ends: 播间 lies inside 直播间;
//! 6. the segmenter breaks in most of its occurrences, or joins by its model alone: neither the
//!    dictionary nor the lexicons have it;
//! 7. overlaps personal data in none of its occurrences. Strings that do are counted
//!    ([`Discovery::n_personal`]), never shown.
//!
//! A candidate is absorbed by a longer one that at least nine tenths of its texts hold.
//!
//! # Score
//!
//! cohesion · min(left entropy, right entropy) · log₂ texts. Each factor is 0 where its evidence is
//! worth nothing, and a string must be good at all three. Half of it is left to strings that are
//! put together of words (known ones or other candidates) and functional characters, such as 房间里
//! and 不喜欢: these are phrases, which the segmenter cuts as it should; and to listed words that are
//! one token already. Equal scores stand in code-point order.
//!
//! # How strings are counted
//!
//! Length by length: a string is counted where both its parts that are shorter by one are frequent
//! (Agrawal and Srikant 1994). Counts are exact, found by sorting, and do not depend on the number
//! of threads. Time is that of sorting as many keys as there are characters, once a length, and
//! three times where neighbours are counted.
//!
//! # Memory
//!
//! 4 bytes a character of the different texts for the text, 4 more (8 for a moment) for the strings
//! that begin there, and keys of 8 bytes for an eighth of the characters at a time, held twice for a
//! moment; so about 14 bytes a character at most. Besides, about 40 bytes a different text, 12
//! bytes a frequent string and some hundred a string whose occurrences are looked at. Measured:
//! 750,000 made-up comments, 463,628 different, took 375 MB at the peak, of which counting alone
//! takes 196. Comments are read a second time for the quotations.
//!
//! # How good it is
//!
//! `benches/discover` measures both. Of 200 words drawn at random from those of the dictionary that
//! occur at least 10 times in 18,576 reviews and then left out of it, 82 % come back among the
//! first 1,000 candidates (mean of five draws, 80 to 84 %). What does not come back occurs mostly
//! inside longer words of the dictionary (电话 in 打电话), with a numeral (一半), or in one
//! surrounding. Of the first 100 candidates of 26,481 comments about a New Year's show 78 are
//! words, names, slang or set phrases (`tests/discover/bilibili_judged.tsv`). Score and thresholds
//! were chosen on these same comments, and one person judged: other comments can come out worse.
//!
//! # References
//!
//! - Church and Hanks (1990), *Word association norms, mutual information, and lexicography*,
//!   Computational Linguistics 16(1), 22–29.
//! - Jin and Tanaka-Ishii (2006), *Unsupervised segmentation of Chinese text by use of branching
//!   entropy*, COLING/ACL 2006 poster sessions, 428–435.
//! - Agrawal and Srikant (1994), *Fast algorithms for mining association rules*, VLDB, 487–499.

mod accept;
mod candidate;
mod evidence;
mod form;
mod gather;
mod listed;
mod measures;
mod ngrams;
mod options;
mod quotation;
mod search;
mod tables;
#[cfg(test)]
mod tests;
mod texts;
mod trie;

pub use candidate::{Discovery, WordCandidate};
pub use gather::Gatherer;
pub use listed::{ListKind, ListedWord, Relation};
pub use measures::{boundary_entropy, cohesion};
pub use options::DiscoverOptions;
