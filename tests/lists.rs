//! Every word list that comes with ciyun is whole and says what it is.

use std::collections::{BTreeMap, BTreeSet};

use ciyun::lexicon::{Embedded, UserLexicon, WordList, fold};
use ciyun::segment::{Dictionary, JiebaSegmenter, Segmenter};

fn all() -> Vec<WordList> {
    let topics = Embedded::topics().into_iter().map(|topic| topic.list);
    Embedded::ALL
        .iter()
        .map(|list| list.list())
        .chain(topics)
        .collect()
}

fn lists_of_the_joins() -> [WordList; 2] {
    [Embedded::Negation.list(), Embedded::Complements.list()]
}

/// The words of each section, by the first word of its heading.
fn sections(list: &WordList) -> BTreeMap<String, BTreeSet<String>> {
    let mut sections: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in &list.entries {
        let heading = entry.section.as_deref().unwrap_or_default();
        let id = heading.split(' ').next().unwrap_or_default();
        let word = entry.text.split(' ').next().unwrap_or_default();
        let section = sections.entry(id.to_owned()).or_default();
        assert!(section.insert(word.to_owned()), "{}: {word}", list.name);
    }
    sections
}

fn words(list: Embedded) -> BTreeSet<String> {
    list.list().words().map(str::to_owned).collect()
}

#[test]
fn headers_say_what_why_and_when() {
    for list in all() {
        for key in ["name", "what", "说明", "why", "source", "licence", "date"] {
            let value = list.header(key).unwrap_or_default();
            assert!(!value.is_empty(), "{}: no {key}", list.name);
        }
        let date = list.header("date").unwrap_or_default();
        let parts: Vec<usize> = date.split('-').map(str::len).collect();
        assert_eq!(parts, [4, 2, 2], "{}: {date}", list.name);
        let name = list.header("name").unwrap_or_default();
        let (file, _) = list.name.rsplit_once('.').unwrap();
        assert_eq!(name, file);
    }
}

#[test]
fn entries_are_unique_and_sorted_within_their_sections() {
    for list in all() {
        let mut seen = BTreeSet::new();
        for entry in &list.entries {
            assert!(
                seen.insert(&entry.text),
                "{}:{}: twice",
                list.name,
                entry.line
            );
        }
        // Tables in TOML have tests of their own.
        let is_text = list.name.ends_with(".txt");
        for pair in list.entries.windows(2).filter(|_| is_text) {
            let same_section = pair[0].section == pair[1].section;
            assert!(
                !same_section || pair[0].text < pair[1].text,
                "{}:{}: not sorted",
                list.name,
                pair[1].line
            );
        }
        assert!(
            list.text.ends_with('\n') && !list.text.contains('\r'),
            "{}",
            list.name
        );
    }
}

#[test]
fn words_are_in_the_form_that_text_has_after_cleaning() {
    for list in all()
        .iter()
        .filter(|list| !["emoticons.txt", "aliases.toml"].contains(&list.name.as_str()))
    {
        for word in list.words() {
            let word = word.split(' ').next().unwrap_or_default();
            assert_eq!(fold(word), word, "{}", list.name);
        }
    }
}

#[test]
fn the_general_list_keeps_negation_modality_and_verdicts() {
    let general = words(Embedded::General);
    assert!((500..=900).contains(&general.len()), "{}", general.len());
    for word in [
        "不", "没", "没有", "无法", "不能", "不会", "别", "未", "很", "太", "无", "不是", "不行",
        "不好", "登录", "更新", "问题", "方便", "慢", "卡", "垃圾",
    ] {
        assert!(!general.contains(word), "{word}");
    }
    for word in [
        "的", "了", "我们", "这个", "因为", "所以", "一个", "就", "怎么", "吗",
    ] {
        assert!(general.contains(word), "{word}");
    }
}

#[test]
fn a_word_is_masked_by_one_list_only() {
    let topics = Embedded::topics();
    let lists = [Embedded::General, Embedded::Platform, Embedded::Glue].map(Embedded::list);
    let mut seen = BTreeSet::new();
    let topic_lists = topics.iter().map(|topic| &topic.list);
    for list in lists.iter().chain(topic_lists) {
        for word in list.words() {
            assert!(
                seen.insert(word.to_owned()),
                "{word} of {} is elsewhere too",
                list.name
            );
        }
    }
}

#[test]
fn the_lexicon_names_the_apps_of_all_provinces_and_parts_of_speech() {
    let list = Embedded::Egov.list();
    let lexicon = UserLexicon::new(&list).unwrap();
    assert!(lexicon.lines.len() >= 1_500, "{}", lexicon.lines.len());
    assert!(lexicon.entries().all(|entry| entry.tag.is_some()));
    let words: BTreeSet<&str> = lexicon.entries().map(|entry| entry.word.as_str()).collect();
    for app in [
        "北京通",
        "津心办",
        "冀时办",
        "三晋通",
        "蒙速办",
        "辽事通",
        "吉事办",
        "全省事",
        "随申办",
        "苏服办",
        "浙里办",
        "皖事通",
        "闽政通",
        "赣服通",
        "爱山东",
        "豫事办",
        "鄂汇办",
        "湘易办",
        "粤省事",
        "海易办",
        "渝快办",
        "天府通办",
        "秦务员",
        "我的宁夏",
        "甘快办",
    ] {
        assert!(words.contains(app), "{app}");
    }
}

#[test]
fn the_topic_of_the_sample_names_its_apps() {
    let topics = Embedded::topics();
    let topic = topics
        .iter()
        .find(|topic| topic.name == "heilongjiang")
        .unwrap();
    assert!(topic.is_about("全省事") && topic.is_about("黑龙江全省事"));
    for word in ["全省事", "黑龙江", "龙江", "app", "软件"] {
        assert!(topic.list.words().any(|entry| entry == word), "{word}");
    }
}

#[test]
fn a_word_of_the_lexicon_has_one_section_and_is_a_term() {
    let sections = sections(&Embedded::Egov.list());
    for id in [
        "province-app",
        "national-app",
        "city-app",
        "government-service",
        "account-identity",
        "payment",
        "social-security",
        "housing-fund",
        "medical",
        "household",
        "education",
        "transport",
        "app-behaviour",
        "complaint",
        "internet-slang",
    ] {
        assert!(sections.contains_key(id), "{id}");
    }
    let mut seen = BTreeSet::new();
    for word in sections.values().flatten() {
        assert!(seen.insert(word), "{word} is in two sections");
        let length = word.chars().count();
        assert!((2..=10).contains(&length), "{word}");
    }
}

#[test]
fn the_lexicon_holds_no_word_that_stands_by_chance_across_word_borders() {
    let list = Embedded::Egov.list();
    let words: BTreeSet<&str> = list
        .words()
        .map(|entry| entry.split(' ').next().unwrap_or_default())
        .collect();
    // 无法|人脸, 其实|用, 方便|民众, 节省|时间, 审核|名单, 接收|不到, 拒绝|了, 深圳|通过, 不断|更新
    for word in [
        "法人",
        "实用",
        "便民",
        "省时",
        "核名",
        "收不到",
        "绝了",
        "深圳通",
        "断更",
    ] {
        assert!(!words.contains(word), "{word}");
    }
    // A longer word wins, which keeps these from being cut: 身份证|明, 手机版|本, 自助机|器.
    for word in ["身份证明", "手机版本", "自助机器", "街道办事处"] {
        assert!(words.contains(word), "{word}");
    }
}

#[test]
fn the_lists_of_the_joins_are_whole_and_apart() {
    let [negation, complements] = lists_of_the_joins();
    let negation = sections(&negation);
    let ids: Vec<&str> = negation.keys().map(String::as_str).collect();
    let expected = "adverbials degree exceptions heads modal plain verbs-not-heads";
    assert_eq!(ids.join(" "), expected);
    assert!(negation["exceptions"].len() >= 250);
    let marks = ['不', '没', '无', '未', '别', '勿', '甭', '休'];
    for id in ["plain", "modal", "degree"] {
        for word in &negation[id] {
            assert!(word.contains(marks), "{word}");
            assert!(!negation["exceptions"].contains(word), "{word}");
        }
    }
    for word in ["不方便", "不好用", "不支持", "没反应", "无响应", "没信号"] {
        assert!(!negation["exceptions"].contains(word), "{word} must join");
    }

    let complements = sections(&complements);
    let ids: Vec<&str> = complements.keys().map(String::as_str).collect();
    assert_eq!(ids, ["exceptions", "negative", "not-verbs", "positive"]);
    assert!(complements["negative"].len() >= 60);
    assert!(
        complements["negative"]
            .iter()
            .all(|word| word.starts_with('不'))
    );
    assert!(
        complements["positive"]
            .iter()
            .all(|word| word.starts_with('得'))
    );
    for word in &complements["negative"] {
        let stands_alone = negation["exceptions"].contains(word);
        assert!(
            !stands_alone || ["不过", "不成", "不见", "不起眼"].contains(&word.as_str()),
            "{word}"
        );
    }
}

#[test]
fn a_free_phrase_is_a_word_of_the_dictionary_made_of_its_words() {
    let list = Embedded::FreePhrases.list();
    let sections = sections(&list);
    let ids: Vec<&str> = sections.keys().map(String::as_str).collect();
    let expected = "degree direction manner modifier object predicate";
    assert_eq!(ids.join(" "), expected);
    let n_phrases: usize = sections.values().map(BTreeSet::len).sum();
    assert!(n_phrases >= 1_500, "{n_phrases}");

    let engine = JiebaSegmenter::new(Dictionary::load(), &[]);
    let is_single = |word: &str| word.chars().nth(1).is_none();
    for entry in sections.values().flatten() {
        let phrase = entry.replace('/', "");
        let words: Vec<&str> = entry.split('/').collect();
        assert!((3..=5).contains(&phrase.chars().count()), "{entry}");
        assert!((2..=3).contains(&words.len()), "{entry}");
        // Without an entry of its own there is nothing to cut.
        assert!(engine.has_word(&phrase), "{entry}");
        let known = |word: &&str| is_single(word) || engine.has_word(word);
        assert!(words.iter().all(known), "{entry}");
    }
    for entry in &sections["manner"] {
        assert!(entry.contains("/得/"), "{entry}");
    }
}

#[test]
fn a_word_of_another_list_is_no_free_phrase() {
    let phrases: BTreeSet<String> = words(Embedded::FreePhrases)
        .iter()
        .map(|entry| entry.replace('/', ""))
        .collect();
    for list in all().iter().filter(|list| list.name != "free_phrases.txt") {
        for word in list.words() {
            let word = word.split([' ', '\t']).next().unwrap_or_default();
            assert!(!phrases.contains(word), "{word} of {}", list.name);
        }
    }
    for kept in [
        "身份证",
        "电子证照",
        "社会保险",
        "操作系统",
        "智能手机",
        "公共交通",
        "客服电话",
        "服务态度",
        "工作人员",
        "新年快乐",
        "表达方式",
    ] {
        assert!(!phrases.contains(kept), "{kept}");
    }
}

#[test]
fn an_alias_leads_to_one_word_in_one_step() {
    type Table = BTreeMap<String, Vec<String>>;
    let text = include_str!("../lexicons/aliases.toml");
    for key in ["name", "what", "说明", "why", "source", "licence", "date"] {
        assert!(text.contains(&format!("# {key}: ")), "no {key}");
    }
    let tables: BTreeMap<String, Table> = toml::from_str(text).unwrap();
    let names: Vec<&str> = tables.keys().map(String::as_str).collect();
    assert_eq!(names, ["meaning", "spelling"]);
    let (spelling, meaning) = (&tables["spelling"], &tables["meaning"]);

    let mut seen = BTreeSet::new();
    for (target, variants) in spelling.iter().chain(meaning) {
        assert_eq!(&fold(target), target);
        assert!(!variants.is_empty(), "{target}");
        assert!(variants.is_sorted(), "{target}: variants are not sorted");
        for variant in variants {
            assert_eq!(&fold(variant), variant);
            assert!(variant.chars().count() > 1, "{variant}");
            assert!(seen.insert(variant), "{variant} has two targets");
            assert!(!meaning.contains_key(variant), "{variant} is a target too");
        }
    }
    for variant in spelling.values().flatten() {
        assert!(!spelling.contains_key(variant), "{variant} is a target too");
    }
    let count = |table: &Table| table.values().map(Vec::len).sum::<usize>();
    assert!(count(spelling) >= 80, "{}", count(spelling));
    assert!(count(meaning) >= 150, "{}", count(meaning));

    let keys = text.lines().filter_map(|line| {
        let (key, _) = line.split_once(" = [")?;
        (!line.starts_with('#')).then(|| key.trim_matches('"'))
    });
    let in_file: Vec<&str> = keys.collect();
    let sorted: Vec<&str> = spelling
        .keys()
        .chain(meaning.keys())
        .map(String::as_str)
        .collect();
    assert_eq!(in_file, sorted);
}

#[test]
fn the_categories_of_complaints_are_whole_and_sorted() {
    let lexicons = Embedded::categories();
    let lexicon = &lexicons[0];
    for key in ["name", "what", "说明", "why", "source", "licence", "date"] {
        let value = lexicon.list.header(key).unwrap_or_default();
        assert!(!value.is_empty(), "no {key}");
    }
    for id in [
        "login",
        "stability",
        "function",
        "redirect",
        "support",
        "codes",
        "privacy",
        "ageing",
        "update",
        "interface",
        "offline",
        "ads",
        "payment",
        "praise",
    ] {
        let category = lexicon.categories.iter().find(|c| c.id == id);
        let category = category.unwrap_or_else(|| panic!("no {id}"));
        assert!(category.terms.len() >= 25, "{id}: {}", category.terms.len());
        assert!(category.zh != category.en, "{id}");
    }
    for category in &lexicon.categories {
        for pair in category.terms.windows(2) {
            assert!(pair[0] < pair[1], "{}: {pair:?}", category.id);
        }
        for term in &category.terms {
            let is_folded = ciyun::lexicon::pattern(term).is_some() || fold(term) == *term;
            assert!(is_folded, "{term}");
        }
    }
}

#[test]
fn a_word_that_says_nothing_of_a_problem_is_no_term_of_a_complaint() {
    for category in Embedded::categories().iter().flat_map(|l| &l.categories) {
        for word in [
            "登录", "更新", "界面", "功能", "缴费", "短信", "服务", "问题",
        ] {
            assert!(
                !category.terms.iter().any(|term| term == word),
                "{word} in {}",
                category.id
            );
        }
    }
}
