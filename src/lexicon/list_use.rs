//! What lists are for.

/// What a list is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ListUse {
    /// Words masked by the rule `stopword`.
    Stopwords,
    /// Words masked by the rule `topic-word`.
    TopicWords,
    /// Fragments masked by the rule `glue`.
    Glue,
    /// Characters that the rule `single-char` lets through.
    SingleCharacters,
    /// Measure words, for the rule `number`.
    Measures,
    /// Words that the segmenter is taught and puts together.
    Lexicon,
    /// Words of the user, which are always made whole.
    UserWords,
    /// Variants that count under another term.
    Aliases,
    /// Terms by which comments are coded.
    Categories,
    /// Function words of one character.
    FunctionCharacters,
    /// Phrases that are cut into their words.
    FreePhrases,
    /// Negations and what they do not deny.
    Negation,
    /// Complements of verbs.
    Complements,
    /// Names of bracket emoticons.
    Emoticons,
    /// Comments that are boilerplate as a whole.
    Placeholders,
    /// Beginnings and ends that platforms add.
    Boilerplate,
}

impl ListUse {
    /// The name in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ListUse::Stopwords => "stopwords",
            ListUse::TopicWords => "topic-words",
            ListUse::Glue => "glue",
            ListUse::SingleCharacters => "single-characters",
            ListUse::Measures => "measures",
            ListUse::Lexicon => "lexicon",
            ListUse::UserWords => "user-words",
            ListUse::Aliases => "aliases",
            ListUse::Categories => "categories",
            ListUse::FunctionCharacters => "function-characters",
            ListUse::FreePhrases => "free-phrases",
            ListUse::Negation => "negation",
            ListUse::Complements => "complements",
            ListUse::Emoticons => "emoticons",
            ListUse::Placeholders => "placeholders",
            ListUse::Boilerplate => "boilerplate",
        }
    }
}
