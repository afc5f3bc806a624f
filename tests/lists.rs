//! Every word list that comes with ciyun is whole and says what it is.

use std::collections::BTreeSet;

use ciyun::lexicon::{Embedded, UserLexicon, WordList, fold};

fn all() -> Vec<WordList> {
    let topics = Embedded::topics().into_iter().map(|topic| topic.list);
    Embedded::ALL
        .iter()
        .map(|list| list.list())
        .chain(topics)
        .collect()
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
        assert_eq!(format!("{name}.txt"), list.name);
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
        for pair in list.entries.windows(2) {
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
    for list in all().iter().filter(|list| list.name != "emoticons.txt") {
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
    assert!(lexicon.entries.len() >= 300, "{}", lexicon.entries.len());
    assert!(lexicon.entries.iter().all(|entry| entry.tag.is_some()));
    let words: BTreeSet<&str> = lexicon
        .entries
        .iter()
        .map(|entry| entry.word.as_str())
        .collect();
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
