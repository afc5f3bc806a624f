//! Whether cleaning took away what the comments say.
//!
//! A rule that drops comments should drop them whatever they say. Rules about length do not: the
//! angriest comments are the shortest.

use super::wilson::wilson;
use super::{Frequency, Interval};
use crate::count::{CountState, Loss, Losses, TermCounts};
use crate::ledger::RuleId;

/// Points by which the loss of one-star comments has to exceed that of all, as a share.
const EXCESS: f64 = 0.02;

/// The words whose change is watched: so many from the top.
const TOP: usize = 20;

/// Words of the top that may change without a warning.
const MOST_CHANGED: usize = 3;

/// Lost words that are named.
const NAMED: usize = 5;

/// A share with its 95 % Wilson interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LossShare {
    /// Comments that the rule dropped.
    pub dropped: u64,
    /// Comments that were read.
    pub read: u64,
    /// The interval of `dropped / read`.
    pub interval: Interval,
}

impl LossShare {
    /// `None` when nothing was read.
    #[must_use]
    pub fn new(dropped: u64, read: u64) -> Option<LossShare> {
        wilson(dropped, read).map(|interval| LossShare {
            dropped,
            read,
            interval,
        })
    }

    /// Dropped over read, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.dropped as f64 / self.read as f64
    }
}

/// A rule that may have taken away what the comments say.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalWarning {
    /// The rule.
    pub rule: RuleId,
    /// Loss among comments with one star and among all that have stars, if the former exceeds the
    /// latter by at least 2 points and their intervals do not overlap.
    pub one_star: Option<(LossShare, LossShare)>,
    /// Words among the 20 most frequent without the rule that are not among them with it, if they
    /// are more than 3; the most frequent first.
    pub top_words: Vec<String>,
    /// The most frequent words that the rule took, with how often it took them.
    pub lost: Vec<(String, u64)>,
}

/// The rules whose losses are a reason to look again, in the order of the rules.
///
/// ```
/// use ciyun::count::{CountState, KeptToken, Losses, Scope};
/// use ciyun::ledger::RuleId;
/// use ciyun::stats::{Frequency, signal_warnings};
/// let mut losses = Losses::new("", Scope::Guarded);
/// for dropped in 0..100 {
///     losses.add_read(Some(1.0));
///     losses.add_read(Some(5.0));
///     if dropped < 40 {
///         let token = KeptToken { term: "闪退", spelling: "闪退" };
///         losses.add_dropped(RuleId::MinChars, Some(1.0), [token]);
///     }
/// }
/// let warnings = signal_warnings(&CountState::new(""), &losses, Frequency::Tf);
/// let (one_star, all) = warnings[0].one_star.unwrap();
/// assert_eq!((one_star.share(), all.share()), (0.4, 0.2));
/// assert_eq!(warnings[0].lost, [("闪退".to_owned(), 40)]);
/// ```
#[must_use]
pub fn signal_warnings(
    counts: &CountState,
    losses: &Losses,
    weight: Frequency,
) -> Vec<SignalWarning> {
    let with = top(counts.terms(), weight, TOP);
    losses
        .iter()
        .filter(|(rule, _)| Losses::guards(*rule))
        .filter_map(|(rule, loss)| {
            let one_star = one_star(losses, loss);
            let mut top_words = without(counts, loss, weight);
            top_words.retain(|word| !with.iter().any(|(term, _)| term == word));
            if top_words.len() <= MOST_CHANGED {
                top_words.clear();
            }
            (one_star.is_some() || !top_words.is_empty()).then(|| SignalWarning {
                rule,
                one_star,
                top_words,
                lost: most_lost(loss, weight, NAMED),
            })
        })
        .collect()
}

/// The most frequent terms that a rule took, with how often.
#[must_use]
pub fn most_lost(loss: &Loss, weight: Frequency, n: usize) -> Vec<(String, u64)> {
    top(loss.terms.terms(), weight, n)
}

fn one_star(losses: &Losses, loss: &Loss) -> Option<(LossShare, LossShare)> {
    let one = LossShare::new(loss.stars.with(1), losses.read.with(1))?;
    let all = LossShare::new(loss.stars.rated(), losses.read.rated())?;
    let is_more = one.share() - all.share() >= EXCESS && one.interval.low > all.interval.high;
    is_more.then_some((one, all))
}

/// The top words as they would be if the rule had taken nothing.
fn without(counts: &CountState, loss: &Loss, weight: Frequency) -> Vec<String> {
    let mut terms: Vec<(&str, u64)> = counts
        .terms()
        .into_iter()
        .map(|(term, counts)| (term, number(counts, weight)))
        .collect();
    for (term, lost) in loss.terms.terms() {
        let lost = number(lost, weight);
        // Terms come in code-point order.
        match terms.binary_search_by_key(&term, |(term, _)| term) {
            Ok(at) => terms[at].1 += lost,
            Err(at) => terms.insert(at, (term, lost)),
        }
    }
    terms.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let words = terms.into_iter().take(TOP);
    words.map(|(term, _)| term.to_owned()).collect()
}

/// The first `n` terms by weight; equal ones in code-point order, in which they come.
fn top(terms: Vec<(&str, &TermCounts)>, weight: Frequency, n: usize) -> Vec<(String, u64)> {
    let mut terms: Vec<(&str, u64)> = terms
        .into_iter()
        .map(|(term, counts)| (term, number(counts, weight)))
        .collect();
    terms.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let first = terms.into_iter().take(n);
    first.map(|(term, n)| (term.to_owned(), n)).collect()
}

fn number(counts: &TermCounts, weight: Frequency) -> u64 {
    weight.of(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{KeptToken, Scope};

    fn tokens(terms: &[&'static str]) -> Vec<KeptToken<'static>> {
        let token = |term: &&'static str| KeptToken {
            term,
            spelling: term,
        };
        terms.iter().map(token).collect()
    }

    fn losses(one_star: (u32, u32), five_stars: (u32, u32)) -> Losses {
        let mut losses = Losses::new("", Scope::Guarded);
        for (stars, (dropped, read)) in [(1.0, one_star), (5.0, five_stars)] {
            for i in 0..read {
                losses.add_read(Some(stars));
                if i < dropped {
                    losses.add_dropped(RuleId::MinChars, Some(stars), tokens(&["垃圾"]));
                }
            }
        }
        losses
    }

    fn warnings(losses: &Losses) -> Vec<SignalWarning> {
        signal_warnings(&CountState::new(""), losses, Frequency::Tf)
    }

    #[test]
    fn two_points_and_intervals_apart_are_needed() {
        assert_eq!(warnings(&losses((300, 1000), (100, 1000))).len(), 1);
        // 1.5 points more: 3 % and 1.5 % of all, however many comments there are.
        assert!(warnings(&losses((3000, 100_000), (0, 100_000))).is_empty());
        // Many points, few comments: the intervals overlap.
        assert!(warnings(&losses((3, 10), (1, 10))).is_empty());
        // Fewer of the one-star comments than of the others.
        assert!(warnings(&losses((10, 1000), (500, 1000))).is_empty());
    }

    #[test]
    fn four_words_that_leave_the_top_are_too_many() {
        const WORDS: [&str; 24] = [
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q",
            "r", "s", "t", "u", "v", "w", "x",
        ];
        let changed = |n_lost: usize| {
            let mut counts = CountState::new("");
            counts.add_document(tokens(&WORDS[..20]));
            let mut losses = Losses::new("", Scope::Guarded);
            let lost = &WORDS[20..20 + n_lost];
            for _ in 0..2 {
                losses.add_dropped(RuleId::DuplicateText, None, tokens(lost));
            }
            let warnings = signal_warnings(&counts, &losses, Frequency::Tf);
            warnings.into_iter().next().map(|found| found.top_words)
        };
        assert_eq!(changed(3), None);
        assert_eq!(changed(4).unwrap(), ["u", "v", "w", "x"]);
    }

    #[test]
    fn rules_that_choose_a_sample_are_not_guarded() {
        let mut losses = Losses::new("", Scope::All);
        for _ in 0..1000 {
            losses.add_read(Some(1.0));
            losses.add_dropped(RuleId::ColumnFilter, Some(1.0), tokens(&["垃圾"]));
            losses.add_read(Some(5.0));
        }
        assert!(warnings(&losses).is_empty());
    }
}
