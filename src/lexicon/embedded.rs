//! The lists compiled into the program.

use super::{CategoryLexicon, TopicList, WordList};

/// A list that comes with ciyun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Embedded {
    /// Function words: the default stop list.
    General,
    /// Furniture of platforms, such as 转发 and 网页链接.
    Platform,
    /// Joined fragments that are not words.
    Glue,
    /// Single characters that count as words.
    SingleCharacters,
    /// Measure words and units, which make a number of the numerals before them.
    Measures,
    /// Terms of e-government and of app use.
    Egov,
    /// Words of the segmenter's dictionary that hold capital letters, folded.
    LatinWords,
    /// Names of bracket emoticons.
    Emoticons,
    /// Comments that are boilerplate as a whole.
    Placeholders,
    /// Beginnings and ends that platforms add.
    Boilerplate,
    /// Traditional characters and phrases with the simplified ones.
    Traditional,
    /// Other spellings and words of the same meaning, as a table in TOML.
    Aliases,
    /// Function words of one character, which the segmenter glues to their neighbours.
    FunctionCharacters,
    /// Phrases that the segmenter has as words, cut into the words they are made of.
    FreePhrases,
    /// Negations, and what only looks like one.
    Negation,
    /// Potential complements of verbs.
    Complements,
    /// Single characters at which no word begins or ends.
    BorderCharacters,
}

impl Embedded {
    /// All lists.
    pub const ALL: &'static [Embedded] = &[
        Embedded::General,
        Embedded::Platform,
        Embedded::Glue,
        Embedded::SingleCharacters,
        Embedded::Measures,
        Embedded::Egov,
        Embedded::LatinWords,
        Embedded::Emoticons,
        Embedded::Placeholders,
        Embedded::Boilerplate,
        Embedded::Traditional,
        Embedded::Aliases,
        Embedded::FunctionCharacters,
        Embedded::FreePhrases,
        Embedded::Negation,
        Embedded::Complements,
        Embedded::BorderCharacters,
    ];

    /// Reads the list.
    #[must_use]
    pub fn list(self) -> WordList {
        macro_rules! file {
            ($folder:literal, $name:literal) => {
                ($name, include_str!(concat!("../../", $folder, "/", $name)))
            };
        }
        let (name, text) = match self {
            Embedded::General => file!("stopwords", "general.txt"),
            Embedded::Platform => file!("stopwords", "platform.txt"),
            Embedded::Glue => file!("stopwords", "glue.txt"),
            Embedded::SingleCharacters => file!("lexicons", "single_characters.txt"),
            Embedded::Measures => file!("lexicons", "measures.txt"),
            Embedded::Egov => file!("lexicons", "egov.txt"),
            Embedded::LatinWords => file!("lexicons", "latin_words.txt"),
            Embedded::Emoticons => file!("lexicons", "emoticons.txt"),
            Embedded::Placeholders => file!("lexicons", "placeholders.txt"),
            Embedded::Boilerplate => file!("lexicons", "boilerplate.txt"),
            Embedded::Traditional => file!("lexicons", "traditional.txt"),
            Embedded::Aliases => file!("lexicons", "aliases.toml"),
            Embedded::FunctionCharacters => file!("lexicons", "function_characters.txt"),
            Embedded::FreePhrases => file!("lexicons", "free_phrases.txt"),
            Embedded::Negation => file!("lexicons", "negation.txt"),
            Embedded::Complements => file!("lexicons", "complements.txt"),
            Embedded::BorderCharacters => file!("lexicons", "border_characters.txt"),
        };
        WordList::parse(name, text)
    }

    /// The categories of complaints.
    #[must_use]
    pub fn categories() -> Vec<CategoryLexicon> {
        let text = include_str!("../../lexicons/complaints.toml");
        let complaints = CategoryLexicon::parse("complaints.toml", text);
        vec![complaints.expect("a test reads the file")]
    }

    /// The topic lists, in the order of their names.
    #[must_use]
    pub fn topics() -> Vec<TopicList> {
        let name = "heilongjiang";
        let text = include_str!("../../stopwords/topics/heilongjiang.txt");
        vec![TopicList::new(
            name,
            WordList::parse("heilongjiang.txt", text),
        )]
    }
}
