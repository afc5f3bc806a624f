//! Which topic lists apply to a run.

use std::collections::BTreeSet;

use super::{ConfigError, WordsConfig};
use crate::ingest::{Field, IngestError, Source};
use crate::lexicon::{Embedded, TopicList};

/// The topic lists that a configuration asks for.
///
/// `auto` takes every list that is about an app named in an app column. Such a list applies to the
/// whole run, so that words of all groups are counted alike.
pub(super) fn choose(
    config: &WordsConfig,
    sources: &[Source],
) -> Result<Vec<TopicList>, ConfigError> {
    let known = Embedded::topics();
    let auto = |name: &String| name == WordsConfig::AUTO;
    for name in &config.topics {
        if !auto(name)
            && name != WordsConfig::NONE
            && !known.iter().any(|topic| topic.name == *name)
        {
            let names: Vec<&str> = known.iter().map(|topic| topic.name.as_str()).collect();
            return Err(ConfigError::UnknownTopic {
                found: name.clone(),
                known: names.join(", "),
            });
        }
    }
    let apps = if config.topics.iter().any(auto) {
        named_apps(sources, &known)
    } else {
        BTreeSet::new()
    };
    Ok(known
        .into_iter()
        .filter(|topic| config.topics.contains(&topic.name) || apps.contains(&topic.name))
        .collect())
}

/// Names of the topics whose apps stand in an app column. Reading ends when all are found; a
/// source that cannot be read is reported when it is counted.
fn named_apps(sources: &[Source], known: &[TopicList]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources {
        if !source.description().columns.has(Field::App) {
            continue;
        }
        let Ok(batches) = source.reopen() else {
            continue;
        };
        for batch in batches.map_while(Result::<_, IngestError>::ok) {
            let apps = batch
                .documents
                .iter()
                .filter_map(|document| document.fields.app.as_deref());
            for app in apps {
                let about = known.iter().filter(|topic| topic.is_about(app));
                found.extend(about.map(|topic| topic.name.clone()));
            }
            if found.len() == known.len() {
                return found;
            }
        }
    }
    found
}
