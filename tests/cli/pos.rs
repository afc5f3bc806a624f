use super::Desk;

fn mixed() -> Desk {
    Desk::with("a.txt", "登录卡顿\n业务漂亮\n")
}

#[test]
fn parts_of_speech_are_chosen_as_by_the_rule() {
    let desk = mixed();
    let by_option = desk.ciyun("count a.txt -q --pos n,a").code(0).stdout();
    let by_rule = desk.ciyun("count a.txt -q --enable pos=n,a").code(0);
    assert_eq!(by_option, by_rule.stdout());
    for kept in ["业务", "漂亮"] {
        assert!(by_option.contains(&format!(",{kept},")), "{by_option}");
    }
    assert!(!by_option.contains(",登录,"), "{by_option}");
    desk.ciyun("run a.txt -q --pos n,a -o with").code(0);
    let keywords = desk.read("with/keywords.csv");
    desk.ciyun("run --config with/ciyun.toml -q -o again")
        .code(0);
    assert_eq!(desk.read("again/keywords.csv"), keywords);
    assert!(!keywords.contains("登录"), "{keywords}");
    desk.ciyun("cloud a.txt -q --pos n -o cloud.json").code(0);
    assert!(!desk.read("cloud.json").contains("漂亮"));
}

#[test]
fn words_without_a_part_of_speech_are_kept_and_counted_in_a_warning() {
    let desk = Desk::with("a.txt", "业务卡顿\n业务卡顿\n");
    // 卡顿 is not in jieba's dictionary.
    let said = |arguments: &str| {
        let arguments = format!("count a.txt --no-builtin-words {arguments}");
        desk.ciyun(&arguments).code(0).stderr()
    };
    let kept = said("--pos n");
    let expected = "were kept: 1 term with 2 occurrences: 卡顿 2";
    assert!(kept.contains(expected), "{kept}");
    let kept = said("--pos n --lang zh");
    assert!(kept.contains("都保留了，共 1 个、2 次：卡顿 2"), "{kept}");
    let kept = said("");
    assert!(!kept.contains("rule pos"), "{kept}");
}

#[test]
fn an_unknown_part_of_speech_is_an_error_with_the_list() {
    let desk = mixed();
    for arguments in ["--pos n,noun", "--enable pos=noun"] {
        let said = desk.ciyun(&format!("count a.txt {arguments}")).code(2);
        let said = said.stderr();
        let expected = "no part of speech \"noun\"; expected some of a, ad, ";
        assert!(said.contains(expected), "{said}");
    }
    let said = desk
        .ciyun("count a.txt --pos 名词 --lang zh")
        .code(2)
        .stderr();
    assert!(said.contains("没有词性 名词；可用：a、ad、"), "{said}");
}

#[test]
fn the_tags_are_listed_with_their_names_in_both_languages() {
    let listed = Desk::new().ciyun("--tags").code(0).stdout();
    assert_eq!(listed.lines().count(), ciyun::lexicon::tags().count());
    for (tag, name) in ciyun::lexicon::tags() {
        let of_tag = |line: &&str| line.split_whitespace().next() == Some(tag);
        let line = listed.lines().find(of_tag).unwrap();
        assert!(line.contains(name.zh) && line.contains(name.en), "{line}");
    }
}
