//! What a run tells about ratings, time, place and authors.

use std::path::Path;

use super::Desk;

fn corpus(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name);
    std::fs::read(path).unwrap()
}

fn provinces() -> Desk {
    let desk = Desk::with("provinces.csv", corpus("provinces.csv"));
    desk.put("published_figures.csv", corpus("published_figures.csv"));
    desk
}

/// The cells of a table by the names of its columns.
fn column<'t>(table: &'t str, name: &str) -> Vec<&'t str> {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let place = header.iter().position(|found| *found == name);
    let place = place.unwrap_or_else(|| panic!("no {name} in {header:?}"));
    lines
        .map(|line| line.split(',').nth(place).unwrap())
        .collect()
}

#[test]
fn tables_and_charts_stand_where_the_columns_are() {
    let desk = provinces();
    let run = "run provinces.csv -o out --published published_figures.csv --lang zh";
    let said = desk.ciyun(run).code(0).stderr();
    assert!(said.contains("平均评分：全省事 2.80 [2.5"), "{said}");
    assert!(said.contains("公布 1.3"), "{said}");

    let ratings = desk.read("out/ratings.csv");
    assert_eq!(
        column(&ratings, "app"),
        ["全省事", "北京通", "浙里办", "粤省事", "随申办", ""]
    );
    assert_eq!(
        column(&ratings, "published_mean"),
        ["1.3", "4.4", "4.6", "2.4", "4.3", ""]
    );
    let rated: u64 = column(&ratings, "rated")[..5]
        .iter()
        .map(|n| n.parse::<u64>().unwrap())
        .sum();
    assert_eq!(rated, 725);
    let keywords = desk.read("out/keywords.csv");
    let words = desk.read("out/words_by_rating.csv");
    assert_eq!(column(&words, "term"), column(&keywords, "term"));
    // Counts by star add up to the comments with the term: all comments are rated.
    for line in words.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let n = |place: usize| cells[place].parse::<u64>().unwrap();
        assert_eq!(
            (0..5).map(|star| n(2 + 5 * star)).sum::<u64>(),
            n(1),
            "{line}"
        );
    }
    assert_eq!(column(&words, "df"), column(&keywords, "df"));
    assert!(column(&keywords, "authors").iter().all(|n| !n.is_empty()));

    let spread = desk.read("out/dispersion.csv");
    for parts in ["month", "platform", "version", "app", "authors"] {
        assert!(column(&spread, "parts").contains(&parts), "{parts}");
    }
    let timeline = desk.read("out/timeline.csv");
    assert_eq!(column(&timeline, "period")[0], "2021-01");
    let trends = desk.read("out/trends.csv");
    assert_eq!(column(&trends, "term"), column(&keywords, "term"));

    let methods = desk.read("out/methods.md");
    let directions = column(&trends, "direction");
    let n = |direction: &str| {
        directions
            .iter()
            .filter(|found| **found == direction)
            .count()
    };
    let (rising, falling) = (n("rising"), n("falling"));
    for said in [
        "评分：725 条评论有评分".to_owned(),
        "2000 次，种子 42".to_owned(),
        "从 2021-01 到 2023-05 按月分为 29 期".to_owned(),
        format!("上升 {rising} 个词，下降 {falling} 个"),
        "按月、平台、版本、应用、地区、作者分块计算 DP".to_owned(),
    ] {
        assert!(methods.contains(&said), "{said} in {methods}");
    }

    for name in [
        "keywords",
        "categories",
        "ratings",
        "words_by_rating",
        "timeline",
        "network",
    ] {
        let svg = desk.read(&format!("out/figures/{name}.svg"));
        assert!(
            svg.contains("role=\"img\"") && svg.contains("lang=\"zh-CN\""),
            "{name}"
        );
        let png = desk.read_bytes(&format!("out/figures/{name}.png"));
        assert!(png.starts_with(b"\x89PNG"), "{name}");
    }
}

#[test]
fn the_same_bytes_come_again_from_the_configuration_and_on_one_thread() {
    let desk = provinces();
    desk.ciyun("run provinces.csv -o out --published published_figures.csv --period week -q")
        .code(0);
    assert_eq!(
        desk.read("out/published_figures.csv").into_bytes(),
        corpus("published_figures.csv")
    );
    desk.ciyun("run --config out/ciyun.toml -o again --threads 1 -q")
        .code(0);
    for name in [
        "ratings.csv",
        "words_by_rating.csv",
        "dispersion.csv",
        "timeline.csv",
        "trends.csv",
        "figures/timeline.svg",
        "figures/words_by_rating.png",
        "manifest.json",
    ] {
        let both = ["out", "again"].map(|folder| desk.read_bytes(&format!("{folder}/{name}")));
        assert!(both[0] == both[1], "{name}");
    }
    assert!(desk.read("out/timeline.csv").contains(",2021-W01,"));
}

#[test]
fn comments_without_columns_have_neither() {
    let desk = Desk::with(
        "a.csv",
        "评论内容\n一直闪退打不开\n闪退好几次\n验证码收不到\n",
    );
    desk.ciyun("run a.csv -o out -q").code(0);
    for name in [
        "ratings.csv",
        "timeline.csv",
        "dispersion.csv",
        "figures/timeline.svg",
    ] {
        assert!(!desk.path(&format!("out/{name}")).exists(), "{name}");
    }
    assert!(desk.path("out/figures/keywords.svg").exists());
}

#[test]
fn weights_rank_and_size_the_terms() {
    let desk = provinces();
    let ranked = |weight: &str, of: &str| -> Vec<f64> {
        let table = desk
            .ciyun(&format!("count provinces.csv -q --weight {weight}"))
            .code(0)
            .stdout();
        let cells = column(&table, of).into_iter();
        cells.map(|cell| cell.parse().unwrap()).collect()
    };
    for (weight, of) in [
        ("tf", "tf"),
        ("df", "df"),
        ("tfidf", "tf_idf"),
        ("textrank", "text_rank"),
    ] {
        let values = ranked(weight, of);
        assert!(
            values.len() == 200 && values.is_sorted_by(|a, b| a >= b),
            "{weight}"
        );
    }
    desk.ciyun("run provinces.csv -o out -q --weight textrank --lang en")
        .code(0);
    let keywords = desk.read("out/keywords.csv");
    let layout: serde_json::Value = serde_json::from_str(&desk.read("out/wordcloud.json")).unwrap();
    let weight = layout["words"][0]["weight"].as_f64().unwrap();
    let expected: f64 = column(&keywords, "text_rank")[0].parse().unwrap();
    assert!((weight - expected).abs() < 1e-4, "{weight} {expected}");
    assert!(
        desk.read("out/methods.md")
            .contains("TextRank (Mihalcea and Tarau 2004")
    );
}

#[test]
fn a_term_of_every_comment_has_no_tf_idf_to_be_drawn_by() {
    let desk = Desk::with(
        "a.csv",
        "评论内容\n闪退严重\n闪退打不开\n闪退收不到验证码\n",
    );
    let answer = desk
        .ciyun("run a.csv -o out --weight tfidf --lang zh")
        .code(1);
    assert!(
        answer.stderr().contains("闪退 (权重为 0)"),
        "{}",
        answer.stderr()
    );
    assert!(desk.read("out/wordcloud.json").contains("no-weight"));
}

#[test]
fn figures_that_cannot_be_used_are_named_with_their_line() {
    let desk = provinces();
    let fails = |file: &str, text: &str, expected: [&str; 2]| {
        desk.put(file, text);
        for (language, expected) in ["en", "zh"].into_iter().zip(expected) {
            let run = format!("run provinces.csv -o out --published {file} --lang {language}");
            let said = desk.ciyun(&run).code(2).stderr();
            assert!(said.contains(expected), "{said}");
        }
    };
    fails(
        "bad.csv",
        "app,mean\n全省事,9\n",
        ["bad.csv:2: expected a mean from 1 to 5", "bad.csv:2："],
    );
    let gone = desk
        .ciyun("run provinces.csv -o out --published gone.csv")
        .code(2);
    assert!(gone.stderr().contains("gone.csv"), "{}", gone.stderr());
    desk.put(
        "years.csv",
        "评论内容,时间\n闪退,1995-01-01\n闪退,2023-01-01\n",
    );
    let said = desk
        .ciyun("run years.csv -o out --period day --lang zh")
        .code(2);
    assert!(
        said.stderr().contains("请用更长的时段"),
        "{}",
        said.stderr()
    );
}
