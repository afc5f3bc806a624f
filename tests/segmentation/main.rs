//! How well comments are cut, against cuts written by hand before the stage that makes them.
//!
//! What counts is what a user sees in a table of keywords: a token that the default rules keep as
//! a term, found at the same bytes. Words that the rules mask may be cut in any way.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

mod cutter;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use ciyun::ledger::RuleSet;
use ciyun::pipeline::WordLists;
use ciyun::segment::{Cutter, Dictionary, JiebaSegmenter, Segmenter};
use ciyun::select::{Fate, Privacy, Selector};

const SENTENCES: &str = include_str!("sentences.tsv");
const TERMS: &str = include_str!("terms.tsv");
const CARRIERS: &str = include_str!("carriers.tsv");
const NEGATION: &str = include_str!("negation.tsv");

/// Where a term goes in a carrier sentence.
const GAP: &str = "{}";
/// How many differences a failure shows.
const SHOWN: usize = 200;

static LISTS: LazyLock<WordLists> = LazyLock::new(WordLists::default);
static SELECTOR: LazyLock<Selector> = LazyLock::new(|| LISTS.selector(&RuleSet::default()));
static CIYUN: LazyLock<Cutter> = LazyLock::new(|| {
    LISTS
        .cutter(Dictionary::load(), &RuleSet::default())
        .unwrap()
});
static PLAIN: LazyLock<JiebaSegmenter> =
    LazyLock::new(|| JiebaSegmenter::new(Dictionary::load(), &[]));

/// A way to cut a text.
type Cut = fn(&str) -> Vec<String>;

/// What is measured. Letters are folded first, as cleaned text is; that moves no byte.
fn cut(text: &str) -> Vec<String> {
    let text = text.to_ascii_lowercase();
    let mut cut = ciyun::segment::Cut::default();
    CIYUN.cut(&text, &mut cut);
    cut.tokens.iter().map(|t| t.of(&text).to_owned()).collect()
}

/// What it is measured beside: jieba without any word added.
fn plain(text: &str) -> Vec<String> {
    let text = text.to_ascii_lowercase();
    let mut tokens = Vec::new();
    PLAIN.segment(&text, &mut tokens);
    tokens.iter().map(|t| t.of(&text).to_owned()).collect()
}

/// Lines that are neither empty nor a comment, split at tabs.
fn rows(file: &str) -> impl Iterator<Item = Vec<&str>> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The tokens of a cut written with `/` between them.
fn pieces(cut: &str) -> Vec<String> {
    cut.split('/').map(str::to_owned).collect()
}

/// First byte of a token and the byte after its last.
type Span = (usize, usize);

fn spans(tokens: &[String]) -> Vec<Span> {
    let mut start_byte = 0;
    let span = |token: &String| {
        let span = (start_byte, start_byte + token.len());
        start_byte = span.1;
        span
    };
    tokens.iter().map(span).collect()
}

/// Tokens with Han characters, two characters or more, that the default rules keep.
fn term_spans(tokens: &[String]) -> BTreeSet<Span> {
    let is_term = |token: &str| {
        token.chars().nth(1).is_some()
            && token
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && SELECTOR.fate(&token.to_ascii_lowercase(), Privacy::Public) == Fate::Kept
    };
    let of_terms = tokens.iter().zip(spans(tokens));
    of_terms
        .filter(|(token, _)| is_term(token))
        .map(|(_, span)| span)
        .collect()
}

/// Hits and misses; the positive class is "a term" or "one token".
#[derive(Default)]
struct Score {
    n_expected: usize,
    n_expected_found: usize,
    n_found: usize,
    n_found_right: usize,
    differences: Vec<String>,
}

impl Score {
    fn recall(&self) -> f64 {
        share(self.n_expected_found, self.n_expected)
    }

    fn precision(&self) -> f64 {
        share(self.n_found_right, self.n_found)
    }

    fn f1(&self) -> f64 {
        let (recall, precision) = (self.recall(), self.precision());
        2.0 * recall * precision / (recall + precision)
    }

    fn line(&self, name: &str) -> String {
        format!(
            "{name:<12} recall {:.4} ({} of {}), precision {:.4} ({} of {}), F1 {:.4}\n",
            self.recall(),
            self.n_expected_found,
            self.n_expected,
            self.precision(),
            self.n_found_right,
            self.n_found,
            self.f1()
        )
    }

    /// Compares one cut with the expected one. Recall is over the terms inside `asked`, precision
    /// over all.
    fn compare(&mut self, expected: &[String], found: &[String], asked: Span) {
        let (expected_terms, found_terms) = (term_spans(expected), term_spans(found));
        let is_asked = |span: &&Span| asked.0 <= span.0 && span.1 <= asked.1;
        self.n_expected += expected_terms.iter().filter(is_asked).count();
        let both = expected_terms.intersection(&found_terms);
        self.n_expected_found += both.clone().filter(is_asked).count();
        self.n_found += found_terms.len();
        self.n_found_right += both.count();
        if expected_terms != found_terms {
            self.differences.push(format!(
                "{}\n    expected {}\n    found    {}",
                expected.concat(),
                expected.join("/"),
                found.join("/")
            ));
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap());
    number(part) / number(whole)
}

fn sentences(cut: Cut) -> Score {
    let mut score = Score::default();
    for row in rows(SENTENCES) {
        let expected = pieces(row[0]);
        let text = expected.concat();
        score.compare(&expected, &cut(&text), (0, text.len()));
    }
    score
}

fn terms_in_carriers(cut: Cut) -> Score {
    let mut score = Score::default();
    for term in rows(TERMS) {
        for carrier in rows(CARRIERS) {
            let before = carrier[0].split_once(GAP).unwrap().0.replace('/', "");
            let expected = pieces(&carrier[0].replace(GAP, term[1]));
            let asked = (before.len(), before.len() + term[0].len());
            score.compare(&expected, &cut(&expected.concat()), asked);
        }
    }
    score
}

fn negations(cut: Cut) -> Score {
    let mut score = Score::default();
    for row in rows(NEGATION) {
        let (phrase, target, is_one) = (row[0], row[1], row[2] == "one");
        let found = cut(phrase);
        let found_one = found.iter().any(|token| token == target);
        score.n_expected += usize::from(is_one);
        score.n_found += usize::from(found_one);
        score.n_expected_found += usize::from(is_one && found_one);
        score.n_found_right += usize::from(is_one && found_one);
        if is_one != found_one {
            let found = found.join("/");
            let expected = row[2];
            score
                .differences
                .push(format!("{phrase}: {target} {expected}, found {found}"));
        }
    }
    score
}

/// The figures beside those of plain jieba, and the first differences.
fn report(score: &Score, plain: &Score) -> String {
    let mut text = String::from("\n");
    text += &score.line("ciyun");
    text += &plain.line("plain jieba");
    let n_differences = score.differences.len();
    writeln!(text, "differences: {n_differences}, of which the first").unwrap();
    for difference in score.differences.iter().take(SHOWN) {
        writeln!(text, "  {difference}").unwrap();
    }
    text
}

#[test]
fn terms_of_sentences_are_found() {
    let score = sentences(cut);
    let passes = score.recall() >= 0.963 && score.precision() >= 0.97;
    assert!(passes, "{}", report(&score, &sentences(plain)));
}

/// The terms that plain jieba does not cut so: joined, freed, or taught.
#[test]
fn terms_that_are_made_are_terms() {
    let mut score = Score::default();
    for row in rows(SENTENCES) {
        let expected = pieces(row[0]);
        let text = expected.concat();
        let expected_terms = term_spans(&expected);
        for span in term_spans(&cut(&text)).difference(&term_spans(&plain(&text))) {
            score.n_found += 1;
            if expected_terms.contains(span) {
                score.n_found_right += 1;
            } else {
                let term = &text[span.0..span.1];
                let remark = format!("{term} in {}", row[0]);
                score.differences.push(remark);
            }
        }
    }
    let (n_found, n_right) = (score.n_found, score.n_found_right);
    let shown = score.differences.join("\n");
    assert!(n_found > 300, "{n_found}");
    assert!(score.precision() >= 0.97, "{n_right} of {n_found}\n{shown}");
}

#[test]
fn the_68_terms_come_out_whole_in_context() {
    let score = terms_in_carriers(cut);
    let passes = score.recall() >= 0.95 && score.precision() >= 0.97;
    assert!(passes, "{}", report(&score, &terms_in_carriers(plain)));
}

#[test]
fn negations_join_their_head_and_nothing_else() {
    let score = negations(cut);
    assert!(score.f1() >= 0.95, "{}", report(&score, &negations(plain)));
}

#[test]
fn the_files_are_whole() {
    let mut texts = BTreeSet::new();
    for row in rows(SENTENCES) {
        assert!(row.len() <= 2, "more than a cut and a remark: {row:?}");
        let cut = pieces(row[0]);
        assert!(cut.iter().all(|t| !t.is_empty()), "empty token: {row:?}");
        let text = cut.concat();
        assert!(!text.contains(char::is_whitespace), "space in {row:?}");
        let n_chars = text.chars().count();
        assert!((6..=40).contains(&n_chars), "{n_chars} characters: {row:?}");
        assert!(texts.insert(text), "written twice: {row:?}");
    }
    assert!(texts.len() >= 400, "{} sentences", texts.len());

    let mut terms = BTreeSet::new();
    for row in rows(TERMS) {
        assert_eq!(row.len(), 2, "a term and its cut: {row:?}");
        assert_eq!(row[1].replace('/', ""), row[0], "the cut is not the term");
        assert!(terms.insert(row[0]), "written twice: {row:?}");
    }
    assert_eq!(terms.len(), 68);

    let carriers: BTreeSet<_> = rows(CARRIERS).map(|row| row[0]).collect();
    assert_eq!(carriers.len(), 4);
    for carrier in carriers {
        let n_gaps = carrier.split('/').filter(|token| *token == GAP).count();
        assert_eq!(n_gaps, 1, "{GAP} as a token of its own: {carrier}");
    }

    let mut phrases = BTreeSet::new();
    for row in rows(NEGATION) {
        assert_eq!(row.len(), 3, "phrase, string and one or apart: {row:?}");
        assert!(row[0].contains(row[1]), "not in the phrase: {row:?}");
        assert!(matches!(row[2], "one" | "apart"), "{row:?}");
        assert!(phrases.insert((row[0], row[1])), "written twice: {row:?}");
    }
    assert!(phrases.len() >= 200, "{} phrases", phrases.len());
}

/// 2 of 3 expected terms found, 2 of 3 found right: 办事大厅 is cut in two.
#[test]
fn a_score_counts_terms_at_the_same_bytes() {
    let expected = pieces("办事大厅/闪退/打不开/了");
    let found = pieces("办事大/厅/闪退/打不开/了");
    let mut score = Score::default();
    score.compare(&expected, &found, (0, expected.concat().len()));
    assert_eq!((score.n_expected, score.n_expected_found), (3, 2));
    assert_eq!((score.n_found, score.n_found_right), (3, 2));
    assert_eq!(score.differences.len(), 1);
}
