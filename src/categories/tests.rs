use proptest::prelude::*;

use super::*;
use crate::ledger::{Location, SourceId};
use crate::lexicon::CategoryLexicon;
use crate::segment::Token;

const TEXT: &str = "[login]\nzh = \"登录\"\nen = \"Login\"\nterms = [\"登录不上\", \"登不上\", \"/密码.{0,2}错/\"]\n\
                    [crash]\nterms = [\"闪退\", \"卡\", \"app崩\"]\n\
                    [praise]\nterms = [\"方便\"]\n";

fn coder() -> Coder {
    Coder::new(&[CategoryLexicon::parse("c.toml", TEXT).unwrap()])
}

/// Text and tokens of words separated by `|`.
fn cut(marked: &str) -> (String, Vec<Token>) {
    let mut text = String::new();
    let tokens = marked
        .split('|')
        .map(|word| {
            let start_byte = text.len();
            text += word;
            Token {
                start_byte,
                end_byte: text.len(),
            }
        })
        .collect();
    (text, tokens)
}

fn found(marked: &str) -> Vec<String> {
    let coder = coder();
    let (text, tokens) = cut(marked);
    let coding = coder.code(&text, &tokens);
    let ids = coding
        .categories()
        .map(|index| coder.category(index).id.clone());
    ids.collect()
}

fn place(line: u64) -> Location {
    Location {
        source: SourceId(0),
        line,
    }
}

fn count(comments: &[(u64, Option<f64>, &str)]) -> CategoryCounts {
    let coder = coder();
    let mut counts = CategoryCounts::new("", &coder);
    for (line, rating, marked) in comments {
        let (text, tokens) = cut(marked);
        let comment = Coded {
            place: place(*line),
            rating: *rating,
            source: &text,
            text: &text,
        };
        counts.add(&coder.code(&text, &tokens), comment);
    }
    counts
}

#[test]
fn terms_begin_and_end_at_borders_of_tokens_however_they_are_cut_within() {
    for (marked, expected) in [
        ("登录|不上", &["login"][..]),
        ("登录不上", &["login"]),
        ("登|录不|上", &["login"]),
        ("登录|不上去", &[]),
        ("不方便", &[]),
        ("很|方便", &["praise"]),
        ("银行卡|卡", &["crash"]),
        ("银行卡", &[]),
        ("", &[]),
    ] {
        assert_eq!(found(marked), expected, "{marked}");
    }
}

#[test]
fn patterns_fit_anywhere_and_letters_in_any_case() {
    assert_eq!(found("说密码|又错误"), ["login"]);
    assert_eq!(found("说密码|又又又错误"), [""; 0]);
    assert_eq!(found("APP|崩|了"), ["crash"]);
}

#[test]
fn a_comment_counts_once_for_each_category_and_term() {
    let counts = count(&[(1, None, "闪退|闪退|卡|登录|不上"), (2, None, "好")]);
    let table = counts.table(&coder());
    let rows: Vec<_> = table.rows.iter().map(|r| (&*r.id, r.comments)).collect();
    assert_eq!(rows, [("crash", 1), ("login", 1), ("praise", 0)]);
    let term = |term: &str| TermRow {
        term: term.to_owned(),
        comments: 1,
    };
    // 卡 is U+5361, 闪 is U+95EA.
    assert_eq!(table.rows[0].terms, [term("卡"), term("闪退")]);
    assert_eq!(table.rows[0].unused, ["app崩"]);
    assert_eq!(
        (table.coded, table.none.comments, table.all.comments),
        (1, 1, 2)
    );
    assert_eq!(table.coverage, Some(0.5));
    // Wilson for 1 of 2: 0.5 ± 0.4055.
    let row = &table.rows[0];
    assert!((row.share_low.unwrap() - 0.0945).abs() < 1e-4);
    assert!((row.share_high.unwrap() - 0.9055).abs() < 1e-4);
    assert_eq!(row.stars, None);
}

#[test]
fn stars_are_counted_where_there_are_any() {
    let counts = count(&[
        (1, Some(4.5), "闪退"),
        (2, None, "闪退"),
        (3, Some(1.0), "好"),
    ]);
    let table = counts.table(&coder());
    assert_eq!(table.rows[0].stars, Some([0, 0, 0, 1, 0]));
    assert_eq!(table.none.stars, Some([1, 0, 0, 0, 0]));
    assert_eq!(table.all.stars, Some([1, 0, 0, 1, 0]));
}

#[test]
fn examples_are_the_first_comments_masked_and_show_the_term() {
    let long = format!("{}|闪退|{}13800138000", "好".repeat(70), "啊".repeat(10));
    let counts = count(&[
        (9, None, "闪退|九"),
        (2, None, &long),
        (7, None, "闪退|七"),
        (3, None, "闪退|打|13800138000"),
    ]);
    let table = counts.table(&coder());
    let examples = &table.rows[0].examples;
    let lines: Vec<_> = examples.iter().map(|e| e.place.line).collect();
    assert_eq!(lines, [2, 3, 7]);
    assert!(
        examples[0].text.starts_with("…好好"),
        "{}",
        examples[0].text
    );
    assert!(examples[0].text.contains("闪退"), "{}", examples[0].text);
    assert_eq!(examples[1].text, "闪退打【某手机号】");
}

#[test]
fn lexicons_with_the_same_category_are_united_and_the_later_names_it() {
    let own = "[login]\nen = \"Getting in\"\nterms = [\"进不了门\", \"登不上\"]\n[mine]\nterms = [\"卡\"]\n";
    let lexicons = [("c.toml", TEXT), ("own.toml", own)];
    let coder =
        Coder::new(&lexicons.map(|(name, text)| CategoryLexicon::parse(name, text).unwrap()));
    let ids: Vec<_> = coder.categories().iter().map(|c| &*c.id).collect();
    assert_eq!(ids, ["login", "crash", "praise", "mine"]);
    assert_eq!(coder.category(0).en, "Getting in");
    let terms: Vec<_> = coder.terms(0).map(|(_, term)| term).collect();
    assert_eq!(terms, ["登录不上", "登不上", "/密码.{0,2}错/", "进不了门"]);
    let numbers: Vec<_> = coder.terms(3).map(|(number, _)| number).collect();
    assert_eq!(numbers, [8]);
    // A term may belong to two categories.
    let (text, tokens) = cut("卡");
    let coding = coder.code(&text, &tokens);
    assert_eq!(coding.categories().collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn counts_made_with_other_settings_are_refused_and_sums_are_checked() {
    let coder = coder();
    let mut counts = CategoryCounts::new("a", &coder);
    assert!(counts.merge(CategoryCounts::new("b", &coder)).is_err());
    let counts = count(&[(1, None, "闪退"), (2, None, "好")]);
    assert_eq!(counts.check(2), Ok(()));
    let message = counts.check(3).unwrap_err().to_string();
    assert_eq!(
        message,
        "categories do not balance: 3 comments kept, but 1 in a category and 1 in none"
    );
}

proptest! {
    #[test]
    fn the_sum_does_not_depend_on_who_counted_what(
        comments in prop::collection::vec((1_u64..6, prop::option::of(1.0..5.0_f64), 0_usize..5), 0..24),
        workers in prop::collection::vec(0_usize..3, 24),
    ) {
        let texts = ["闪退|卡", "登|不上", "很|方便", "好", "闪退"];
        let comments: Vec<_> = comments.into_iter().map(|(line, rating, text)| (line, rating, texts[text])).collect();
        let whole = count(&comments);
        for order in [[0, 1, 2], [2, 0, 1]] {
            let mut sum = count(&[]);
            for worker in order {
                let part = comments.iter().zip(&workers).filter(|(_, who)| **who == worker);
                let part: Vec<_> = part.map(|(comment, _)| *comment).collect();
                sum.merge(count(&part)).unwrap();
            }
            prop_assert_eq!(&sum, &whole);
        }
        prop_assert_eq!(whole.check(comments.len() as u64), Ok(()));
        let table = whole.table(&coder());
        let sum: u64 = table.rows.iter().map(|row| row.comments).sum();
        prop_assert!(table.coded <= sum && table.rows.iter().all(|row| row.comments <= table.coded));
    }
}
