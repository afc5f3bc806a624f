//! What a picture can be told: forms, colours, shapes, fonts, groups.

use serde_json::Value;

use super::{Desk, sample};

const TABLE: &str = "词语,词频\n登录,74\n人脸识别,43\n闪退,37\n验证码,37\n卡,19\nApp,12\n";
const TERMS: [&str; 6] = ["登录", "人脸识别", "闪退", "验证码", "卡", "App"];

/// A disc of 400 px in the middle of white paper of 800 × 500 px.
const DISC: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500" fill="#fff"/><circle cx="400" cy="250" r="200" fill="#336"/></svg>"##;

fn layout(desk: &Desk, name: &str) -> Value {
    serde_json::from_str(&desk.read(name)).unwrap()
}

/// A field of every word, by term.
fn of_words(layout: &Value, field: &str) -> Vec<(String, String)> {
    let words = layout["words"].as_array().unwrap();
    let of_word = |word: &Value| (word["term"].to_string(), word[field].to_string());
    words.iter().map(of_word).collect()
}

fn font(name: &str) -> String {
    format!("{}/tests/data/fonts/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn one_layout_has_all_forms_and_draws_them_again() {
    let desk = Desk::with("top.csv", TABLE);
    desk.ciyun("cloud top.csv -o a.svg -o a.png -o a.pdf -o a.json --preset dense --rotated 0.4")
        .code(0);
    for form in ["svg", "png", "pdf", "json"] {
        desk.ciyun(&format!("cloud a.json -o b.{form}")).code(0);
        let [first, again] = ["a", "b"].map(|name| desk.path(&format!("{name}.{form}")));
        assert!(
            std::fs::read(first).unwrap() == std::fs::read(again).unwrap(),
            "{form}"
        );
    }
    assert!(desk.read_bytes("a.pdf").starts_with(b"%PDF-"));
    desk.ciyun("cloud a.json -o text.svg --svg-text").code(0);
    let text = desk.read("text.svg");
    assert!(text.contains("@font-face") && text.contains(">人脸识别</text>"));
    desk.ciyun("cloud a.json -o three.png --scale 3").code(0);
    assert_eq!(desk.read_bytes("three.png")[16..20], 4800u32.to_be_bytes());
}

#[test]
fn a_layout_takes_other_colours_and_keeps_its_places() {
    let desk = Desk::with("top.csv", TABLE);
    desk.ciyun("cloud top.csv -o a.json").code(0);
    desk.ciyun("cloud a.json -o b.json --background #101828 --color-by rank")
        .code(0);
    let (plain, dark) = (layout(&desk, "a.json"), layout(&desk, "b.json"));
    for field in ["x", "y", "font_size", "rotation"] {
        assert_eq!(of_words(&plain, field), of_words(&dark, field), "{field}");
    }
    assert_ne!(of_words(&plain, "color"), of_words(&dark, "color"));
    assert_eq!(dark["canvas"]["background"], "#101828");
    assert_eq!(dark["color_by"], "rank");
    let refused = desk
        .ciyun("cloud a.json -o c.json --seed 7 --lang zh")
        .code(2);
    assert!(refused.stderr().contains("--seed：现成的布局不再改动位置"));
    let pale = desk
        .ciyun("cloud a.json -o c.json --palette #cccccc")
        .code(2);
    assert!(
        pale.stderr().contains("expected at least 3"),
        "{}",
        pale.stderr()
    );
    assert!(!desk.path("c.json").exists());
}

#[test]
fn words_fill_the_shape_of_a_picture() {
    let desk = Desk::with("top.csv", TABLE);
    desk.put("disc.svg", DISC);
    desk.ciyun(
        "cloud top.csv -o a.json --mask disc.svg --mask-preview p.png --width 500 --height 500",
    )
    .code(0);
    assert!(desk.read_bytes("p.png").starts_with(b"\x89PNG"));
    let found = layout(&desk, "a.json");
    assert_eq!(found["shape"], "mask");
    assert_eq!(found["words"].as_array().unwrap().len(), TERMS.len());
    for word in found["words"].as_array().unwrap() {
        let at = |field: &str| word[field].as_f64().unwrap() - 250.0;
        assert!(at("x").hypot(at("y")) < 250.0, "{word}");
    }
    // The preview alone needs no input.
    desk.ciyun("cloud --mask disc.svg --mask-invert --mask-preview q.png")
        .code(0);
    assert_ne!(desk.read_bytes("p.png"), desk.read_bytes("q.png"));

    desk.put("blank.svg", DISC.replace("#336", "#fff"));
    let blank = desk
        .ciyun("cloud top.csv -o b.svg --mask blank.svg")
        .code(2);
    assert!(
        blank
            .stderr()
            .contains("blank.svg: no pixel is left for words")
    );
    let absent = desk
        .ciyun("cloud top.csv -o b.svg --mask none.png --lang zh")
        .code(2);
    assert!(
        absent.stderr().contains("none.png：读不了"),
        "{}",
        absent.stderr()
    );
    let both = desk
        .ciyun("cloud top.csv -o b.svg --mask disc.svg --shape star")
        .code(2);
    assert!(both.stderr().contains("cannot be used with"));
    let nothing = desk.ciyun("cloud top.csv -o b.svg --mask-invert").code(2);
    assert!(nothing.stderr().contains("say --mask FILE"));
    assert!(!desk.path("b.svg").exists());
}

#[test]
fn a_font_of_the_user_draws_what_it_has_and_the_embedded_one_the_rest() {
    let desk = Desk::with("top.csv", TABLE);
    let latin = font("CiyunTestLatin.ttf");
    let answer = desk
        .ciyun(&format!(
            "cloud top.csv -o a.json -o a.svg --font {latin} --lang zh"
        ))
        .code(0);
    assert!(
        answer
            .stderr()
            .contains("字体 Ciyun Test Latin 缺少 12 个字：人别卡录"),
        "{}",
        answer.stderr()
    );
    let found = layout(&desk, "a.json");
    assert_eq!(found["font"]["family"], "Ciyun Test Latin");
    assert_eq!(found["fallback"]["family"], "Ciyun Sans SC");
    // Redrawing needs the same font, and says so.
    let other = desk.ciyun("cloud a.json -o b.svg").code(2);
    assert!(
        other
            .stderr()
            .contains("the layout was made with \"Ciyun Test Latin\"")
    );
    desk.ciyun(&format!("cloud a.json -o b.svg --font {latin}"))
        .code(0);
    assert!(desk.read("a.svg") == desk.read("b.svg"));

    let pair = font("CiyunTestPair.ttc");
    desk.ciyun(&format!("cloud top.csv -o c.json --font {pair}#1"))
        .code(0);
    desk.ciyun(&format!("cloud top.csv -o d.json --font {pair}"))
        .code(0);
    let hash = |name: &str| layout(&desk, name)["font"]["sha256"].to_string();
    assert_ne!(hash("c.json"), hash("d.json"));
    for (option, said) in [
        (format!("--font {pair}#9"), "no face \"9\""),
        (
            format!("--font {}", desk.path("top.csv").display()),
            "expected an OpenType",
        ),
        (
            "--font-family Nowhere-Sans".to_owned(),
            "\"Nowhere-Sans\" is not installed",
        ),
        ("--font-weight 700".to_owned(), "it has one weight"),
    ] {
        let refused = desk
            .ciyun(&format!("cloud top.csv -o e.svg {option}"))
            .code(2);
        assert!(
            refused.stderr().contains(said),
            "{option}: {}",
            refused.stderr()
        );
    }
    assert!(!desk.path("e.svg").exists());
}

#[test]
fn a_run_repeats_its_picture_from_what_it_wrote() {
    let desk = Desk::with("corpus/a.csv", std::fs::read(sample()).unwrap());
    desk.put("disc.svg", DISC);
    desk.put(
        "latin.ttf",
        std::fs::read(font("CiyunTestLatin.ttf")).unwrap(),
    );
    desk.ciyun(
        "run corpus/a.csv -o out/one --mask disc.svg --mask-threshold 0.3 --font latin.ttf \
         --strategy semantic --preset dense --rule log --rotated 0.2 --minimum-px 6 --legend \
         --contour 2 --palette blue --color-by rank --seed 3 --width 700 --height 700",
    )
    .code(0);
    let manifest = layout(&desk, "out/one/manifest.json");
    assert_eq!(manifest["font"]["family"], "Ciyun Test Latin");
    assert_eq!(manifest["fallback_font"]["family"], "Ciyun Sans SC");
    let config = desk.read("out/one/ciyun.toml");
    assert!(
        config.contains("file = \"mask.svg\"") && config.contains("file = \"../../latin.ttf\"")
    );
    assert!(
        !config.contains(&desk.path("").display().to_string()),
        "{config}"
    );
    std::fs::remove_file(desk.path("disc.svg")).unwrap();
    desk.ciyun("run --config out/one/ciyun.toml -o out/two")
        .code(0);
    for name in [
        "wordcloud.json",
        "wordcloud.svg",
        "wordcloud.png",
        "ciyun.toml",
        "manifest.json",
    ] {
        assert!(
            desk.read_bytes(&format!("out/one/{name}"))
                == desk.read_bytes(&format!("out/two/{name}")),
            "{name}"
        );
    }
    desk.put(
        "latin.ttf",
        std::fs::read(font("CiyunTestVariable.ttf")).unwrap(),
    );
    let changed = desk
        .ciyun("run --config out/one/ciyun.toml -o out/three")
        .code(2);
    assert!(
        changed.stderr().contains("made with another version"),
        "{}",
        changed.stderr()
    );
    assert!(!desk.path("out/three").exists());
}

#[test]
fn groups_stand_side_by_side_under_their_names() {
    let table = "term,weight,group,score\n登录,40,甲,2.5\n闪退,30,甲,1\n登录,20,乙,-3\n方便,25,乙,-1\n好用,10,乙,-0.5\n";
    let desk = Desk::with("groups.csv", table);
    desk.ciyun("cloud groups.csv -o a.json --sides --color-by group --legend --lang zh")
        .code(0);
    let found = layout(&desk, "a.json");
    let words = found["words"].as_array().unwrap();
    assert_eq!(words.len(), 5);
    let middle = |group: &str| {
        let of_group = words.iter().filter(|word| word["group"] == group);
        let x: Vec<f64> = of_group.map(|word| word["x"].as_f64().unwrap()).collect();
        x.iter().sum::<f64>() / x.len() as f64
    };
    assert!((middle("甲") - middle("乙")).abs() > 400.0);
    let k = found["rule"]["k"].as_f64().unwrap();
    for word in words {
        let expected = k * word["weight"].as_f64().unwrap().sqrt();
        assert!((word["font_size"].as_f64().unwrap() / expected - 1.0).abs() < 1e-6);
    }
    let labels = found["labels"].as_array().unwrap();
    let texts: Vec<&str> = labels
        .iter()
        .map(|label| label["text"].as_str().unwrap())
        .collect();
    assert!(texts.contains(&"甲") && texts.contains(&"乙"), "{texts:?}");
    assert!(
        texts.iter().any(|text| text.contains("字号 ∝ √")),
        "{texts:?}"
    );
    desk.ciyun("cloud groups.csv -o b.json --color-by score")
        .code(0);
    let none = Desk::with("top.csv", TABLE);
    let refused = none
        .ciyun("cloud top.csv -o a.json --color-by group --lang zh")
        .code(2);
    assert!(
        refused.stderr().contains("没有词语带 group"),
        "{}",
        refused.stderr()
    );
}

#[test]
fn words_that_stand_together_need_comments() {
    let desk = Desk::with("top.csv", TABLE);
    let refused = desk
        .ciyun("cloud top.csv -o a.svg --strategy semantic --lang zh")
        .code(2);
    assert!(
        refused.stderr().contains("请给出评论"),
        "{}",
        refused.stderr()
    );
    desk.put("a.csv", std::fs::read(sample()).unwrap());
    desk.ciyun("cloud a.csv -o near.json --strategy semantic")
        .code(0);
    desk.ciyun("cloud a.csv -o plain.json").code(0);
    let (near, plain) = (layout(&desk, "near.json"), layout(&desk, "plain.json"));
    assert_eq!(near["strategy"], "semantic");
    assert_ne!(of_words(&near, "x"), of_words(&plain, "x"));
}
