//! Looks on while comments are counted, and keeps what candidates are searched in.

use rayon::prelude::*;

use super::texts::{BREAK, PERSONAL, TOKEN, Text, Texts, WORD};
use crate::clean::is_han;
use crate::pipeline::{Course, Onlooker, Pending, Pipeline};
use crate::segment::{JiebaSegmenter, Segmenter, Token, UnknownWords};
use crate::select::Privacy;

/// Longest word in Latin letters that can be part of a candidate, in characters; longer ones are
/// addresses and codes.
const MAX_LATIN_CHARS: usize = 15;

/// Gathers the kept comments of a run.
///
/// ```
/// use ciyun::count::Scope;
/// use ciyun::discover::{DiscoverOptions, Gatherer};
/// use ciyun::ingest::{InputArgument, InputOrder, ReadOptions, expand};
/// use ciyun::pipeline::{Config, Prepared, prepare};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("a.txt");
/// // 拜年祭 has five different neighbours on either side, 拜年 only 祭 behind it.
/// let comments = "拜年祭\n看拜年祭卡\n等拜年祭慢\n找拜年祭好\n搜拜年祭差\n";
/// std::fs::write(&path, comments).unwrap();
/// let config = Config::default();
/// let files = expand(&[InputArgument::Path(path)], InputOrder::default(), &ReadOptions::default())?;
/// let Prepared { sources, setup, .. } = prepare(&config, "".as_ref(), &files.files)?;
/// let mut gatherer = Gatherer::new(&setup.pipeline);
/// setup.pipeline.run_watched(sources, &(), Scope::Guarded, Some(&mut gatherer))?;
/// let found = gatherer.discover(&setup, &DiscoverOptions::default());
/// let [word] = found.candidates.as_slice() else { panic!("{found:?}") };
/// assert_eq!((word.term.as_str(), word.tf), ("拜年祭", 5));
/// // Five different neighbours: log₂ 5 bits.
/// assert!((word.left_entropy - 2.3219).abs() < 1e-4);
/// // Five of 23 characters: the split 拜|年祭 gives log₂(5·23 / (5·5)), the other the same.
/// assert!((word.cohesion - 2.2016).abs() < 1e-4);
/// # Ok::<(), ciyun::Error>(())
/// ```
pub struct Gatherer {
    pub(super) texts: Texts,
    /// Cuts with the same words, without the model for unknown ones.
    pub(super) words_only: JiebaSegmenter,
    n_documents: u64,
}

impl Gatherer {
    /// Gets ready to look on.
    #[must_use]
    pub fn new(pipeline: &Pipeline) -> Gatherer {
        Gatherer {
            texts: Texts::default(),
            words_only: pipeline.segmenter().treating(UnknownWords::Split),
            n_documents: 0,
        }
    }

    /// The comment as it is searched, `None` when it is dropped.
    fn text(&self, pipeline: &Pipeline, comment: &Pending<'_>) -> Option<Text> {
        if comment.dropped().is_some() {
            return None;
        }
        let course = pipeline.course(comment);
        if course.dropped.is_some() {
            return None;
        }
        let mut words = Vec::new();
        self.words_only.segment(&course.text, &mut words);
        keep_joins(&course, &mut words);
        Some(text(&course, &words))
    }
}

/// Lets joins stand as words: what is joined by rule is known, not found.
fn keep_joins(course: &Course, words: &mut Vec<Token>) {
    let joins = course.tokens.iter().filter(|fated| fated.join.is_some());
    let mut joins = joins.map(|fated| fated.token).peekable();
    if joins.peek().is_none() {
        return;
    }
    let before = std::mem::take(words);
    for word in before {
        while joins
            .next_if(|join| join.end_byte <= word.start_byte)
            .is_some()
        {}
        let inside = joins.peek().filter(|join| join.start_byte < word.end_byte);
        match (inside, words.last_mut()) {
            (Some(join), Some(last)) if last.end_byte > join.start_byte => {
                last.end_byte = word.end_byte;
            }
            _ => words.push(word),
        }
    }
}

impl Onlooker for Gatherer {
    fn look(&mut self, pipeline: &Pipeline, comments: &[Pending<'_>]) {
        let texts: Vec<Option<Text>> = comments
            .par_iter()
            .map(|comment| self.text(pipeline, comment))
            .collect();
        for text in texts {
            self.n_documents += 1;
            if let Some(text) = text {
                self.texts.add(text, self.n_documents);
            }
        }
    }
}

/// A cleaned text as units; `words` is how it is cut without the model for unknown words.
fn text(course: &Course, words: &[Token]) -> Text {
    let mut text = Text::default();
    text.units.push(BREAK | TOKEN | WORD);
    let mut follows_break = true;
    let mut chars = course.text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let is_latin = |c: char| c.is_alphanumeric() && !is_han(c);
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| is_latin(first) && is_latin(*c)) {
            end = at + c.len_utf8();
        }
        let written = &course.text[start..end];
        let Some(code) = searched(first, written) else {
            if !follows_break {
                text.units.push(BREAK | TOKEN | WORD);
                follows_break = true;
            }
            continue;
        };
        let tokens = &course.tokens;
        let token = tokens.partition_point(|fated| fated.token.start_byte < start);
        let begins_token = tokens.get(token).map(|fated| fated.token.start_byte) == Some(start);
        let begins_word = words
            .binary_search_by_key(&start, |word| word.start_byte)
            .is_ok();
        let reaching = if begins_token { token } else { token - 1 };
        let mut over = tokens[reaching..]
            .iter()
            .take_while(|fated| fated.token.start_byte < end);
        let mut unit = code;
        if follows_break || begins_token {
            unit |= TOKEN;
        }
        if follows_break || begins_word {
            unit |= WORD;
        }
        if over.any(|fated| fated.privacy == Privacy::Personal) {
            unit |= PERSONAL;
        }
        if code == BREAK {
            text.latin.push((text.units.len(), written.to_owned()));
        }
        text.units.push(unit);
        follows_break = false;
    }
    if !follows_break {
        text.units.push(BREAK | TOKEN | WORD);
    }
    text
}

/// The code of a character that can be part of a candidate, [`BREAK`] for a word in Latin letters,
/// which gets its code later.
fn searched(first: char, written: &str) -> Option<u32> {
    if is_han(first) {
        return Some(u32::from(first));
    }
    let has_letter = written.chars().any(char::is_alphabetic);
    let is_short = written.chars().nth(MAX_LATIN_CHARS).is_none();
    (has_letter && is_short).then_some(BREAK)
}

#[cfg(test)]
mod tests {
    use super::super::texts::code;
    use super::*;
    use crate::pipeline::FatedToken;
    use crate::select::Fate;

    fn tokens(cut: &str) -> Vec<Token> {
        let mut start_byte = 0;
        let token = |word: &str| {
            let token = Token {
                start_byte,
                end_byte: start_byte + word.len(),
            };
            start_byte = token.end_byte;
            token
        };
        cut.split('|').map(token).collect()
    }

    /// The text of a comment cut so, the token `personal` being personal data.
    fn units(cut: &str, words: &str, personal: Option<usize>) -> Text {
        let fated = tokens(cut)
            .into_iter()
            .enumerate()
            .map(|(at, token)| FatedToken {
                token,
                source: token.start_byte..token.end_byte,
                alias: None,
                join: None,
                fate: Fate::Kept,
                privacy: if personal == Some(at) {
                    Privacy::Personal
                } else {
                    Privacy::Public
                },
            });
        let course = Course {
            dropped: None,
            text: cut.replace('|', ""),
            tokens: fated.collect(),
        };
        text(&course, &tokens(words))
    }

    #[test]
    fn borders_of_tokens_and_of_words_are_kept() {
        let found = units("鄂汇|办", "鄂|汇|办", None);
        let flags: Vec<u32> = found
            .units
            .iter()
            .map(|unit| unit & (TOKEN | WORD))
            .collect();
        assert_eq!(
            flags,
            [TOKEN | WORD, TOKEN | WORD, WORD, TOKEN | WORD, TOKEN | WORD]
        );
        assert_eq!(code(found.units[1]), u32::from('鄂'));
    }

    #[test]
    fn punctuation_and_numbers_are_breaks_and_latin_words_one_unit() {
        let found = units("12|。|用|up|主| |3|天", "12|。|用|up|主| |3|天", None);
        let codes: Vec<u32> = found.units.iter().map(|unit| code(*unit)).collect();
        let expected = [
            BREAK,
            '用'.into(),
            BREAK,
            '主'.into(),
            BREAK,
            '天'.into(),
            BREAK,
        ];
        assert_eq!(codes, expected);
        assert_eq!(found.latin, [(2, "up".to_owned())]);
        assert_eq!(units("。", "。", None).units, [BREAK | TOKEN | WORD]);
    }

    #[test]
    fn joins_stand_as_words() {
        let token = |start_byte, end_byte| Token {
            start_byte,
            end_byte,
        };
        let mut words = tokens("很|不|方|便|吧");
        let course = Course {
            dropped: None,
            text: "很不方便吧".to_owned(),
            tokens: vec![FatedToken {
                token: token(3, 12),
                source: 3..12,
                alias: None,
                join: Some((crate::ledger::RuleId::JoinNegation, tokens("很|不"))),
                fate: Fate::Kept,
                privacy: Privacy::Public,
            }],
        };
        keep_joins(&course, &mut words);
        assert_eq!(words, [token(0, 3), token(3, 12), token(12, 15)]);
    }

    #[test]
    fn personal_data_is_marked() {
        let found = units("加|小霸龙|吧", "加|小|霸|龙|吧", Some(1));
        let marked: Vec<bool> = found
            .units
            .iter()
            .map(|unit| unit & PERSONAL != 0)
            .collect();
        assert_eq!(marked, [false, false, true, true, true, false, false]);
    }
}
