//! What rules take away, so that the loss can be weighed.

use std::collections::BTreeMap;

use super::{CountError, CountState, KeptToken};
use crate::ledger::{Level, RuleId};

/// Stars of a comment, 1 to 5, as an index; 0 for none.
const N_STARS: usize = 6;

/// Comments by stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByStars([u64; N_STARS]);

impl ByStars {
    pub(crate) fn add(&mut self, rating: Option<f64>) {
        let stars = rating.map_or(0, |rating| {
            (1..N_STARS)
                .rfind(|stars| rating >= *stars as f64)
                .unwrap_or(0)
        });
        self.0[stars] += 1;
    }

    /// Comments with so many whole stars (4.5 counts as 4), 1 to 5; with 0 those without.
    #[must_use]
    pub fn with(&self, stars: usize) -> u64 {
        self.0.get(stars).copied().unwrap_or(0)
    }

    /// All comments that have stars.
    #[must_use]
    pub fn rated(&self) -> u64 {
        self.0[1..].iter().sum()
    }

    pub(crate) fn merge(&mut self, other: &ByStars) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}

/// What one rule took away.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// The comments it dropped, by stars; none for token rules.
    pub stars: ByStars,
    /// The terms that would have been counted without it.
    pub terms: CountState,
}

/// Which losses are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of the rules that can take away what somebody meant to say: see [`Losses::guards`].
    Guarded,
    /// Those of all document rules and token rules; costs a table of terms for each.
    All,
}

/// What was read, by stars, and what each rule took away of it.
///
/// The terms of a loss are those that would have been counted if the rule had not acted, and no
/// later rule either.
#[derive(Debug, Clone, PartialEq)]
pub struct Losses {
    /// All comments that were read.
    pub read: ByStars,
    by_rule: BTreeMap<RuleId, Loss>,
    scope: Scope,
    fingerprint: String,
}

impl Losses {
    /// Nothing read and nothing lost; see [`CountState::new`].
    #[must_use]
    pub fn new(fingerprint: &str, scope: Scope) -> Losses {
        Losses {
            scope,
            read: ByStars::default(),
            by_rule: BTreeMap::new(),
            fingerprint: fingerprint.to_owned(),
        }
    }

    /// Whether the rule can take away what somebody meant to say: one that drops written
    /// comments, or a token rule that is off by default. `column-filter` is not such a rule: it
    /// chooses what the run is about.
    #[must_use]
    pub fn guards(rule: RuleId) -> bool {
        matches!(
            rule,
            RuleId::MinChars
                | RuleId::MaxChars
                | RuleId::DuplicateId
                | RuleId::DuplicateAuthorText
                | RuleId::DuplicateText
                | RuleId::AuthorFlood
                | RuleId::NearDuplicate
                | RuleId::Latin
                | RuleId::Pos
                | RuleId::MinDf
        )
    }

    /// Whether the losses of a rule are kept.
    #[must_use]
    pub fn keeps(&self, rule: RuleId) -> bool {
        match self.scope {
            Scope::Guarded => Losses::guards(rule),
            Scope::All => matches!(rule.level(), Level::Document | Level::Token),
        }
    }

    /// Counts a comment that was read.
    pub fn add_read(&mut self, rating: Option<f64>) {
        self.read.add(rating);
    }

    /// Counts a comment that `rule` dropped, with the terms that it would have brought; nothing
    /// if the losses of the rule are not kept.
    pub fn add_dropped<'t>(
        &mut self,
        rule: RuleId,
        rating: Option<f64>,
        terms: impl IntoIterator<Item = KeptToken<'t>>,
    ) {
        let loss = self.loss(rule);
        loss.stars.add(rating);
        loss.terms.add_document(terms);
    }

    /// Counts the tokens of one kept comment that were masked by rules whose losses are kept.
    pub fn add_masked<'t>(&mut self, masked: Vec<(RuleId, KeptToken<'t>)>) {
        let mut by_rule: BTreeMap<RuleId, Vec<KeptToken<'t>>> = BTreeMap::new();
        for (rule, token) in masked {
            by_rule.entry(rule).or_default().push(token);
        }
        for (rule, tokens) in by_rule {
            self.loss(rule).terms.add_document(tokens);
        }
    }

    /// Counts whole terms that `rule` masked after counting.
    ///
    /// # Errors
    /// As [`CountState::merge`].
    pub fn add_terms(&mut self, rule: RuleId, terms: CountState) -> Result<(), CountError> {
        self.loss(rule).terms.merge(terms)
    }

    fn loss(&mut self, rule: RuleId) -> &mut Loss {
        let fingerprint = &self.fingerprint;
        self.by_rule.entry(rule).or_insert_with(|| Loss {
            stars: ByStars::default(),
            terms: CountState::new(fingerprint),
        })
    }

    /// The rules that took something, in their order, with what they took.
    pub fn iter(&self) -> impl Iterator<Item = (RuleId, &Loss)> {
        self.by_rule.iter().map(|(rule, loss)| (*rule, loss))
    }

    /// What a rule took; `None` when it took nothing or its losses are not kept.
    #[must_use]
    pub fn get(&self, rule: RuleId) -> Option<&Loss> {
        self.by_rule.get(&rule)
    }

    /// Adds the losses among another set of documents.
    ///
    /// # Errors
    /// As [`CountState::merge`].
    pub fn merge(&mut self, other: Losses) -> Result<(), CountError> {
        self.read.merge(&other.read);
        for (rule, theirs) in other.by_rule {
            let mine = self.loss(rule);
            mine.stars.merge(&theirs.stars);
            mine.terms.merge(theirs.terms)?;
        }
        Ok(())
    }
}
