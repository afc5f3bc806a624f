//! Rule `traditional`: simplified characters for traditional ones.
//!
//! The table is our own, made from the Unihan database. The crates that carry the dictionaries of
//! `OpenCC` bring a megabyte of them for both directions, an interpreter for their file format and a
//! build script, and answer with a whole new text, while the way back to the cell needs to know
//! what became of each character.

use rustc_hash::FxHashMap;

use super::Edits;
use crate::lexicon::Embedded;

/// Which characters and phrases change, and into what.
#[derive(Debug, Clone, Default)]
pub(super) struct Traditional {
    /// Characters that simplified text does not use.
    characters: FxHashMap<char, char>,
    /// Characters that simplified text uses too, as 著 in 著名.
    shared: FxHashMap<char, char>,
    /// By its first character: what becomes of a phrase, which may be nothing.
    phrases: FxHashMap<char, Vec<Phrase>>,
}

/// Two texts of the same number of characters.
#[derive(Debug, Clone)]
struct Phrase {
    from: Box<str>,
    to: Box<str>,
}

impl Traditional {
    /// The table that comes with ciyun.
    pub(super) fn new() -> Traditional {
        let mut table = Traditional::default();
        for entry in Embedded::Traditional.list().entries {
            let (from, to) = entry.text.split_once(' ').expect("two texts an entry");
            let first = |text: &str| text.chars().next().expect("the texts are not empty");
            let section = entry.section.unwrap_or_default();
            if section.starts_with("characters-in-traditional-text") {
                table.shared.insert(first(from), first(to));
            } else if section.starts_with("characters") {
                table.characters.insert(first(from), first(to));
            } else {
                let phrase = Phrase {
                    from: from.into(),
                    to: to.into(),
                };
                table.phrases.entry(first(from)).or_default().push(phrase);
            }
        }
        table
    }

    /// Replaces traditional characters. Those that simplified text uses too (著 乾 藉 瞭 …) change
    /// only where the text holds others that it does not use, and never in words that keep them
    /// (著名, 乾隆). Each character counts once.
    pub(super) fn propose(&self, text: &str, edits: &mut Edits) {
        let is_traditional = text.chars().any(|c| self.characters.contains_key(&c));
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            if !matches!(character, '\u{4e00}'..='\u{9fff}') {
                at += character.len_utf8();
                continue;
            }
            if let Some(phrase) = self.phrase(character, &text[at..]) {
                for (from, to) in phrase.from.chars().zip(phrase.to.chars()) {
                    let end = at + from.len_utf8();
                    if from != to {
                        edits.replace(at..end, to.encode_utf8(&mut [0; 4]));
                    }
                    at = end;
                }
                continue;
            }
            let end = at + character.len_utf8();
            let shared = || self.shared.get(&character).filter(|_| is_traditional);
            if let Some(simplified) = self.characters.get(&character).or_else(shared) {
                edits.replace(at..end, simplified.encode_utf8(&mut [0; 4]));
            }
            at = end;
        }
    }

    /// The phrase with which the text begins.
    fn phrase(&self, first: char, text: &str) -> Option<&Phrase> {
        let phrases = self.phrases.get(&first)?.iter();
        phrases
            .filter(|phrase| text.starts_with(&*phrase.from))
            .max_by_key(|phrase| phrase.from.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::once;
    use super::*;

    fn simplify(text: &str) -> (String, u32) {
        let table = Traditional::new();
        once(|text, edits| table.propose(text, edits), text)
    }

    #[test]
    fn many_characters_become_one_and_none_becomes_many() {
        for (traditional, simplified) in [
            ("頭髮很長", "头发很长"),
            ("發現問題", "发现问题"),
            ("皇后和後來", "皇后和后来"),
            ("麵條與面子", "面条与面子"),
            ("裡面、裏外、公里", "里面、里外、公里"),
            ("乾淨，幹活，干涉", "干净，干活，干涉"),
            ("樹幹與餅乾", "树干与饼干"),
            ("乾隆皇帝說", "乾隆皇帝说"),
            ("看著辦，真著急", "看着办，真着急"),
            ("著名景點很擠", "著名景点很挤"),
            ("顯著變慢", "显著变慢"),
            ("復原、複雜、答覆、覆蓋", "复原、复杂、答复、覆盖"),
            ("颱風吹到臺北的檯燈", "台风吹到台北的台灯"),
            ("製造與制度", "制造与制度"),
            ("關係、聯繫、系統", "关系、联系、系统"),
            ("鐘錶、鍾情、手錶、表格", "钟表、钟情、手表、表格"),
            ("鬥爭、斗、鬆開、松樹", "斗争、斗、松开、松树"),
            ("只有一隻貓，祇是", "只有一只猫，只是"),
            ("藉口很多，滿地狼藉", "借口很多，满地狼藉"),
            ("我不瞭解，請瞭望臺", "我不了解，请瞭望台"),
            ("特徵與徵求", "特征与征求"),
            ("這是甚麼計畫", "这是什么计划"),
            ("鍛鍊身體，項鍊", "锻炼身体，项链"),
            ("雲端云云", "云端云云"),
            ("下週週末", "下周周末"),
            ("憂鬱的心", "忧郁的心"),
            ("儘管盡力", "尽管尽力"),
            ("軟體無法登入，閃退", "软体无法登入，闪退"),
            ("妳們於昨天註冊", "你们于昨天注册"),
            ("轉發微博", "转发微博"),
        ] {
            assert_eq!(simplify(traditional).0, simplified);
        }
    }

    #[test]
    fn simplified_text_is_left_alone() {
        for text in [
            "著名作家的著作显著",
            "乾隆年间，乾坤大挪移",
            "狼藉、慰藉、瞭望",
            "昇腾、夥颐、宫商角徵羽",
            "皇后、太后、干部、里程、面子、谷子、系统、发现、只有、台阶、云南、冲锋",
            "大阪的麴町",
            "ＡＰＰ😀 abc。",
        ] {
            assert_eq!(simplify(text), (text.to_owned(), 0));
        }
    }

    #[test]
    fn each_character_counts_once() {
        assert_eq!(simplify("這是甚麼"), ("这是什么".into(), 3));
    }

    #[test]
    fn the_table_is_one_character_for_one_and_final() {
        let table = Traditional::new();
        assert!(table.characters.len() > 2500);
        for (from, to) in table.characters.iter().chain(&table.shared) {
            assert_ne!(from, to);
            assert!(!table.characters.contains_key(to), "{from}{to}");
            assert!(!table.shared.contains_key(to), "{from}{to}");
        }
        for phrase in table.phrases.values().flatten() {
            assert_eq!(phrase.from.chars().count(), phrase.to.chars().count());
            assert_eq!(simplify(&phrase.to), (phrase.to.to_string(), 0));
        }
        // What GB 2312, the character set of simplified text, holds is spelled so by mistake.
        let in_gb2312 = |c: &char| {
            let text = c.to_string();
            let (bytes, ..) = encoding_rs::GBK.encode(&text);
            matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe])
        };
        let mut both: Vec<_> = table.characters.keys().copied().filter(in_gb2312).collect();
        both.sort_unstable();
        assert_eq!(both, ['後', '於', '菸', '麽']);
    }

    proptest! {
        #[test]
        fn applied_twice_it_changes_nothing(text in "[著乾藉瞭徵隆名後裡面發髮坤甚麼計畫的了ab]{0,12}") {
            let (once, _) = simplify(&text);
            prop_assert_eq!(once.chars().count(), text.chars().count());
            prop_assert_eq!(simplify(&once), (once.clone(), 0));
        }
    }
}
