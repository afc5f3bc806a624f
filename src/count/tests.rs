use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const TERMS: [(&str, &str); 5] = [
    ("闪退", "闪退"),
    ("登录", "登录"),
    ("app", "APP"),
    ("app", "App"),
    ("ios", "iOS"),
];

fn state(documents: &[Vec<usize>]) -> CountState {
    let mut state = CountState::new("same");
    for document in documents {
        state.add_document(document.iter().map(|index| KeptToken {
            term: TERMS[*index].0,
            spelling: TERMS[*index].1,
        }));
    }
    state
}

fn sum(a: &CountState, b: &CountState) -> CountState {
    let mut result = a.clone();
    result.merge(b.clone()).unwrap();
    result
}

fn documents() -> impl Strategy<Value = Vec<Vec<usize>>> {
    vec(vec(0..TERMS.len(), 0..8), 0..6)
}

proptest! {
    #[test]
    fn merging_is_associative_commutative_and_has_an_identity(
        a in documents(), b in documents(), c in documents()
    ) {
        let (a, b, c) = (state(&a), state(&b), state(&c));
        prop_assert_eq!(sum(&sum(&a, &b), &c), sum(&a, &sum(&b, &c)));
        prop_assert_eq!(sum(&a, &b), sum(&b, &a));
        prop_assert_eq!(sum(&a, &CountState::new("same")), a);
    }

    #[test]
    fn counting_in_parts_is_counting_at_once(a in documents(), b in documents()) {
        let all: Vec<_> = a.iter().chain(&b).cloned().collect();
        prop_assert_eq!(sum(&state(&a), &state(&b)), state(&all));
    }

    #[test]
    fn a_document_counts_once_and_tf_sums_to_the_kept_tokens(documents in documents()) {
        let state = state(&documents);
        let terms = state.terms();
        prop_assert!(terms.iter().all(|(_, counts)| counts.df <= counts.tf));
        prop_assert!(terms.iter().all(|(_, counts)| counts.df <= state.ledger.documents_kept));
        let tokens: usize = documents.iter().map(Vec::len).sum();
        prop_assert_eq!(terms.iter().map(|(_, counts)| counts.tf).sum::<u64>(), tokens as u64);
        prop_assert_eq!(state.ledger.tokens_kept, tokens as u64);
    }
}

#[test]
fn documents_added_after_a_merge_are_counted_anew() {
    let mut merged = sum(&state(&[vec![0]]), &state(&[vec![0]]));
    merged.add_document([KeptToken {
        term: "闪退",
        spelling: "闪退",
    }]);
    assert_eq!(merged.get("闪退").unwrap().df, 3);
}

#[test]
fn other_settings_are_refused_and_change_nothing() {
    let mut ours = state(&[vec![0]]);
    let before = ours.clone();
    let error = ours.merge(CountState::new("other")).unwrap_err();
    assert!(error.to_string().contains("same and other"));
    assert_eq!(ours, before);
}

#[test]
fn the_most_frequent_spelling_wins_and_ties_go_to_the_first_in_code_point_order() {
    let counts = state(&[vec![2, 3, 3, 4]]);
    assert_eq!(counts.get("app").unwrap().spelling(), Some("App"));
    let counts = state(&[vec![2, 3]]);
    assert_eq!(counts.get("app").unwrap().spelling(), Some("APP"));
    assert_eq!(state(&[vec![0]]).get("闪退").unwrap().spelling(), None);
}
