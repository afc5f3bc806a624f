//! Rule `boilerplate`: what platforms put before and after a comment.

use super::document::fold;
use super::{CleanError, Edits};
use crate::lexicon::WordList;

/// Beginnings and ends, each list with the longest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Boilerplate {
    prefixes: Vec<Box<str>>,
    suffixes: Vec<Box<str>>,
}

impl Boilerplate {
    /// Sorts the entries by the first word of their section, `prefix` or `suffix`.
    pub(super) fn new(list: &WordList) -> Result<Boilerplate, CleanError> {
        let mut boilerplate = Boilerplate::default();
        for entry in &list.entries {
            let section = entry.section.as_deref().unwrap_or_default();
            let phrases = match section.split_whitespace().next() {
                Some("prefix") => &mut boilerplate.prefixes,
                Some("suffix") => &mut boilerplate.suffixes,
                _ => {
                    return Err(CleanError::Section {
                        name: list.name.clone(),
                        line: entry.line,
                        found: section.to_owned(),
                    });
                }
            };
            phrases.push(fold(&entry.text).into());
        }
        for phrases in [&mut boilerplate.prefixes, &mut boilerplate.suffixes] {
            phrases.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        }
        Ok(boilerplate)
    }

    /// Removes phrases from both ends, over and over: some exports stack them.
    pub(super) fn propose(&self, text: &str, edits: &mut Edits) {
        let mut start = 0;
        loop {
            let rest = text[start..].trim_start();
            let Some(phrase) = self
                .prefixes
                .iter()
                .find(|phrase| rest.starts_with(&***phrase))
            else {
                break;
            };
            let end = text.len() - rest.len() + phrase.len();
            edits.remove(start..end);
            start = end;
        }
        let mut cut = Vec::new();
        let mut end = text.len();
        loop {
            let rest = text[start..end].trim_end();
            let Some(phrase) = self
                .suffixes
                .iter()
                .find(|phrase| rest.ends_with(&***phrase))
            else {
                break;
            };
            let from = start + rest.len() - phrase.len();
            cut.push(from..end);
            end = from;
        }
        for range in cut.into_iter().rev() {
            edits.remove(range);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::once;
    use super::*;

    fn boilerplate() -> Boilerplate {
        let text = "## prefix\n（该条评论已经被删除）\n转发\n转发微博。\n## suffix\n…全文\n展开\n";
        Boilerplate::new(&WordList::parse("b.txt", text)).expect("sections are known")
    }

    #[test]
    fn both_ends_are_stripped_longest_phrase_first() {
        let rules = boilerplate();
        let strip = |text| once(|text, edits| rules.propose(text, edits), text);
        assert_eq!(strip("(该条评论已经被删除) 好用"), (" 好用".into(), 1));
        assert_eq!(strip("转发微博。好...全文 展开 "), ("好".into(), 3));
        assert_eq!(strip("展开转发"), ("展开转发".into(), 0));
        assert_eq!(strip("转发展开"), (String::new(), 2));
    }

    #[test]
    fn an_entry_outside_the_sections_is_an_error() {
        let error = Boilerplate::new(&WordList::parse("b.txt", "展开\n")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "b.txt:1: expected a section `## prefix` or `## suffix`, found \"\""
        );
    }
}
