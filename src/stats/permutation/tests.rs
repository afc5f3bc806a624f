use proptest::prelude::*;

use super::super::{Unit, exact_p};
use super::*;

/// Documents of up to 8 of 40 terms, the first ones more common, and sides; every third term is
/// more common in the target.
fn sample(n_documents: usize, seed: u64) -> (TermMatrix, Vec<Option<Side>>) {
    let mut random = SplitMix64::new(seed);
    let mut matrix = TermMatrix::new(40);
    let mut sides = Vec::new();
    for document in 0..n_documents {
        let target = document % 5 < 2;
        let row: Vec<(u32, u32)> = (0..40)
            .filter(|term| {
                let raised = if target && term % 3 == 0 { 1.6 } else { 1.0 };
                random.share() < raised * 0.5 / (f64::from(*term) + 1.5)
            })
            .map(|term| (term, 1))
            .collect();
        matrix.push(&row);
        sides.push(match document % 20 {
            19 => None,
            _ if target => Some(Side::Target),
            _ => Some(Side::Reference),
        });
    }
    (matrix, sides)
}

fn with(n_permutations: u32) -> PermutationOptions {
    PermutationOptions {
        n_permutations,
        seed: 11,
    }
}

#[test]
fn documents_estimate_the_exact_test() {
    let (matrix, sides) = sample(300, 1);
    let test = permutation_test(&matrix, &sides, Blocks::Documents, with(4000)).unwrap();
    let groups: Vec<_> = sides
        .iter()
        .map(|side| side.map(|side| u32::from(side == Side::Reference)))
        .collect();
    let frequencies = matrix.by_group(&groups, 2);
    let mut n_small = 0;
    for (term, row) in (0..40).zip(&test.rows) {
        let counts = frequencies.pair(Unit::Documents, term, 0, 1);
        let exact = exact_p(counts).unwrap();
        let spread = (exact * (1.0 - exact) / 4000.0).sqrt();
        assert!(
            (row.p - exact).abs() < 4.5 * spread + 1.0 / 4001.0,
            "{} {exact}",
            row.p
        );
        let g2 = super::super::g2(counts).unwrap().abs();
        assert!((row.g2 - g2).abs() < 1e-8);
        assert!(row.p_max_t >= row.p);
        n_small += u32::from(exact < 0.05);
    }
    assert!(n_small >= 4);
}

#[test]
fn threads_do_not_matter() {
    let (matrix, sides) = sample(200, 2);
    let authors: Vec<_> = (0_u32..200).map(|document| Some(document / 3)).collect();
    for blocks in [Blocks::Documents, Blocks::By(&authors)] {
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| permutation_test(&matrix, &sides, blocks, with(300)).unwrap())
        };
        assert_eq!(on(1), on(2));
        assert_eq!(on(1), on(8));
    }
}

#[test]
fn a_group_without_documents_has_no_test() {
    let mut matrix = TermMatrix::new(1);
    matrix.push(&[(0, 1)]);
    let sides = [Some(Side::Target)];
    assert_eq!(
        permutation_test(&matrix, &sides, Blocks::Documents, with(9)),
        None
    );
}

/// One of ten authors in each group wrote the word, ten times.
#[test]
fn one_author_is_one_piece_of_evidence() {
    let mut matrix = TermMatrix::new(1);
    let (mut sides, mut authors) = (Vec::new(), Vec::new());
    for author in 0..20 {
        for _ in 0..10 {
            if author == 0 {
                matrix.push(&[(0, 1)]);
            } else {
                matrix.push(&[]);
            }
            sides.push(Some(if author < 10 {
                Side::Target
            } else {
                Side::Reference
            }));
            authors.push(Some(author));
        }
    }
    let documents = permutation_test(&matrix, &sides, Blocks::Documents, with(999)).unwrap();
    assert!(documents.rows[0].p < 0.01);
    let blocks = permutation_test(&matrix, &sides, Blocks::By(&authors), with(999)).unwrap();
    // Wherever that author goes, the table is the same or its mirror.
    assert_eq!(blocks.rows[0].p, 1.0);
}

/// Each of two authors has a document with the word in the target and one without in the
/// reference: of four ways to deal within the authors, two are as extreme.
#[test]
fn authors_in_both_groups_are_dealt_within() {
    let mut matrix = TermMatrix::new(1);
    let mut sides = Vec::new();
    for _ in 0..2 {
        matrix.push(&[(0, 1)]);
        matrix.push(&[]);
        sides.extend([Some(Side::Target), Some(Side::Reference)]);
    }
    let authors = [Some(7), Some(7), Some(3), Some(3)];
    let test = permutation_test(&matrix, &sides, Blocks::By(&authors), with(4000)).unwrap();
    assert!((test.rows[0].p - 0.5).abs() < 0.04, "{}", test.rows[0].p);
    // Without authors: 2 of C(4, 2) = 6.
    let free = permutation_test(&matrix, &sides, Blocks::By(&[None; 4]), with(4000)).unwrap();
    assert!((free.rows[0].p - 1.0 / 3.0).abs() < 0.04);
}

#[test]
fn terms_of_one_frequency_share_their_values() {
    // Two terms in the same documents have the same values, so pooling changes nothing but the
    // one that is counted in.
    let mut matrix = TermMatrix::new(2);
    let mut sides = Vec::new();
    for document in 0..60 {
        if document % 4 == 0 || document < 9 {
            matrix.push(&[(0, 1), (1, 1)]);
        } else {
            matrix.push(&[]);
        }
        sides.push(Some(if document < 30 {
            Side::Target
        } else {
            Side::Reference
        }));
    }
    let test = permutation_test(&matrix, &sides, Blocks::Documents, with(499)).unwrap();
    let reached = test.rows[0].p * 500.0 - 1.0;
    assert_eq!(test.rows[0], test.rows[1]);
    assert!((test.rows[0].p_pooled - (2.0 * reached + 1.0) / 999.0).abs() < 1e-12);
    assert_eq!(test.rows[0].p_max_t, test.rows[0].p);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn values_are_probabilities(seed in any::<u64>(), n_documents in 20_usize..80) {
        let (matrix, sides) = sample(n_documents, seed);
        let authors: Vec<_> = (0_u32..).take(n_documents).map(|document| Some(document * 7 % 11)).collect();
        let test = permutation_test(&matrix, &sides, Blocks::By(&authors), with(50)).unwrap();
        for row in &test.rows {
            prop_assert!(row.g2 >= 0.0);
            prop_assert!(test.smallest_p <= row.p && row.p <= row.p_max_t && row.p_max_t <= 1.0);
            prop_assert!(0.0 < row.p_pooled && row.p_pooled <= 1.0);
        }
    }
}
