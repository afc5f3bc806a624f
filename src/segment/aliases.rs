//! The term that a token counts under.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::characters::CharSet;
use super::{Join, Token};
use crate::ledger::{RuleId, RuleSet};
use crate::lexicon::{AliasKind, AliasTable, LexiconError, fold};

/// All variants of all tables, with the terms that they count under.
///
/// Where tables name the same variant, the later one decides. A term that is itself a variant is
/// followed to its own term.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    spelling: FxHashMap<String, Alias>,
    meaning: FxHashMap<String, Alias>,
    /// With which characters variants begin.
    first: CharSet,
    n_entries: usize,
}

#[derive(Debug, Clone)]
struct Alias {
    term: String,
    number: usize,
}

/// What a token counts under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'t> {
    /// The term.
    pub term: Cow<'t, str>,
    /// The rules that gave it another term than its characters, with the numbers of their
    /// entries; see [`Aliases::number`].
    pub by: Vec<(RuleId, usize)>,
}

impl Aliases {
    /// Joins tables.
    ///
    /// # Errors
    /// [`LexiconError::AliasCycle`] when variants lead back to themselves.
    pub fn new(tables: &[AliasTable]) -> Result<Aliases, LexiconError> {
        let mut aliases = Aliases::default();
        for entry in tables.iter().flat_map(|table| &table.entries) {
            let alias = Alias {
                term: entry.term.clone(),
                number: aliases.n_entries,
            };
            aliases.n_entries += 1;
            aliases.first.extend(entry.variant.chars().next());
            // A variant has one reason: that of the last table.
            aliases.spelling.remove(&entry.variant);
            aliases.meaning.remove(&entry.variant);
            aliases
                .of_kind(entry.kind)
                .insert(entry.variant.clone(), alias);
        }
        for entry in tables.iter().flat_map(|table| &table.entries) {
            let mut seen = vec![entry.variant.as_str()];
            while let Some(alias) = seen.last().and_then(|word| aliases.get(word)) {
                if seen.contains(&alias.term.as_str()) {
                    return Err(LexiconError::AliasCycle {
                        words: seen.join(" → "),
                    });
                }
                seen.push(&alias.term);
            }
        }
        Ok(aliases)
    }

    fn of_kind(&mut self, kind: AliasKind) -> &mut FxHashMap<String, Alias> {
        match kind {
            AliasKind::Spelling => &mut self.spelling,
            AliasKind::Meaning => &mut self.meaning,
        }
    }

    fn get(&self, word: &str) -> Option<&Alias> {
        self.spelling.get(word).or_else(|| self.meaning.get(word))
    }

    /// How many entries the tables have; numbers are below it.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        self.n_entries
    }

    /// The number of a variant's entry: the place of the deciding entry among those of all tables.
    #[must_use]
    pub fn number(&self, variant: &str) -> Option<usize> {
        self.get(variant).map(|alias| alias.number)
    }

    /// The term of a token. Parts of a join are given their usual spelling one by one: 登陆/不上
    /// counts as 登录不上.
    pub(super) fn term<'t>(
        &'t self,
        text: &'t str,
        join: Option<&Join>,
        token: Token,
        rules: &RuleSet,
    ) -> Named<'t> {
        let own = || Named {
            term: Cow::Borrowed(token.of(text)),
            by: Vec::new(),
        };
        let mut named = own();
        if !self.may_be_variant(&named.term, join, text, rules) {
            return named;
        }
        // Variants are folded; tokens are not when the rule `case` is off.
        if !rules.applies(RuleId::Case) {
            named.term = Cow::Owned(fold(&named.term));
        }
        self.follow(&mut named, rules);
        if named.by.is_empty() {
            named = own();
        }
        if let (true, Some(join), true) = (
            named.by.is_empty(),
            join,
            rules.applies(RuleId::AliasSpelling),
        ) && join.parts.len() > 1
        {
            let mut respelt = String::with_capacity(named.term.len());
            for part in &join.parts {
                let part = part.of(text);
                match self.spelling.get(part) {
                    Some(alias) => {
                        respelt += &alias.term;
                        named.by.push((RuleId::AliasSpelling, alias.number));
                    }
                    None => respelt += part,
                }
            }
            if !named.by.is_empty() {
                named.term = Cow::Owned(respelt);
                self.follow(&mut named, rules);
            }
        }
        named
    }

    /// Whether a token, or a part of it, begins as a variant does; most do not.
    fn may_be_variant(&self, word: &str, join: Option<&Join>, text: &str, rules: &RuleSet) -> bool {
        let begins = |word: &str| {
            let first = word.chars().next();
            first.is_some_and(|first| self.first.contains(first.to_ascii_lowercase()))
        };
        let parts = join.into_iter().flat_map(|join| &join.parts);
        begins(word)
            || !rules.applies(RuleId::Case)
            || parts.into_iter().any(|part| begins(part.of(text)))
    }

    /// Replaces a term until it is no variant any more.
    fn follow<'t>(&'t self, named: &mut Named<'t>, rules: &RuleSet) {
        loop {
            let word: &str = &named.term;
            let kinds = [
                (RuleId::AliasSpelling, &self.spelling),
                (RuleId::AliasMeaning, &self.meaning),
            ];
            let found = kinds.into_iter().find_map(|(rule, aliases)| {
                let alias = aliases.get(word).filter(|_| rules.applies(rule))?;
                Some((rule, alias))
            });
            let Some((rule, alias)) = found else {
                return;
            };
            named.by.push((rule, alias.number));
            named.term = Cow::Borrowed(&alias.term);
        }
    }
}
