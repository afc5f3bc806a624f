//! Whether the tests and intervals keep what they promise on made comments whose truth is known.
//!
//! Comments are drawn from one urn each: a word is either new, from the shares of all words, or one
//! that the comment has already. So words repeat within comments, as they do in complaints, and
//! the variance of a word's occurrences is 2.7 times that of independent ones.

#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use ciyun::stats::{
    Blocks, Correction, EqualWeights, GroupCounts, GroupFrequencies, Interval, PermutationOptions,
    Side, TermMatrix, Unit, chi_square_sf, exact_p, g2, log_ratio_interval, permutation_test,
    wilson,
};

const N_TERMS: u32 = 400;
const N_TOKENS: u32 = 20;
/// The fewest documents with a word for it to be tested.
const LEAST: u64 = 5;
/// (20 + A) / (1 + A) = 2.7.
const CONCENTRATION: f64 = 10.18;

/// SplitMix64, apart from the library's own.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }
}

/// The shares of all words, as their running sum.
struct Shares(Vec<f64>);

impl Shares {
    /// Falling with the rank, from about 2.5 % down to 0.07 %. `tilt` pairs of neighbours in the
    /// ranking, in its upper half, share what they have together 95 to 5.
    fn new(n_tilted: u32) -> Shares {
        let mut shares: Vec<f64> = (0..N_TERMS)
            .map(|rank| 1.0 / (f64::from(rank) + 11.0))
            .collect();
        for pair in 0..n_tilted {
            let first = usize::try_from(pair * (N_TERMS / 2) / n_tilted).unwrap();
            let sum = shares[first] + shares[first + 1];
            (shares[first], shares[first + 1]) = (0.95 * sum, 0.05 * sum);
        }
        let all: f64 = shares.iter().sum();
        let mut sum = 0.0;
        Shares(
            shares
                .iter()
                .map(|share| {
                    sum += share / all;
                    sum
                })
                .collect(),
        )
    }

    fn draw(&self, random: &mut Random) -> u32 {
        let share = random.share();
        u32::try_from(self.0.partition_point(|sum| *sum <= share))
            .unwrap()
            .min(N_TERMS - 1)
    }
}

/// A comment by an author who has used the words in `urn` before, and uses them again.
fn comment(shares: &Shares, urn: &mut Vec<u32>, random: &mut Random) -> Vec<(u32, u32)> {
    let mut words = Vec::new();
    for _ in 0..N_TOKENS {
        let new = random.share() * (CONCENTRATION + urn.len() as f64) < CONCENTRATION;
        let word = if new {
            shares.draw(random)
        } else {
            urn[random.below(urn.len())]
        };
        urn.push(word);
        words.push(word);
    }
    words.sort_unstable();
    words
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], u32::try_from(run.len()).unwrap()))
        .collect()
}

/// 400 comments from each of two processes.
fn two_groups(target: &Shares, reference: &Shares, random: &mut Random) -> (TermMatrix, Vec<u32>) {
    let mut matrix = TermMatrix::new(N_TERMS);
    let groups: Vec<u32> = (0..800).map(|document| document / 400).collect();
    for group in &groups {
        let shares = if *group == 0 { target } else { reference };
        matrix.push(&comment(shares, &mut Vec::new(), random));
    }
    (matrix, groups)
}

fn sides(groups: &[u32]) -> Vec<Option<Side>> {
    let side = |group| {
        if group == 0 {
            Side::Target
        } else {
            Side::Reference
        }
    };
    groups.iter().map(|group| Some(side(*group))).collect()
}

fn frequencies(matrix: &TermMatrix, groups: &[u32]) -> GroupFrequencies {
    let groups: Vec<_> = groups.iter().map(|group| Some(*group)).collect();
    matrix.by_group(&groups, 2)
}

fn tested(found: &GroupFrequencies) -> Vec<u32> {
    (0..N_TERMS)
        .filter(|term| {
            let in_group = |group| found.count(Unit::Documents, group, *term);
            in_group(0) + in_group(1) >= LEAST
        })
        .collect()
}

fn g2_p(counts: GroupCounts) -> f64 {
    chi_square_sf(g2(counts).unwrap().abs(), 1)
}

fn permutations(n_permutations: u32) -> PermutationOptions {
    PermutationOptions {
        n_permutations,
        seed: 1,
    }
}

#[derive(Default)]
struct Rate(u32, u32);

impl Rate {
    fn add(&mut self, p: f64) {
        self.0 += u32::from(p <= 0.05);
        self.1 += 1;
    }

    fn share(&self) -> f64 {
        f64::from(self.0) / f64::from(self.1)
    }
}

#[test]
fn documents_hold_the_level_where_tokens_do_not() {
    let mut random = Random(1);
    let shares = Shares::new(0);
    let [mut tokens, mut exact, mut permuted, mut pooled, mut any] =
        std::array::from_fn(|_| Rate::default());
    // Words in 5 to 9 documents, 10 to 19, and more.
    let mut documents: [Rate; 3] = std::array::from_fn(|_| Rate::default());
    for _ in 0..60 {
        let (matrix, groups) = two_groups(&shares, &shares, &mut random);
        let found = frequencies(&matrix, &groups);
        let test = permutation_test(
            &matrix,
            &sides(&groups),
            Blocks::Documents,
            permutations(199),
        )
        .unwrap();
        let mut least_adjusted: f64 = 1.0;
        for term in tested(&found) {
            let row = test.rows[usize::try_from(term).unwrap()];
            let counts = found.pair(Unit::Documents, term, 0, 1);
            let n_documents: u64 = found
                .across_groups(Unit::Documents, term)
                .map(|group| group.1)
                .sum();
            let band = usize::from(n_documents >= 10) + usize::from(n_documents >= 20);
            documents[band].add(g2_p(counts));
            tokens.add(g2_p(found.pair(Unit::Tokens, term, 0, 1)));
            exact.add(exact_p(counts).unwrap());
            permuted.add(row.p);
            pooled.add(row.p_pooled);
            least_adjusted = least_adjusted.min(row.p_max_t);
        }
        any.add(least_adjusted);
    }
    for (name, rate) in [
        ("tokens", &tokens),
        ("documents, 5 to 9", &documents[0]),
        ("documents, 10 to 19", &documents[1]),
        ("documents, 20 and more", &documents[2]),
        ("exact", &exact),
        ("permuted", &permuted),
        ("pooled", &pooled),
        ("max T, any", &any),
    ] {
        println!("{name}: {:.4} of {}", rate.share(), rate.1);
    }
    assert!((0.18..0.28).contains(&tokens.share()));
    // The chi-square approximation is poor for few documents; exact_p is not an approximation.
    assert!((0.04..=0.06).contains(&documents[2].share()));
    assert!((0.02..=0.05).contains(&exact.share()));
    assert!((0.02..=0.06).contains(&permuted.share()));
    assert!((0.03..=0.06).contains(&pooled.share()));
    // Of 60, with probability 0.05 each, 8 or fewer in 99 of 100 cases.
    assert!(any.0 <= 8);
}

/// 200 authors with four comments each, who repeat their words from one to the next; a third of
/// the authors write in both groups.
#[test]
fn authors_hold_the_level_where_documents_do_not() {
    let mut random = Random(2);
    let shares = Shares::new(0);
    let [mut documents, mut authors, mut pooled] =
        std::array::from_fn::<_, 3, _>(|_| Rate::default());
    for _ in 0..40 {
        let mut matrix = TermMatrix::new(N_TERMS);
        let (mut groups, mut blocks) = (Vec::new(), Vec::new());
        for author in 0..200 {
            let mut urn = Vec::new();
            for _ in 0..4 {
                matrix.push(&comment(&shares, &mut urn, &mut random));
                groups.push(if author % 3 == 0 {
                    u32::from(random.share() < 0.5)
                } else {
                    author % 2
                });
                blocks.push(Some(author));
            }
        }
        let found = frequencies(&matrix, &groups);
        let by_author = permutation_test(
            &matrix,
            &sides(&groups),
            Blocks::By(&blocks),
            permutations(199),
        )
        .unwrap();
        for term in tested(&found) {
            let row = by_author.rows[usize::try_from(term).unwrap()];
            documents.add(exact_p(found.pair(Unit::Documents, term, 0, 1)).unwrap());
            authors.add(row.p);
            pooled.add(row.p_pooled);
        }
    }
    println!(
        "documents {:.4} authors {:.4} pooled {:.4}",
        documents.share(),
        authors.share(),
        pooled.share()
    );
    assert!(documents.share() > 0.08);
    // Fewer than 5 % because p-values of few authors with a word come in steps.
    assert!((0.02..=0.06).contains(&authors.share()));
    assert!(pooled.share() <= 0.07);
}

/// 40 of 400 words differ.
#[test]
fn false_discoveries_are_as_rare_as_promised() {
    let mut random = Random(3);
    let (tilted, plain) = (Shares::new(20), Shares::new(0));
    let differs = |term: u32| term < N_TERMS / 2 && term % 10 < 2;
    // False and all discoveries' share, and the share of true effects found, by kind of p-value.
    let mut totals = [[0.0; 2]; 4];
    let n_runs = 150;
    for _ in 0..n_runs {
        let (matrix, groups) = two_groups(&tilted, &plain, &mut random);
        let found = frequencies(&matrix, &groups);
        let test = permutation_test(
            &matrix,
            &sides(&groups),
            Blocks::Documents,
            permutations(399),
        )
        .unwrap();
        let terms = tested(&found);
        let row = |term: u32| test.rows[usize::try_from(term).unwrap()];
        let counts = |term| found.pair(Unit::Documents, term, 0, 1);
        let adjusted = |p: &dyn Fn(u32) -> f64| {
            let p: Vec<f64> = terms.iter().map(|term| p(*term)).collect();
            Correction::BenjaminiHochberg.adjust(&p)
        };
        let kinds = [
            adjusted(&|term| g2_p(counts(term))),
            adjusted(&|term| exact_p(counts(term)).unwrap()),
            adjusted(&|term| row(term).p),
            adjusted(&|term| row(term).p_pooled),
        ];
        for (kind, total) in kinds.iter().zip(&mut totals) {
            let found: Vec<u32> = terms
                .iter()
                .zip(kind)
                .filter(|(_, p)| **p <= 0.05)
                .map(|(term, _)| *term)
                .collect();
            let n_true = found.iter().filter(|term| differs(**term)).count() as f64;
            total[0] += (found.len() as f64 - n_true) / f64::max(found.len() as f64, 1.0);
            total[1] += n_true / 40.0;
        }
    }
    for (name, [falsely, power]) in ["g2", "exact", "permuted", "pooled"].iter().zip(totals) {
        let (falsely, power) = (falsely / f64::from(n_runs), power / f64::from(n_runs));
        println!("{name}: false {falsely:.4} found {power:.4}");
        // The chi-square approximation gives few documents too small p-values.
        let most = if *name == "g2" { 0.09 } else { 0.06 };
        assert!(falsely <= most, "{name}");
    }
}

/// A group against four others of very different size, where all have the same share.
#[test]
fn equal_weights_hold_the_level() {
    let mut random = Random(4);
    let sizes = [2000, 400, 150, 100];
    let rest = EqualWeights::new(&sizes).unwrap();
    let mut rate = Rate::default();
    for _ in 0..4000 {
        let mut draw = |size: u64| (0..size).filter(|_| random.share() < 0.1).count() as u64;
        let with = sizes.map(&mut draw);
        rate.add(g2_p(rest.counts(draw(300), 300, &with)));
    }
    println!("equal weights: {:.4}", rate.share());
    assert!((0.04..=0.06).contains(&rate.share()));
}

fn binomial(n: u64, p: f64) -> impl Fn(u64) -> f64 {
    let (n, log_p, log_q) = (n as f64, p.ln(), (1.0 - p).ln());
    let log_factorial = |k: f64| libm::lgamma(k + 1.0);
    move |k| {
        let k = k as f64;
        let ways = log_factorial(n) - log_factorial(k) - log_factorial(n - k);
        (ways + k * log_p + (n - k) * log_q).exp()
    }
}

fn holds(interval: Interval, value: f64) -> bool {
    interval.low <= value && value <= interval.high
}

/// No chance here: the probabilities of all outcomes are added up.
#[test]
fn wilson_intervals_hold_the_share_in_95_of_100() {
    for n in [30, 400, 2000] {
        // Shares from 2 expected documents up, evenly on a logarithmic scale as words have them.
        let least = 2.0 / n as f64;
        let coverage: f64 = (0..200)
            .map(|step| least * (0.5 / least).powf(f64::from(step) / 199.0))
            .map(|p| {
                let probability = binomial(n, p);
                let covering = (0..=n).filter(|k| holds(wilson(*k, n).unwrap(), p));
                covering.map(probability).sum::<f64>()
            })
            .sum::<f64>()
            / 200.0;
        println!("wilson, n = {n}: {coverage:.4}");
        assert!((0.93..=0.97).contains(&coverage));
    }
}

#[test]
fn log_ratio_intervals_hold_the_ratio_in_95_of_100() {
    let mut all = 0.0;
    let mut least: f64 = 1.0;
    let cases = [
        (0.01, 0.01),
        (0.01, 0.04),
        (0.05, 0.02),
        (0.1, 0.1),
        (0.3, 0.1),
        (0.02, 0.02),
    ];
    let sizes = [(400, 400), (200, 1500)];
    for (p1, p2) in cases {
        for (n1, n2) in sizes {
            let truth = f64::log2(p1 / p2);
            let likely = |n: u64, p: f64| {
                let probability = binomial(n, p);
                (0..=n)
                    .map(move |k| (k, probability(k)))
                    .filter(|(_, p)| *p > 1e-7)
                    .collect::<Vec<_>>()
            };
            let (mut covered, mut defined) = (0.0, 0.0);
            for (k1, weight1) in likely(n1, p1) {
                for (k2, weight2) in likely(n2, p2) {
                    if let Some(interval) = log_ratio_interval(GroupCounts::new(k1, n1, k2, n2)) {
                        defined += weight1 * weight2;
                        covered += weight1 * weight2 * f64::from(u8::from(holds(interval, truth)));
                    }
                }
            }
            least = least.min(covered / defined);
            all += covered / defined;
        }
    }
    let mean = all / (cases.len() * sizes.len()) as f64;
    println!("log ratio: mean {mean:.4}, least {least:.4}");
    assert!((0.93..=0.97).contains(&mean));
    assert!(least > 0.93);
}
