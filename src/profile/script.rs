//! In which script, and so roughly in which language, a comment is written.

use serde::Serialize;

/// What most of a comment's letters say about its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Han characters, as far as one can tell simplified.
    Chinese,
    /// Han characters, among them two different ones that simplified text does not have.
    ChineseTraditional,
    /// Kana beside other letters.
    Japanese,
    /// Hangul.
    Korean,
    /// Latin letters: English, pinyin, names of apps.
    Latin,
    /// Another script.
    Other,
    /// No letter at all: emoji, digits, marks.
    NoLetters,
}

/// Different traditional characters that make a text a traditional one; a single one may be a name.
const MIN_TRADITIONAL: usize = 2;

/// A Han character says about as much as this many Latin letters.
const LATIN_PER_HAN: usize = 3;

/// Frequent characters of traditional text; GB 2312, the set of simplified text, has none of them.
const TRADITIONAL: &str = "\
    這個們來時說會對學過還經發點現動進種樣問開無裡長間關見頭兩書電話讓認為與應當給業產實從門員\
    麼機車東馬風飛飯館號讀買賣錢銀難題類願顯體驗鬧龍軟錄證網頁戶記憶聯絡繫統簡單價處請謝幫寫幾\
    樂歡氣愛覺連線隊傳輸斷變嗎壞較選擇圖標準備導覽視頻檔資訊裝載釋組織務費訂閱讚評論嚴煩設計畫\
    爛趕緊聽訴誰誤區萬億";

impl Script {
    /// All classes, in the order in which they are listed.
    pub const ALL: [Script; 7] = [
        Script::Chinese,
        Script::ChineseTraditional,
        Script::Japanese,
        Script::Korean,
        Script::Latin,
        Script::Other,
        Script::NoLetters,
    ];

    /// The class of a text.
    ///
    /// ```
    /// use ciyun::profile::Script;
    /// assert_eq!(Script::of("APP闪退"), Script::Chinese);
    /// assert_eq!(Script::of("這個軟體"), Script::ChineseTraditional);
    /// assert_eq!(Script::of("使いやすいアプリ"), Script::Japanese);
    /// assert_eq!(Script::of("very good 好"), Script::Latin);
    /// assert_eq!(Script::of("666！👍"), Script::NoLetters);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Script {
        let (mut han, mut kana, mut hangul, mut latin, mut other) = (0, 0, 0, 0, 0);
        let mut traditional: Vec<char> = Vec::new();
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
                '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
                    han += 1;
                    let is_new = traditional.len() < MIN_TRADITIONAL && !traditional.contains(&c);
                    if is_new && TRADITIONAL.contains(c) {
                        traditional.push(c);
                    }
                }
                '\u{3041}'..='\u{30ff}' if !matches!(c, '\u{30fb}' | '\u{30fc}') => kana += 1,
                '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => hangul += 1,
                c if c.is_alphabetic() => other += 1,
                _ => {}
            }
        }
        let letters = han + kana + hangul + latin + other;
        if letters == 0 {
            Script::NoLetters
        } else if kana * 10 >= letters {
            Script::Japanese
        } else if hangul * 2 >= letters {
            Script::Korean
        } else if han > 0 && han * LATIN_PER_HAN >= latin && han >= other {
            match traditional.len() {
                MIN_TRADITIONAL.. => Script::ChineseTraditional,
                _ => Script::Chinese,
            }
        } else if latin >= other {
            Script::Latin
        } else {
            Script::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_classed_by_most_of_what_they_say() {
        for (text, expected) in [
            ("这个软件登录不上", Script::Chinese),
            ("谢谢臺灣的朋友", Script::Chinese),
            ("登录時一直閃退", Script::Chinese),
            ("登入時一直閃退，請處理", Script::ChineseTraditional),
            ("ok", Script::Latin),
            ("iOS16 更新后闪退", Script::Chinese),
            ("please fix the login 谢", Script::Latin),
            ("좋아요 정말", Script::Korean),
            ("Не работает", Script::Other),
            ("ログインできない", Script::Japanese),
            ("", Script::NoLetters),
            ("[]2333…", Script::NoLetters),
        ] {
            assert_eq!(Script::of(text), expected, "{text}");
        }
    }

    #[test]
    fn traditional_characters_are_in_no_simplified_set() {
        for c in TRADITIONAL.chars() {
            let (_, _, unmappable) = encoding_rs::GBK.encode(c.encode_utf8(&mut [0; 4]));
            assert!(!unmappable && ('\u{4e00}'..='\u{9fff}').contains(&c), "{c}");
        }
        let different: std::collections::BTreeSet<char> = TRADITIONAL.chars().collect();
        assert_eq!(different.len(), TRADITIONAL.chars().count());
    }
}
