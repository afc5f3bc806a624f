//! Sizes follow the rule that the file states.

use ciyun::cloud::{Cloud, SizeRule};
use serde_json::Value;

use crate::written::{Files, argument, attribute, laid_out, two_hundred};

fn number(value: &Value, name: &str) -> f64 {
    value[name].as_f64().unwrap()
}

fn expected(rule: &str, word: &Value) -> f64 {
    let weight = number(word, "weight");
    match rule {
        "sqrt" => weight.sqrt(),
        "linear" => weight,
        "log" => (1.0 + weight).ln(),
        "rank" => 1.0 / number(word, "rank").sqrt(),
        other => panic!("unknown rule {other}"),
    }
}

#[test]
fn sizes_in_json_and_svg_are_k_times_f() {
    for rule in [
        SizeRule::Sqrt,
        SizeRule::Linear,
        SizeRule::Log,
        SizeRule::Rank,
    ] {
        let layout = laid_out(Cloud::builder().rule(rule).minimum_px(1.0), &two_hundred());
        let files = Files::of(&layout);
        let file = files.json();
        let kind = file["rule"]["kind"].as_str().unwrap();
        let k = number(&file["rule"], "k");
        let words = file["words"].as_array().unwrap();
        let drawn = files.svg().words;
        assert_eq!((words.len(), drawn.len()), (200, 200), "{kind}");
        for (word, element) in words.iter().zip(&drawn) {
            let size = number(word, "font_size");
            assert!(
                (size / (k * expected(kind, word)) - 1.0).abs() <= 1e-6,
                "{word}"
            );
            assert_eq!(
                attribute(element, "data-term"),
                word["term"].as_str().unwrap()
            );
            // The embedded font has 1000 units per em.
            let scale = argument(element, "scale");
            assert!((1000.0 * scale / size - 1.0).abs() <= 1e-6, "{element}");
        }
        for pair in words.windows(2) {
            if pair[0]["weight"] == pair[1]["weight"] {
                assert_eq!(pair[0]["font_size"], pair[1]["font_size"]);
            }
        }
    }
}
