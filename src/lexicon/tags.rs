//! The parts of speech of jieba's dictionary.

use crate::language::Bilingual;

/// Tags with their names. They go back to the tag set of Peking University's People's Daily
/// corpus; those with a second letter are finer classes.
const TAGS: &[(&str, &str, &str)] = &[
    ("a", "形容词", "adjective"),
    ("ad", "副形词", "adjective used as adverb"),
    ("ag", "形容词性语素", "adjectival morpheme"),
    ("an", "名形词", "adjective used as noun"),
    ("b", "区别词", "attributive word"),
    ("c", "连词", "conjunction"),
    ("d", "副词", "adverb"),
    ("df", "副词（不要）", "adverb 不要"),
    ("dg", "副词性语素", "adverbial morpheme"),
    ("e", "叹词", "interjection"),
    ("eng", "外文词", "word of Latin letters"),
    ("f", "方位词", "word of direction"),
    ("g", "语素", "morpheme"),
    ("h", "前接成分", "prefix"),
    ("i", "成语", "idiom"),
    ("j", "简称略语", "abbreviation"),
    ("k", "后接成分", "suffix"),
    ("l", "习用语", "set phrase"),
    ("m", "数词", "numeral"),
    ("mg", "数词性语素", "numeral morpheme"),
    ("mq", "数量词", "numeral with measure word"),
    ("n", "名词", "noun"),
    ("ng", "名词性语素", "nominal morpheme"),
    ("nr", "人名", "name of a person"),
    ("nrfg", "人名", "name of a person"),
    ("nrt", "音译人名", "name of a person, transcribed"),
    ("ns", "地名", "name of a place"),
    ("nt", "机构团体名", "name of an organisation"),
    ("nz", "其他专名", "other proper name"),
    ("o", "拟声词", "onomatopoeia"),
    ("p", "介词", "preposition"),
    ("q", "量词", "measure word"),
    ("r", "代词", "pronoun"),
    ("rg", "代词性语素", "pronominal morpheme"),
    ("rr", "人称代词", "personal pronoun"),
    ("rz", "指示代词", "demonstrative pronoun"),
    ("s", "处所词", "word of place"),
    ("t", "时间词", "word of time"),
    ("tg", "时间词性语素", "temporal morpheme"),
    ("u", "助词", "particle"),
    ("ud", "助词“得”", "particle 得"),
    ("ug", "助词“过”", "particle 过"),
    ("uj", "助词“的”", "particle 的"),
    ("ul", "助词“了”", "particle 了"),
    ("uv", "助词“地”", "particle 地"),
    ("uz", "助词“着”", "particle 着"),
    ("v", "动词", "verb"),
    ("vd", "副动词", "verb used as adverb"),
    ("vg", "动词性语素", "verbal morpheme"),
    ("vi", "不及物动词", "intransitive verb"),
    ("vn", "名动词", "verb used as noun"),
    ("vq", "动词加“过”", "verb with 过"),
    ("x", "非语素字", "string without meaning"),
    ("y", "语气词", "modal particle"),
    ("z", "状态词", "word of state"),
    ("zg", "状态词性语素", "morpheme of state"),
];

/// The name of a part of speech in jieba's tag set, `None` for what is no tag.
///
/// ```
/// use ciyun::lexicon::tag_name;
/// assert_eq!(tag_name("vn").unwrap().en, "verb used as noun");
/// assert!(tag_name("pay").is_none());
/// ```
#[must_use]
pub fn tag_name(tag: &str) -> Option<Bilingual> {
    let tag = tag.to_ascii_lowercase();
    let found = TAGS.iter().find(|(known, _, _)| *known == tag);
    found.map(|(_, zh, en)| Bilingual { zh, en })
}

/// Whether a tag is of a class: it is the class, or a finer one below it.
///
/// ```
/// use ciyun::lexicon::tag_is;
/// assert!(tag_is("nz", "n") && tag_is("n", "n") && !tag_is("n", "nz"));
/// // `e` are interjections, `eng` words of Latin letters.
/// assert!(!tag_is("eng", "e"));
/// ```
#[must_use]
pub fn tag_is(tag: &str, class: &str) -> bool {
    tag == class || (tag != "eng" && tag.starts_with(class))
}

/// All tags with their names, in alphabetical order.
pub fn tags() -> impl Iterator<Item = (&'static str, Bilingual)> {
    TAGS.iter()
        .map(|(tag, zh, en)| (*tag, Bilingual { zh, en }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_sorted_and_named_once() {
        assert!(TAGS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
