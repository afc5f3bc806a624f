//! The shapes of JSON files through [`Source`](super::Source).

use super::tests::read;
use super::*;
use crate::ledger::RuleId;

#[test]
fn the_longest_array_with_a_known_text_is_read() {
    let text = "{\"code\":0,\"tags\":[\"热\"],\"data\":{\n\"top\":[{\"content\":\"置顶\"}],\n\"list\":[\n\
                {\"content\":\"好\",\"score\":5},\n{\"content\":\"差\",\"score\":1}],\n\
                \"ads\":[{\"name\":\"一\"},{\"name\":\"二\"},{\"name\":\"三\"}]},\"n\":[1]}";
    let outcome = read("a.json", text.as_bytes());
    assert_eq!(outcome.source.path_in_file.as_deref(), Some("data.list[]"));
    assert_eq!(
        (outcome.texts(), outcome.lines()),
        (vec!["好", "差"], vec![4, 5])
    );
    assert_eq!(outcome.documents[1].fields.rating, Some(1.0));

    let cut = "{\"result\":{\"comments\":[{\"content\":\"好\"},{\"content\":\"差\"},\n{\"conte";
    let outcome = read("a.json", cut.as_bytes());
    assert_eq!(outcome.texts(), ["好", "差"]);
    assert_eq!(outcome.skipped[0].0, 2);

    // Without a known key, the content decides.
    let text =
        r#"{"x":[{"n":"甲"}],"y":[{"q":"这个软件很好用，谢谢你们"},{"q":"打不开了，怎么办啊"}]}"#;
    let outcome = read("a.json", text.as_bytes());
    assert_eq!(outcome.source.path_in_file.as_deref(), Some("y[]"));
}

const REVIEW: &str = r#"{"author":{"uri":{"label":"u"},"name":{"label":"张三"},"label":""},
 "updated":{"label":"2026-07-20T18:04:23-07:00"},"im:rating":{"label":"4"},"im:version":{"label":"9.1.0"},
 "id":{"label":"77"},"title":{"label":"不错"},"content":{"label":"很好用","attributes":{"type":"text"}},
 "im:voteSum":{"label":"3"},"im:voteCount":{"label":"5"}}"#;

const APP: &str = r#"{"im:name":{"label":"某应用"},"title":{"label":"某应用 - 公司"},"content":{"label":"简介"},"id":{"label":"1"}}"#;

#[test]
fn apples_feed_is_read_with_every_field() {
    let feed = |entry: &str| {
        format!(
            "{{\"feed\":{{\"author\":{{\"name\":{{\"label\":\"iTunes Store\"}}}}{entry},\"link\":[{{\"attributes\":{{\"rel\":\"self\"}}}}]}}}}"
        )
    };
    let array = read(
        "a.json",
        feed(&format!(",\"entry\":[{APP},\n{REVIEW}]")).as_bytes(),
    );
    let object = read("a.json", feed(&format!(",\"entry\":{REVIEW}")).as_bytes());
    assert_eq!(array.source.path_in_file.as_deref(), Some("feed.entry[]"));
    assert_eq!(object.source.path_in_file.as_deref(), Some("feed.entry"));
    for outcome in [&array, &object] {
        assert_eq!(outcome.texts(), ["很好用"]);
        let expected = Fields {
            id: Some("77".to_owned()),
            title: Some("不错".to_owned()),
            rating: Some(4.0),
            time: "2026-07-21T09:04:23".parse().ok(),
            author: Some("张三".to_owned()),
            platform: Some("App Store".to_owned()),
            version: Some("9.1.0".to_owned()),
            likes: Some(3),
            ..Fields::default()
        };
        assert_eq!(outcome.documents[0].fields, expected);
    }
    assert_eq!(array.skipped[0].1.rule().id(), "row.not-comment");
    for (entry, n_skipped) in [
        (String::new(), 0),
        (format!(",\"entry\":[{APP}]"), 1),
        (format!(",\"entry\":{APP}"), 1),
    ] {
        let outcome = read("a.json", feed(&entry).as_bytes());
        assert_eq!(
            (outcome.documents.len(), outcome.skipped.len()),
            (0, n_skipped),
            "{entry}"
        );
    }
}

#[test]
fn parallel_arrays_become_rows() {
    let text = r#"{"date": ["2020-06-10 12:46:52", null], "level": [4, 6], "text": ["好\n用", "\ud83d"],
        "like": [12, "1.5万"], "up": "某人"}"#;
    let outcome = read("a.json", text.as_bytes());
    assert_eq!(outcome.source.path_in_file, None);
    assert_eq!(
        (outcome.texts(), outcome.lines()),
        (vec!["好\n用", "\u{fffd}"], vec![1, 2])
    );
    let fields = Fields {
        time: "2020-06-10T12:46:52".parse().ok(),
        platform: Some("哔哩哔哩".to_owned()),
        likes: Some(12),
        ..Fields::default()
    };
    assert_eq!(outcome.documents[0].fields, fields);
    assert_eq!(outcome.documents[1].fields.likes, Some(15_000));

    let text = r#"{"data":{"\u8bc4\u8bba":["好","差"],"tags":[]}}"#;
    let outcome = read("a.json", text.as_bytes());
    assert_eq!(outcome.source.path_in_file.as_deref(), Some("data"));
    assert_eq!(outcome.texts(), ["好", "差"]);
}

#[test]
fn a_list_of_texts_is_a_comment_each() {
    let outcome = read(
        "a.json",
        "\u{feff}[\"好\",\n\"差[\\\"\",null,7]\n".as_bytes(),
    );
    assert_eq!(outcome.texts(), ["好", "差[\"", "", "7"]);
    assert_eq!(outcome.lines(), [1, 2, 3, 4]);
}

#[test]
fn an_object_with_a_known_text_is_a_comment() {
    for text in [
        "{\"content\":\"好\",\"score\":5,\"tags\":[\"快\",\"慢\"]}",
        "{\n  \"content\": \"好\",\n  \"score\": 5,\n  \"user\": {}\n}\n",
    ] {
        for name in ["a.json", "a.jsonl"] {
            if name == "a.jsonl" && text.contains('\n') {
                continue;
            }
            let outcome = read(name, text.as_bytes());
            assert_eq!(outcome.texts(), ["好"]);
            assert_eq!(outcome.documents[0].fields.rating, Some(5.0));
        }
    }
    // Several, indented, one after the other.
    let outcome = read(
        "a.json",
        "{\n\"content\":\"好\"\n}\n{\n\"content\":\"差\"\n}".as_bytes(),
    );
    assert_eq!(
        (outcome.texts(), outcome.lines()),
        (vec!["好", "差"], vec![1, 4])
    );
}

#[test]
fn answers_in_the_interface_of_bilibili_are_comments() {
    let comment = |id: u64, text: &str, rest: &str| {
        format!(
            "{{\"rpid\":{id},\"ctime\":1700000000,\"like\":1,\"member\":{{\"uname\":\"甲\"}},\n\
             \"content\":{{\"message\":\"{text}\"}}{rest}}}"
        )
    };
    let deeper = comment(4, "四", "");
    let answers = format!(
        ",\"replies\":[\n{},\n{},{{\"rpid\":9}}]",
        comment(2, "二", ",\"parent\":1,\"replies\":null"),
        comment(3, "三", &format!(",\"parent\":0,\"replies\":[{deeper}]"))
    );
    let comments = [
        comment(1, "一", &answers),
        comment(5, "五", ",\"parent\":0,\"replies\":[]"),
    ];
    let text = format!(
        "{{\"code\":0,\"data\":{{\"replies\":[{}]}}}}",
        comments.join(",")
    );
    let outcome = read("a.json", text.as_bytes());
    assert_eq!(outcome.texts(), ["一", "二", "三", "四", "五"]);
    assert_eq!(outcome.lines(), [1, 3, 5, 6, 7]);
    let parents: Vec<_> = outcome
        .documents
        .iter()
        .map(|document| document.fields.parent.as_deref())
        .collect();
    assert_eq!(parents, [None, Some("1"), Some("1"), Some("3"), None]);
    assert!(
        outcome
            .documents
            .iter()
            .all(|document| document.notes.is_empty())
    );
    let rules: Vec<_> = outcome.skipped.iter().map(|(_, p)| p.rule().id()).collect();
    assert_eq!(rules, ["row.text"]);
}

#[test]
fn answers_by_nobody_knows_whom_are_noted() {
    let text = r#"[{"content":"一","sub_comments":[{"content":"二"}]},{"content":"三","replies":[]},
        {"content":"四","replies":["五"]}]"#;
    let outcome = read("a.json", text.as_bytes());
    assert_eq!(outcome.texts(), ["一", "三", "四"]);
    let notes: Vec<_> = outcome
        .documents
        .iter()
        .map(|d| d.notes.as_slice())
        .collect();
    assert_eq!(notes, [&[(RuleId::NoteReplies, 1)][..], &[], &[]]);
}
