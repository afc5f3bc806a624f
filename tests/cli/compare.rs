use std::path::Path;

use super::Desk;

fn provinces() -> Desk {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/provinces.csv");
    Desk::with("provinces.csv", std::fs::read(path).unwrap())
}

#[test]
fn groups_of_a_field_get_tables_and_a_picture() {
    let desk = provinces();
    let answer = desk.ciyun("compare provinces.csv --by app -o out").code(0);
    let said = answer.stdout();
    assert!(
        said.contains("p-values are of exact tests on comments"),
        "{said}"
    );
    for app in ["北京通", "随申办", "浙里办", "粤省事", "全省事"] {
        assert!(said.contains(&format!("\n{app} (")), "{app}");
    }
    let groups = desk.read("out/groups.csv");
    assert_eq!(groups.lines().count(), 6, "{groups}");
    // The comments of all groups are those of the file.
    let documents = groups
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).unwrap());
    let documents: u64 = documents.map(|n| n.parse::<u64>().unwrap()).sum();
    assert_eq!(documents, 725);
    let keyness = desk.read("out/keyness.csv");
    assert!(keyness.starts_with("group,rank,term,df,documents,df_rest,documents_rest,share,"));
    assert!(
        keyness
            .lines()
            .any(|line| line.starts_with("随申办,1,随申码,")),
        "{keyness}"
    );
    assert!(desk.read("out/heterogeneity.csv").lines().count() > 100);
    let svg = desk.read("out/compare.svg");
    assert!(svg.contains("data-term=\"随申码\"") && svg.contains("data-group=\"随申办\""));
    // The same bytes at any number of threads.
    desk.ciyun("compare provinces.csv --by app -o again --threads 1")
        .code(0);
    for name in [
        "groups.csv",
        "keyness.csv",
        "heterogeneity.csv",
        "compare.svg",
        "compare.png",
    ] {
        assert!(
            desk.read_bytes(&format!("out/{name}")) == desk.read_bytes(&format!("again/{name}")),
            "{name}"
        );
    }
}

#[test]
fn conditions_columns_and_files_make_groups_too() {
    let desk = provinces();
    let stars = desk
        .ciyun("compare provinces.csv --target rating<=2 --reference rating>=4")
        .code(0);
    assert!(
        stars.stdout().contains("\nrating<=2 (363 comments)"),
        "{}",
        stars.stdout()
    );
    assert!(stars.stdout().contains("73 comments have no group"));
    assert!(stars.stdout().contains("p_author permutes by author"));
    let column = desk
        .ciyun("compare provinces.csv --by 应用 --lang zh")
        .code(0);
    assert!(
        column.stdout().contains("\n随申办（140 条评论）"),
        "{}",
        column.stdout()
    );
    let month = desk.ciyun("compare provinces.csv --by year").code(0);
    assert!(month.stdout().contains("\n2022 ("), "{}", month.stdout());
    desk.put("a.csv", "评论内容\n一直闪退打不开\n闪退好几次\n");
    desk.put("b.csv", "评论内容\n办事方便\n查询很方便\n");
    let files = desk
        .ciyun("compare a.csv b.csv --by file --min-df 1")
        .code(0);
    assert!(
        files.stdout().contains("\na.csv (2 comments)"),
        "{}",
        files.stdout()
    );
}

#[test]
fn what_is_no_comparison_is_said_before_anything_is_written() {
    let desk = provinces();
    for (arguments, said) in [
        ("--by 省份", "no column"),
        ("--target stars", "expected a condition such as"),
        ("--by app --target rating<=2", "cannot be used with"),
        ("", "required"),
        ("--by day", "expected at most 100"),
    ] {
        let answer = desk
            .ciyun(&format!("compare provinces.csv {arguments} -o out"))
            .code(2);
        assert!(
            answer.stderr().contains(said),
            "{arguments}: {}",
            answer.stderr()
        );
        assert!(!desk.path("out").exists(), "{arguments}");
    }
    desk.put("one.csv", "应用,评论内容\n甲,闪退\n甲,打不开\n");
    let one = desk.ciyun("compare one.csv --by app --lang zh").code(2);
    assert!(
        one.stderr().contains("有评论的组只有 1 个"),
        "{}",
        one.stderr()
    );
}

#[test]
fn two_groups_stand_side_by_side_and_small_groups_are_named() {
    let desk = provinces();
    desk.ciyun(
        "compare provinces.csv --target rating<=2 --reference rating>=4 -o two -q --lang zh",
    )
    .code(0);
    let svg = desk.read("two/pyramid.svg");
    assert!(svg.contains("两组的关键词"), "no title");
    assert!(desk.read_bytes("two/pyramid.png").starts_with(b"\x89PNG"));
    let keyness = desk.read("two/keyness.csv");
    let header = keyness.lines().next().unwrap();
    assert!(
        header.ends_with(",tf,tf_rest,g2_tokens,chi2_tokens"),
        "{header}"
    );
    let said = desk
        .ciyun("compare provinces.csv --by app --min-group 140 -o five --lang en")
        .code(0)
        .stdout();
    assert!(
        said.contains("with too few comments (see --min-group): 北京通 138"),
        "{said}"
    );
    assert!(!desk.path("five/pyramid.svg").exists());
    assert_eq!(desk.read("five/groups.csv").lines().count(), 5);
}
