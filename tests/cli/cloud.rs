use super::{Desk, sample};

const TABLE: &str = "词语,词频\n登录,74\n人脸识别,43\n闪退,37\n验证码,37\n卡,19\n";

#[test]
fn a_table_becomes_a_picture_in_the_form_of_the_ending() {
    let desk = Desk::with("top.csv", TABLE);
    desk.ciyun("cloud top.csv -o a.svg").code(0);
    desk.ciyun("cloud top.csv -o a.png --scale 0.5").code(0);
    desk.ciyun("cloud top.csv -o a.json").code(0);
    let svg = desk.read("a.svg");
    for term in ["登录", "人脸识别", "闪退", "验证码", "卡"] {
        assert!(svg.contains(&format!("data-term=\"{term}\"")), "{term}");
    }
    let png = std::fs::read(desk.path("a.png")).unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    // The header of the PNG holds its size: half of 1600 × 1000.
    assert_eq!(png[16..24], [0, 0, 3, 32, 0, 0, 1, 244]);
    let layout: serde_json::Value = serde_json::from_str(&desk.read("a.json")).unwrap();
    let k = layout["rule"]["k"].as_f64().unwrap();
    for word in layout["words"].as_array().unwrap() {
        let expected = k * word["weight"].as_f64().unwrap().sqrt();
        let size = word["font_size"].as_f64().unwrap();
        assert!((size / expected - 1.0).abs() < 1e-6, "{word}");
    }
    assert_eq!(layout["words"].as_array().unwrap().len(), 5);
    assert!(layout["unplaced"].as_array().unwrap().is_empty());
}

#[test]
fn the_keywords_of_a_run_draw_the_cloud_of_the_run() {
    let desk = Desk::with("corpus/a.csv", std::fs::read(sample()).unwrap());
    desk.ciyun("run corpus/a.csv -o out").code(0);
    for table in ["keywords.csv", "keywords.json"] {
        desk.ciyun(&format!("cloud out/{table} -o again.svg --force"))
            .code(0);
        assert!(
            desk.read("again.svg") == desk.read("out/wordcloud.svg"),
            "{table}"
        );
    }
    desk.ciyun("cloud corpus/a.csv -o comments.svg").code(0);
    assert!(desk.read("comments.svg") == desk.read("out/wordcloud.svg"));
}

#[test]
fn words_without_place_are_named_and_make_exit_code_1() {
    let desk = Desk::with("top.csv", "term,tf\n闪退,40\n😀,10\n");
    let answer = desk.ciyun("cloud top.csv -o a.json").code(1);
    assert!(
        answer.stderr().contains("1 word not in the picture: 😀"),
        "{}",
        answer.stderr()
    );
    let layout: serde_json::Value = serde_json::from_str(&desk.read("a.json")).unwrap();
    assert_eq!(layout["unplaced"][0]["term"], "😀");
}

#[test]
fn errors_name_the_place_and_write_nothing() {
    let desk = Desk::with("top.csv", "term,tf\n闪退,many\n");
    let answer = desk.ciyun("cloud top.csv -o a.svg").code(2);
    assert!(
        answer
            .stderr()
            .contains("top.csv:2: expected a weight above 0"),
        "{}",
        answer.stderr()
    );
    assert!(!desk.path("a.svg").exists());
    let answer = desk.ciyun("cloud top.csv -o a.gif").code(2);
    assert!(
        answer
            .stderr()
            .contains("a.gif: expected a file ending in .svg, .png, .pdf or .json")
    );
    desk.put("ok.csv", TABLE);
    desk.ciyun("cloud ok.csv -o a.svg --width 0").code(2);
    assert!(!desk.path("a.svg").exists());
}

#[test]
fn an_existing_picture_needs_force() {
    let desk = Desk::with("top.csv", TABLE);
    desk.put("a.svg", "mine");
    let answer = desk.ciyun("cloud top.csv -o a.svg").code(2);
    assert!(
        answer.stderr().contains("already exists"),
        "{}",
        answer.stderr()
    );
    assert_eq!(desk.read("a.svg"), "mine");
    desk.ciyun("cloud top.csv -o a.svg --force").code(0);
    assert!(desk.read("a.svg").starts_with("<"));
}

#[test]
fn a_table_of_words_and_numbers_in_gbk_needs_no_header() {
    let gbk = encoding_rs::GBK.encode("登录\t5\r\n系统\t3\r\n卡\t2\r\n").0;
    let desk = Desk::with("rost.txt", &gbk);
    let answer = desk.ciyun("cloud rost.txt -o a.json").code(0);
    assert!(
        answer.stderr().contains("a table of 3 terms"),
        "{}",
        answer.stderr()
    );
    let layout: serde_json::Value = serde_json::from_str(&desk.read("a.json")).unwrap();
    assert_eq!(layout["words"][0]["weight"], 5);
}

#[test]
fn an_empty_table_writes_nothing() {
    let desk = Desk::with("top.csv", "term,tf\n");
    desk.ciyun("cloud top.csv -o a.svg").code(2);
    assert!(!desk.path("a.svg").exists());
}

#[cfg(not(feature = "wordcloud-rs"))]
#[test]
fn a_layout_engine_that_is_not_there_tells_how_to_get_it() {
    let desk = Desk::with("top.csv", TABLE);
    let asked = "cloud top.csv -o a.json --layout wordcloud-rs";
    let build = "cargo build --release --features wordcloud-rs";
    for language in ["en", "zh"] {
        let answer = desk.ciyun(&format!("{asked} --lang {language}")).code(2);
        let stderr = answer.stderr();
        assert!(stderr.contains(build), "{stderr}");
        let is_chinese = stderr.contains("本程序构建时未包含它");
        assert_eq!(is_chinese, language == "zh", "{stderr}");
    }
    assert!(!desk.path("a.json").exists());
}

#[cfg(feature = "wordcloud-rs")]
#[test]
fn another_engine_lays_out_and_says_that_it_cannot_be_repeated() {
    let desk = Desk::with("top.csv", format!("{TABLE}😀,3\n"));
    let answer = desk
        .ciyun("cloud top.csv -o a.json -o a.png --layout wordcloud-rs --width 1001")
        .code(1);
    let stderr = answer.stderr();
    assert!(stderr.contains("1 word not in the picture: 😀"), "{stderr}");
    let layout: serde_json::Value = serde_json::from_str(&desk.read("a.json")).unwrap();
    assert_eq!(layout["engine"], "wordcloud-rs");
    assert_eq!(layout["reproducible"], false);
    assert_eq!(layout["canvas"]["width"], 1024);
    assert_eq!(layout["words"].as_array().unwrap().len(), 5);
    let (k, offset) = (&layout["rule"]["k"], &layout["rule"]["offset"]);
    for word in layout["words"].as_array().unwrap() {
        let factor = word["weight"].as_f64().unwrap().sqrt();
        let expected = offset.as_f64().unwrap() + k.as_f64().unwrap() * factor;
        let size = word["font_size"].as_f64().unwrap();
        assert!((size / expected - 1.0).abs() < 1e-6, "{word}");
    }
    // The file keeps the places.
    desk.ciyun("cloud a.json -o again.png").code(1);
    let pictures = ["a.png", "again.png"].map(|name| std::fs::read(desk.path(name)).unwrap());
    assert!(pictures[0] == pictures[1]);

    let answer = desk
        .ciyun("cloud top.csv -o b.json --layout wordcloud-rs --preset dense")
        .code(2);
    let stderr = answer.stderr();
    assert!(
        stderr.contains("wordcloud-rs: it cannot heed preset"),
        "{stderr}"
    );
}
