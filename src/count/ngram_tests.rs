use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const TERMS: [&str; 4] = ["登录", "失败", "闪退", "卡"];

/// A document is a list of runs of terms.
type Runs = Vec<Vec<usize>>;

fn tokens(run: &[usize]) -> Vec<KeptToken<'static>> {
    let token = |index: &usize| KeptToken {
        term: TERMS[*index],
        spelling: TERMS[*index],
    };
    run.iter().map(token).collect()
}

fn state(documents: &[Runs]) -> NgramState {
    let mut state = NgramState::new("same", "2-4".parse().unwrap());
    for document in documents {
        let runs: Vec<_> = document.iter().map(|run| tokens(run)).collect();
        state.add_document(runs.iter().map(Vec::as_slice));
    }
    state
}

fn sum(a: &NgramState, b: &NgramState) -> NgramState {
    let mut result = a.clone();
    result.merge(b.clone()).unwrap();
    result
}

fn documents() -> impl Strategy<Value = Vec<Runs>> {
    vec(vec(vec(0..TERMS.len(), 0..7), 0..3), 0..4)
}

/// The same by windows, as plainly as can be.
fn by_windows(documents: &[Runs], n: usize) -> BTreeMap<Vec<&'static str>, (u64, u64)> {
    let mut counts: BTreeMap<_, (u64, u64)> = BTreeMap::new();
    for document in documents {
        let runs = document.iter().flat_map(|run| run.windows(n));
        let mut found: Vec<Vec<&str>> = runs
            .map(|window| window.iter().map(|index| TERMS[*index]).collect())
            .collect();
        for gram in &found {
            counts.entry(gram.clone()).or_default().0 += 1;
        }
        found.sort();
        found.dedup();
        for gram in found {
            counts.entry(gram).or_default().1 += 1;
        }
    }
    counts
}

proptest! {
    #[test]
    fn merging_is_associative_commutative_and_has_an_identity(
        a in documents(), b in documents(), c in documents()
    ) {
        let (a, b, c) = (state(&a), state(&b), state(&c));
        prop_assert_eq!(sum(&sum(&a, &b), &c), sum(&a, &sum(&b, &c)));
        prop_assert_eq!(sum(&a, &b), sum(&b, &a));
        prop_assert_eq!(sum(&state(&[]), &a), a);
    }

    #[test]
    fn counting_in_parts_is_counting_at_once(a in documents(), b in documents()) {
        let all: Vec<_> = a.iter().chain(&b).cloned().collect();
        prop_assert_eq!(sum(&state(&a), &state(&b)), state(&all));
    }

    #[test]
    fn every_window_of_every_run_is_counted(documents in documents()) {
        let state = state(&documents);
        for n in 2..=4 {
            let expected = by_windows(&documents, n);
            let positions: u64 = expected.values().map(|(tf, _)| tf).sum();
            let listed = state.list(1);
            let listed: Vec<_> = listed.iter().filter(|gram| gram.terms.len() == n).collect();
            prop_assert_eq!(listed.len(), expected.len());
            for gram in listed {
                prop_assert_eq!((gram.tf, gram.df), expected[&gram.terms]);
                prop_assert!(gram.df <= gram.tf);
                prop_assert_eq!(gram.positions, positions);
                let sum_of = |is: &dyn Fn(&[&str]) -> bool| -> u64 {
                    expected.iter().filter(|(terms, _)| is(terms)).map(|(_, (tf, _))| tf).sum()
                };
                let (beginning, last) = (&gram.terms[..n - 1], gram.terms[n - 1]);
                prop_assert_eq!(gram.first, sum_of(&|terms| &terms[..n - 1] == beginning));
                prop_assert_eq!(gram.last, sum_of(&|terms| terms[n - 1] == last));
            }
        }
    }

    #[test]
    fn terms_left_out_afterwards_are_holes(documents in documents()) {
        let mut left_out = state(&documents);
        left_out.retain_terms(|term| term != TERMS[0]);
        let with_holes: Vec<Runs> = documents
            .iter()
            .map(|runs| {
                let parts = runs.iter().flat_map(|run| run.split(|index| *index == 0));
                parts.map(<[usize]>::to_vec).collect()
            })
            .collect();
        prop_assert_eq!(left_out, state(&with_holes));
    }
}

#[test]
fn documents_added_after_a_merge_are_counted_anew() {
    let one = state(&[vec![vec![0, 1]]]);
    let mut merged = sum(&one, &one);
    merged.add_document([tokens(&[0, 1]).as_slice()]);
    assert_eq!((merged.list(1)[0].tf, merged.list(1)[0].df), (3, 3));
}

#[test]
fn other_settings_are_refused_and_change_nothing() {
    let mut ours = state(&[vec![vec![0, 1]]]);
    let before = ours.clone();
    let other = NgramState::new("same", "2".parse().unwrap());
    let error = ours.merge(other).unwrap_err().to_string();
    assert!(error.contains("n-grams 2-4 and same n-grams 2"), "{error}");
    assert_eq!(ours, before);
}

#[test]
fn only_the_lengths_asked_for_are_listed_and_only_the_frequent() {
    let mut state = NgramState::new("", "3".parse().unwrap());
    state.add_document([tokens(&[0, 1, 2]).as_slice(), &tokens(&[0, 1, 2, 3])]);
    let listed = state.list(2);
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].terms, ["登录", "失败", "闪退"]);
    // 失败 闪退 卡 is the third position of three terms.
    assert_eq!((listed[0].tf, listed[0].df, listed[0].positions), (2, 1, 3));
    assert_eq!(state.n_ngrams(), 2);
}
