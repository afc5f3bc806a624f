//! Laws of ratings, and figures checked by hand.

use proptest::prelude::*;

use super::*;
use crate::count::{CountState, Documents, KeptToken, RatingsWithoutText};
use crate::ingest::Document;
use crate::stats::{BootstrapOptions, Stars, wilson};
use crate::table::{ByteOrderMark, Table, to_csv};

const WORDS: [&str; 3] = ["慢", "闪退", "方便"];

/// App, author, rating and words of a comment.
#[derive(Debug, Clone)]
struct Comment {
    app: Option<&'static str>,
    author: Option<u8>,
    rating: Option<f64>,
    words: Vec<&'static str>,
}

fn comment(app: &'static str, rating: f64) -> Comment {
    Comment {
        app: Some(app),
        author: None,
        rating: Some(rating),
        words: Vec::new(),
    }
}

fn counted(comments: &[Comment]) -> (Documents, CountState) {
    let (mut documents, mut counts) = (Documents::new("s"), CountState::new("s"));
    for (line, comment) in (1..).zip(comments) {
        let mut document = Document::from_text(String::new(), line);
        document.fields.app = comment.app.map(str::to_owned);
        document.fields.author = comment.author.map(|author| format!("用户{author}"));
        document.fields.rating = comment.rating;
        let words = comment.words.iter();
        let tokens: Vec<KeptToken<'_>> = words
            .map(|spelling| KeptToken {
                term: if *spelling == "APP" { "app" } else { spelling },
                spelling,
            })
            .collect();
        documents.add(&document, None, &tokens);
        counts.add_document(tokens);
    }
    (documents.in_order(), counts)
}

fn options() -> BootstrapOptions {
    BootstrapOptions {
        n_replicates: 200,
        seed: 5,
    }
}

fn apps(comments: &[Comment], published: Option<&PublishedFigures>) -> RatingsByApp {
    let without_text = RatingsWithoutText::new("s");
    per_app(&counted(comments).0, &without_text, published, options())
}

fn comments() -> impl Strategy<Value = Vec<Comment>> {
    let app = prop::sample::select(vec![None, Some("甲"), Some("乙")]);
    let rating = prop::option::weighted(0.9, (2_u8..=10).prop_map(|n| f64::from(n) / 2.0));
    let words = prop::sample::subsequence(WORDS.to_vec(), 0..=3);
    let comment = (app, prop::option::of(0_u8..6), rating, words);
    let comment = comment.prop_map(|(app, author, rating, words)| Comment {
        app,
        author,
        rating,
        words,
    });
    prop::collection::vec(comment, 0..40)
}

#[test]
fn figures_of_an_app_can_be_checked_by_hand() {
    let mut rows: Vec<Comment> = [1.0, 1.0, 4.0, 3.5, 5.0, 4.3]
        .map(|rating| comment("乙", rating))
        .into();
    rows.push(comment("甲", 2.0));
    rows[0].rating = None;
    let mut without_text = RatingsWithoutText::new("s");
    for (app, rating) in [("乙", 5.0), ("乙", 4.0), ("丙", 3.0)] {
        without_text.add(Some(app), Some(rating));
    }
    without_text.add(None, None);
    let file = "app,rating,star_1,star_2,star_3,star_4,star_5\n乙,4.5,1,0,0,0,3\n丁,4.0,,,,,\n";
    let published = PublishedFigures::read("store.csv", file.as_bytes()).unwrap();
    let documents = counted(&rows).0;
    let found = per_app(&documents, &without_text, Some(&published), options());
    let names: Vec<_> = found
        .rows
        .iter()
        .map(|row| (row.app.id(), row.app.name()))
        .collect();
    // 丙 is U+4E19, 乙 U+4E59, 甲 U+7532.
    assert_eq!(
        names,
        [
            ("app", Some("丙")),
            ("app", Some("乙")),
            ("app", Some("甲")),
            ("no_app", None),
            ("all", None),
        ]
    );
    assert_eq!(found.published_without_comments, ["丁"]);
    assert_eq!(found.apps_without_published, ["丙", "甲"]);
    let row = &found.rows[1];
    let summary = row.summary.as_ref().unwrap();
    // 1, 4, 3.5 and 5.
    assert_eq!((summary.n, summary.mean, summary.median), (4, 3.375, 3.75));
    assert_eq!((row.n_unrated, row.n_off_scale), (1, 1));
    let stars: Vec<_> = (1..=5).map(|stars| row.n_stars(stars)).collect();
    assert_eq!(stars, [Some(1), Some(0), Some(0), Some(1), Some(1)]);
    assert_eq!(row.n_half_stars(), Some(1));
    assert_eq!(summary.one_star_interval, wilson(1, 4).unwrap());
    assert_eq!(row.without_text.mean(), Some(4.5));
    assert_eq!(row.difference.unwrap().difference, 3.375 - 4.5);
    // (1 · 1 + 3 · 5) / 4.
    assert_eq!(row.published.as_ref().unwrap().stars.unwrap().mean(), 4.0);
    let (bare, all) = (&found.rows[0], &found.rows[4]);
    assert_eq!((&bare.summary, bare.n_stars(1)), (&None, None));
    assert_eq!(
        (bare.without_text.total(), all.without_text.total()),
        (1, 3)
    );
    assert_eq!(all.summary.as_ref().unwrap().n, 5);
    assert_eq!(all.published, None);
    let csv = to_csv(&Table::new(&found.rows), ByteOrderMark::Omit);
    let line = csv.lines().nth(2).unwrap();
    assert!(line.starts_with("app,乙,4,1,1,3.375,"), "{line}");
}

#[test]
fn one_app_has_one_line() {
    let found = apps(&[comment("甲", 2.0), comment("甲", 5.0)], None);
    assert_eq!(found.rows.len(), 1);
    assert!(found.apps_without_published.is_empty());
    assert!(apps(&[], None).rows.is_empty());
}

#[test]
fn who_writes_ten_times_is_drawn_as_one() {
    let rows: Vec<Comment> = (0..40_u8)
        .map(|n| Comment {
            author: Some(n / 10),
            ..comment("甲", if n / 10 % 2 == 0 { 1.0 } else { 5.0 })
        })
        .collect();
    let width = |rows: &[Comment]| {
        let found = apps(rows, None);
        let interval = found.rows[0].summary.as_ref().unwrap().mean_interval;
        interval
            .map(|interval| interval.high - interval.low)
            .unwrap()
    };
    let alone: Vec<Comment> = rows
        .iter()
        .map(|row| Comment {
            author: None,
            ..row.clone()
        })
        .collect();
    // Four authors, all of them content with probability 1/16: 1 to 5. Forty: 3 ± 1.96 · 2/√40.
    assert!((width(&rows) - 4.0).abs() < 1e-9);
    assert!((width(&alone) - 1.24).abs() < 0.2, "{}", width(&alone));
}

#[test]
fn a_word_is_found_in_whatever_spelling_and_once() {
    let rows: Vec<Comment> = [1.0, 1.0, 1.0, 3.0, 5.0, 5.0, 5.0, 5.0]
        .into_iter()
        .zip([
            &["APP"][..],
            &["APP", "慢"],
            &["慢"],
            &[],
            &[],
            &["APP"],
            &[],
            &[],
        ])
        .map(|(rating, words)| Comment {
            words: words.to_vec(),
            ..comment("甲", rating)
        })
        .collect();
    let (documents, counts) = counted(&rows);
    let store = PublishedFigures::read("s", "app,1星,2星,3星,4星,5星\n甲,1,0,0,0,3\n".as_bytes());
    let store = store.unwrap().store_of(&documents);
    let terms = ["慢", "APP", "app", "没有"];
    let found = by_word(&documents, &counts, &terms, store.as_ref(), options());
    let terms: Vec<_> = found.iter().map(|row| row.term.as_str()).collect();
    assert_eq!(terms, ["慢", "APP", "没有"]);
    let app = &found[1];
    assert_eq!(
        (app.ratings.df, app.ratings.mean_with),
        (3, Some(7.0 / 3.0))
    );
    let shares = [1, 2, 5].map(|stars| app.at_stars(stars).unwrap().share);
    assert_eq!(shares, [Some(2.0 / 3.0), None, Some(0.25)]);
    // 1/4 · 2/3 + 3/4 · 1/4.
    let in_store = app.in_store.unwrap();
    assert!((in_store.share - (1.0 / 6.0 + 3.0 / 16.0)).abs() < 1e-12);
    // Two tests: the larger p stays, the smaller doubles up to it.
    let p: Vec<f64> = found[..2]
        .iter()
        .map(|row| row.ratings.trend.unwrap().p)
        .collect();
    assert!(p[0] < p[1], "{p:?}");
    assert_eq!(found[1].p_adjusted, Some(p[1]));
    assert_eq!(found[0].p_adjusted, Some((2.0 * p[0]).min(p[1])));
    assert_eq!((found[2].ratings.df, found[2].p_adjusted), (0, None));
    assert_eq!(found[2].in_store, None);
    let csv = to_csv(&Table::new(&found), ByteOrderMark::Omit);
    assert!(csv.lines().nth(2).unwrap().starts_with("APP,3,2,3,0.666"));
}

#[test]
fn several_apps_have_no_store() {
    let file = "app,1星,2星,3星,4星,5星\n甲,1,0,0,0,3\n";
    let published = PublishedFigures::read("s", file.as_bytes()).unwrap();
    let two = counted(&[comment("甲", 1.0), comment("乙", 1.0)]).0;
    assert_eq!(published.store_of(&two), None);
    let one = counted(&[comment("甲", 1.0)]).0;
    assert_eq!(published.store_of(&one).unwrap().mean(), 4.0);
    let mut unrated = comment("乙", 1.0);
    unrated.rating = None;
    let also = counted(&[unrated, comment("甲", 1.0)]).0;
    assert_eq!(published.store_of(&also).unwrap().mean(), 4.0);
    assert_eq!(published.store_of(&counted(&[]).0), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_order_of_comments_changes_nothing(
        (rows, shuffled) in comments().prop_flat_map(|rows| {
            (Just(rows.clone()), Just(rows).prop_shuffle())
        })
    ) {
        prop_assert_eq!(apps(&rows, None), apps(&shuffled, None));
        let words = |rows: &[Comment]| {
            let (documents, counts) = counted(rows);
            by_word(&documents, &counts, &WORDS, None, options())
        };
        prop_assert_eq!(words(&rows), words(&shuffled));
    }

    #[test]
    fn apps_add_up_to_all_and_figures_are_those_of_the_definition(rows in comments()) {
        let found = apps(&rows, None).rows;
        for row in &found {
            let of_row = rows.iter().filter(|comment| match &row.app {
                RatedApp::Named(name) => comment.app == Some(name),
                RatedApp::Unnamed => comment.app.is_none(),
                RatedApp::All => true,
            });
            let ratings: Vec<f64> = of_row.clone().filter_map(|comment| comment.rating).collect();
            prop_assert_eq!(row.n_unrated, (of_row.count() - ratings.len()) as u64);
            let Some(summary) = &row.summary else {
                prop_assert!(ratings.is_empty());
                continue;
            };
            prop_assert_eq!(summary.n, ratings.len() as u64);
            let mean = ratings.iter().sum::<f64>() / ratings.len() as f64;
            prop_assert!((summary.mean - mean).abs() < 1e-12);
            for stars in 1..=5_u8 {
                let n = ratings.iter().filter(|rating| **rating == f64::from(stars)).count();
                prop_assert_eq!(row.n_stars(stars), Some(n as u64));
            }
        }
        let (named, all) = found.split_at(found.len().saturating_sub(1));
        if let [all] = all && all.app == RatedApp::All {
            let n = |row: &AppRatings| row.summary.as_ref().map_or(0, |summary| summary.n);
            prop_assert_eq!(named.iter().map(n).sum::<u64>(), n(all));
        } else {
            prop_assert!(named.is_empty());
        }
    }

    #[test]
    fn a_word_divides_the_rated_comments(rows in comments()) {
        let (documents, counts) = counted(&rows);
        for row in by_word(&documents, &counts, &WORDS, None, options()) {
            let rated = rows.iter().filter(|comment| comment.rating.is_some());
            let with = rated.clone().filter(|comment| comment.words.contains(&&*row.term));
            prop_assert_eq!(row.ratings.df, with.clone().count() as u64);
            for cell in &row.ratings.by_star {
                let at = |comment: &&Comment| comment.rating.and_then(Stars::new) == Some(cell.stars);
                prop_assert_eq!(cell.n, rated.clone().filter(at).count() as u64);
                prop_assert_eq!(cell.with, with.clone().filter(at).count() as u64);
            }
            let p = row.ratings.trend.map(|trend| trend.p);
            prop_assert_eq!(p.is_some(), row.p_adjusted.is_some());
            prop_assert!(p <= row.p_adjusted);
        }
    }
}
