//! Laws of comparisons.

use proptest::prelude::*;

use super::*;
use crate::count::{CountState, Documents, KeptToken};
use crate::ingest::Document;

const WORDS: [&str; 5] = ["卡", "慢", "登录", "闪退", "方便"];

/// Comments of a group with an author, as lists of words.
type Comments<'w> = Vec<(&'w str, Option<u8>, Vec<&'w str>)>;

fn counted(comments: &Comments<'_>) -> (Documents, CountState) {
    let mut documents = Documents::new("settings");
    let mut counts = CountState::new("settings");
    for (line, (group, author, words)) in (1..).zip(comments) {
        let mut document = Document::from_text(String::new(), line);
        document.fields.author = author.map(|author| format!("用户{author}"));
        let token = |term: &&'static str| KeptToken {
            term,
            spelling: term,
        };
        let known = WORDS.iter().filter(|known| words.contains(known));
        let tokens: Vec<KeptToken<'_>> = known.map(token).collect();
        documents.add(&document, Some(group), &tokens);
        counts.add_document(tokens);
    }
    (documents.in_order(), counts)
}

fn compared(comments: &Comments<'_>) -> Result<Comparison, CompareError> {
    let (documents, counts) = counted(comments);
    let options = CompareOptions {
        min_df: 1,
        ..CompareOptions::default()
    };
    compare(&documents, &counts, &options)
}

fn comments() -> impl Strategy<Value = Comments<'static>> {
    let words = prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..4);
    let group = prop::sample::select(vec!["甲", "乙"]);
    prop::collection::vec((group, prop::option::of(0u8..6), words), 4..40).prop_filter(
        "both groups have comments",
        |comments| {
            ["甲", "乙"]
                .iter()
                .all(|name| comments.iter().any(|(group, ..)| group == name))
        },
    )
}

/// What does not depend on the names of the groups.
fn figures(row: &KeynessRow) -> [Option<f64>; 6] {
    [
        Some(row.g2),
        row.log_ratio,
        row.log_odds_z,
        row.p,
        row.p_adjusted,
        row.lrc,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_order_of_comments_and_the_names_of_groups_change_no_figure(comments in comments()) {
        let found = compared(&comments).unwrap();
        let mut turned: Comments<'_> = comments.clone();
        turned.reverse();
        let again = compared(&turned).unwrap();
        for (one, two) in found.keyness.iter().zip(&again.keyness) {
            prop_assert_eq!(&one.term, &two.term);
            prop_assert_eq!(figures(one), figures(two));
        }
        let other = |name: &str| if name == "甲" { "乙" } else { "甲" };
        let swapped: Comments<'_> = comments
            .iter()
            .map(|(group, author, words)| (other(group), *author, words.clone()))
            .collect();
        let swapped = compared(&swapped).unwrap();
        prop_assert_eq!(found.keyness.len(), swapped.keyness.len());
        for row in &found.keyness {
            let same = swapped.keyness.iter().find(|two| two.term == row.term).unwrap();
            prop_assert_eq!(&*same.group, other(&row.group));
            prop_assert_eq!(figures(row), figures(same));
            prop_assert_eq!(row.p_author.is_some(), same.p_author.is_some());
        }
    }

    #[test]
    fn a_word_is_key_in_the_group_that_has_more_of_it(comments in comments()) {
        let found = compared(&comments).unwrap();
        for row in &found.keyness {
            prop_assert!(row.share > row.share_rest, "{row:?}");
            prop_assert!(row.df <= row.documents && row.df_rest <= row.documents_rest);
            let p = row.p.unwrap();
            prop_assert!((0.0..=1.0).contains(&p) && row.p_adjusted.unwrap() >= p);
        }
        let documents: u64 = found.groups.iter().map(|group| group.documents).sum();
        prop_assert_eq!(documents, comments.len() as u64);
    }
}

#[test]
fn identical_groups_have_no_key_words() {
    let one: Comments<'_> = vec![("甲", None, vec!["卡", "慢"]), ("甲", None, vec!["登录"])];
    let two = one
        .iter()
        .map(|(_, author, words)| ("乙", *author, words.clone()));
    let both: Comments<'_> = one.iter().cloned().chain(two).collect();
    assert!(compared(&both).unwrap().keyness.is_empty());
}

#[test]
fn figures_can_be_checked_by_hand() {
    // 8 of 10 comments of 甲 hold 卡, 2 of 10 of 乙.
    let of = |group, n_with: usize| {
        (0..10).map(move |n| {
            let words = if n < n_with { vec!["卡"] } else { vec!["慢"] };
            (group, Some(0), words)
        })
    };
    let comments: Comments<'_> = of("甲", 8).chain(of("乙", 2)).collect();
    let found = compared(&comments).unwrap();
    assert_eq!((found.n_terms, found.family), (2, 2));
    let row = &found.keyness[1];
    assert_eq!(
        (&*row.group, &*row.term, row.df, row.df_rest),
        ("甲", "卡", 8, 2)
    );
    // 2 (8 ln 1.6 + 2 ln 0.4 + 2 ln 0.4 + 8 ln 1.6) = 7.7098.
    assert!((row.g2 - 7.709_790).abs() < 1e-5, "{}", row.g2);
    // Tables as unlikely: 2 (C(10,8) C(10,2) + C(10,9) C(10,1) + 1) / C(20,10) = 4252 / 184756.
    assert!((row.p.unwrap() - 4252.0 / 184_756.0).abs() < 1e-12);
    // Both tests have this p-value, so adjusting changes nothing.
    assert_eq!(row.p_adjusted, row.p);
    // One author wrote everything: permuting within the author leaves the comments free.
    assert_eq!(found.authors.unwrap().repeating, 1);
}

#[test]
fn several_groups_are_compared_with_the_mean_of_the_others() {
    let of = |group, n: usize, n_with: usize| {
        (0..n).map(move |k| {
            (
                group,
                None,
                if k < n_with { vec!["卡"] } else { vec!["慢"] },
            )
        })
    };
    // 乙 is ten times as large as 丙, and weighs the same.
    let comments: Comments<'_> = of("甲", 20, 15)
        .chain(of("乙", 200, 20))
        .chain(of("丙", 20, 10))
        .collect();
    let found = compared(&comments).unwrap();
    assert_eq!(found.family, 6);
    assert!(found.authors.is_none());
    let row = found.keyness.iter().find(|row| row.group == "甲").unwrap();
    assert_eq!(row.term, "卡");
    assert!((row.share_rest - f64::midpoint(0.1, 0.5)).abs() < 1e-12);
    assert_eq!((row.df_rest, row.documents_rest), (30, 220));
    let spread = &found.heterogeneity;
    assert_eq!(spread.len(), 2);
    assert!(
        spread[0].p < 1e-9 && spread[0].cramers_v > 0.4,
        "{spread:?}"
    );
}

#[test]
fn one_group_is_no_comparison() {
    let comments: Comments<'_> = vec![("甲", None, vec!["卡"])];
    assert_eq!(
        compared(&comments).unwrap_err(),
        CompareError::TooFewGroups {
            found: 1,
            ungrouped: 0
        }
    );
}

#[test]
fn small_groups_are_left_out_where_more_than_two_are_compared() {
    let sized = |sizes: &[(&'static str, usize)]| -> Comments<'static> {
        let members = sizes.iter();
        members
            .flat_map(|&(name, n)| std::iter::repeat_n((name, None, vec!["卡"]), n))
            .collect()
    };
    let names = |sizes: &[(&'static str, usize)]| -> (Vec<String>, Vec<(String, u64)>) {
        let found = compared(&sized(sizes)).unwrap();
        let groups = found.groups.into_iter().map(|group| group.name);
        (groups.collect(), found.small_groups)
    };
    let (groups, small) = names(&[("a", 20), ("b", 25), ("c", 19)]);
    assert_eq!(groups, ["a", "b"]);
    assert_eq!(small, [("c".to_owned(), 19)]);
    // Two groups, and groups that are all small, are compared as they are.
    assert_eq!(names(&[("a", 3), ("b", 25)]).0, ["a", "b"]);
    assert_eq!(names(&[("a", 3), ("b", 25), ("c", 4)]).0, ["a", "b", "c"]);
}

#[test]
fn tokens_are_counted_beside_comments() {
    let comments: Comments<'static> = vec![
        ("a", None, vec!["卡", "慢"]),
        ("a", None, vec!["卡"]),
        ("b", None, vec!["慢", "登录"]),
        ("b", None, vec!["登录"]),
    ];
    let found = compared(&comments).unwrap();
    let row = found.keyness.iter().find(|row| row.term == "卡").unwrap();
    assert_eq!((row.tf, row.tf_rest), (2, 0));
    // 2 of 3 tokens against 0 of 3.
    let cell = |observed: f64, expected: f64| match observed {
        0.0 => 0.0,
        _ => 2.0 * observed * (observed / expected).ln(),
    };
    let by_hand = cell(2.0, 1.0) + cell(0.0, 1.0) + cell(1.0, 2.0) + cell(3.0, 2.0);
    assert!((row.g2_tokens.unwrap() - by_hand).abs() < 1e-9);
    // (2−1)²/1 + (0−1)²/1 + (1−2)²/2 + (3−2)²/2.
    assert!((row.chi2_tokens.unwrap() - 3.0).abs() < 1e-9);
}
