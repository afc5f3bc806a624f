//! Words that name the topic itself, and the apps for which they do so.

use super::{WordList, fold};

/// The topic's own words: what everybody who comments on the app must say (全省事, APP), and what
/// therefore says nothing.
///
/// ```
/// use ciyun::lexicon::{TopicList, WordList};
/// let list = WordList::parse("heilongjiang.txt", "# apps: 全省事, 黑龙江全省事\n全省事\n");
/// let topic = TopicList::new("heilongjiang", list);
/// assert!(topic.is_about("黑龙江全省事"));
/// assert!(!topic.is_about("浙里办"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicList {
    /// The name by which `--topic` asks for the list.
    pub name: String,
    /// The words.
    pub list: WordList,
    apps: Vec<String>,
}

impl TopicList {
    /// Takes the apps from the header line `# apps: one, two`.
    #[must_use]
    pub fn new(name: &str, list: WordList) -> TopicList {
        let apps = list
            .header("apps")
            .map(|apps| apps.split([',', '，', '、']).map(fold).collect())
            .unwrap_or_default();
        TopicList {
            name: name.to_owned(),
            list,
            apps,
        }
    }

    /// Whether the list is meant for the app of this name; case and outer blanks do not matter.
    #[must_use]
    pub fn is_about(&self, app: &str) -> bool {
        self.apps.contains(&fold(app))
    }
}
