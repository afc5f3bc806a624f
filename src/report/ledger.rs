//! `ledger.json`: the whole account of a run for programs.

use serde::Serialize;

use crate::clean::{DuplicateCluster, DuplicateClusters};
use crate::count::{ByStars, CountState, Losses};
use crate::language::Language;
use crate::ledger::{Ledger, Level, Location, Parameter, RuleId, RuleSet};
use crate::stats::{Frequency, LossShare, SignalWarning, signal_warnings};

/// Clusters of repeated texts that are listed.
pub const LARGEST_CLUSTERS: usize = 100;

/// The facts of a run that the account tells.
#[derive(Debug, Clone, Copy)]
pub struct LedgerReport<'r> {
    /// What was counted, with its ledger.
    pub counts: &'r CountState,
    /// What rules took away.
    pub losses: &'r Losses,
    /// The texts that came more than once.
    pub duplicates: &'r DuplicateClusters,
    /// Which rules applied.
    pub rules: &'r RuleSet,
    /// Names of the inputs, in the order of their ids.
    pub names: &'r [String],
    /// What ranked the terms.
    pub weight: Frequency,
    /// The language of the descriptions.
    pub language: Language,
}

#[derive(Serialize)]
struct Account {
    version: u32,
    levels: Vec<LevelAccount>,
    stars: Stars,
    repeated_texts: Repeats,
    warnings: Vec<Warning>,
}

#[derive(Serialize)]
struct LevelAccount {
    level: &'static str,
    /// What came in: records, documents, or tokens cut; nothing for notes and text rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<u64>,
    rules: Vec<RuleAccount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<u64>,
}

#[derive(Serialize)]
struct RuleAccount {
    rule: &'static str,
    description: &'static str,
    applies: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<Value>,
    count: u64,
    place: Option<String>,
    example: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Count(u32),
    Ratio(f64),
    Texts(Vec<String>),
}

/// Comments by stars; `none` are those without.
#[derive(Serialize)]
struct Stars {
    read: StarCounts,
    dropped: Vec<RuleStars>,
}

#[derive(Serialize)]
struct RuleStars {
    rule: &'static str,
    #[serde(flatten)]
    stars: StarCounts,
}

#[derive(Serialize)]
struct StarCounts {
    none: u64,
    /// From 1 to 5 stars.
    stars: [u64; 5],
}

#[derive(Serialize)]
struct Repeats {
    /// How many different texts came more than once.
    texts: u64,
    largest: Vec<Cluster>,
}

#[derive(Serialize)]
struct Cluster {
    text: String,
    documents: u64,
    kept: u64,
    dropped: Vec<RuleCount>,
    second_place: String,
}

#[derive(Serialize)]
struct RuleCount {
    rule: &'static str,
    count: u64,
}

#[derive(Serialize)]
struct Warning {
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    one_star: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all_stars: Option<Share>,
    top_words: Vec<String>,
    lost: Vec<Lost>,
}

#[derive(Serialize)]
struct Share {
    dropped: u64,
    read: u64,
    share: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct Lost {
    term: String,
    count: u64,
}

impl LedgerReport<'_> {
    /// The account as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let warnings = signal_warnings(self.counts, self.losses, self.weight);
        let dropped = self
            .losses
            .iter()
            .filter(|(_, loss)| loss.stars.rated() + loss.stars.with(0) > 0);
        let account = Account {
            version: 1,
            levels: Level::ALL.map(|level| self.level(level)).into(),
            stars: Stars {
                read: stars(&self.losses.read),
                dropped: dropped
                    .map(|(rule, loss)| RuleStars {
                        rule: rule.id(),
                        stars: stars(&loss.stars),
                    })
                    .collect(),
            },
            repeated_texts: Repeats {
                texts: self.duplicates.len() as u64,
                largest: self
                    .duplicates
                    .largest(LARGEST_CLUSTERS)
                    .into_iter()
                    .map(|cluster| self.cluster(cluster))
                    .collect(),
            },
            warnings: warnings.into_iter().map(warning).collect(),
        };
        let json = serde_json::to_string_pretty(&account);
        json.expect("text, numbers and lists are always JSON") + "\n"
    }

    fn level(&self, level: Level) -> LevelAccount {
        let ledger: &Ledger = &self.counts.ledger;
        let (read, kept) = match level {
            Level::Row => (Some(ledger.rows_read), Some(ledger.documents_read)),
            Level::Document => (Some(ledger.documents_read), Some(ledger.documents_kept)),
            Level::Token => (Some(ledger.tokens_cut), Some(ledger.tokens_kept)),
            Level::Note | Level::Text | Level::Join => (None, None),
        };
        let of_tokens = |n: u64| (level == Level::Token).then_some(n);
        LevelAccount {
            level: level.id(),
            read,
            split: of_tokens(ledger.tokens_split),
            joined: of_tokens(ledger.tokens_joined),
            rules: RuleId::ALL
                .iter()
                .filter(|rule| rule.level() == level)
                .map(|rule| self.rule(*rule))
                .collect(),
            kept,
        }
    }

    fn rule(&self, rule: RuleId) -> RuleAccount {
        let tally = self.counts.ledger.tally(rule);
        RuleAccount {
            rule: rule.id(),
            description: rule.description().text(self.language),
            applies: self.rules.applies(rule),
            parameter: self.rules.parameter(rule).and_then(|value| match value {
                Parameter::None => None,
                Parameter::Count(count) => Some(Value::Count(*count)),
                Parameter::Ratio(ratio) => Some(Value::Ratio(*ratio)),
                Parameter::Texts(texts) => Some(Value::Texts(texts.clone())),
            }),
            count: tally.count,
            place: tally.first.map(|place| self.place(place)),
            example: tally.example.clone(),
        }
    }

    fn cluster(&self, cluster: DuplicateCluster) -> Cluster {
        Cluster {
            documents: cluster.documents,
            kept: cluster.kept(),
            second_place: self.place(cluster.second),
            dropped: cluster
                .dropped
                .iter()
                .map(|(rule, count)| RuleCount {
                    rule: rule.id(),
                    count: *count,
                })
                .collect(),
            text: cluster.text,
        }
    }

    fn place(&self, place: Location) -> String {
        let name = self.names.get(place.source.0 as usize);
        format!("{}:{}", name.map_or("?", String::as_str), place.line)
    }
}

fn stars(counts: &ByStars) -> StarCounts {
    StarCounts {
        none: counts.with(0),
        stars: [1, 2, 3, 4, 5].map(|stars| counts.with(stars)),
    }
}

fn warning(warning: SignalWarning) -> Warning {
    let (one_star, all_stars) = warning.one_star.unzip();
    Warning {
        rule: warning.rule.id(),
        one_star: one_star.map(share),
        all_stars: all_stars.map(share),
        top_words: warning.top_words,
        lost: warning
            .lost
            .into_iter()
            .map(|(term, count)| Lost { term, count })
            .collect(),
    }
}

fn share(loss: LossShare) -> Share {
    Share {
        dropped: loss.dropped,
        read: loss.read,
        share: loss.share(),
        low: loss.interval.low,
        high: loss.interval.high,
    }
}
