use super::Desk;

#[test]
fn terms_that_share_comments_are_tied() {
    let comments = "评论内容\n登录失败，验证码收不到\n登录失败\n登录失败又闪退\n闪退好几次\n验证码收不到\n收不到验证码\n";
    let desk = Desk::with("a.csv", comments);
    let answer = desk.ciyun("network a.csv -o net --min-edge 3").code(0);
    assert!(
        answer.stderr().contains("1 edge of at least 3 comments"),
        "{}",
        answer.stderr()
    );
    let edges = desk.read("net/edges.csv");
    assert_eq!(edges.lines().count(), 2, "{edges}");
    assert!(
        edges.contains("验证码") && edges.contains("收不到"),
        "{edges}"
    );
    // G², PMI, NPMI, logDice and t stand beside the count.
    assert!(
        edges.starts_with(
            "Source,Target,Type,Weight,source_term,target_term,log_likelihood,pmi,npmi,log_dice,t\n"
        ),
        "{edges}"
    );
    for name in ["network.gexf", "network.graphml", "nodes.csv"] {
        assert!(
            desk.read(&format!("net/{name}")).contains("验证码"),
            "{name}"
        );
    }
    desk.ciyun("network a.csv -o again --min-edge 3 --threads 1")
        .code(0);
    assert!(desk.read("net/network.gexf") == desk.read("again/network.gexf"));
    assert!(
        desk.ciyun("network a.csv -o net")
            .code(2)
            .stderr()
            .contains("already exists")
    );
}

#[test]
fn a_window_ties_only_what_stands_near() {
    let comments = "评论内容\n登录以后页面总是闪退\n登录以后页面总是闪退了\n登录页面闪退\n";
    let desk = Desk::with("a.csv", comments);
    let ties = |arguments: &str| {
        let folder = arguments.replace(' ', "");
        let folder = format!("net{folder}");
        desk.ciyun(&format!("network a.csv -o {folder} -q {arguments}"))
            .code(0);
        desk.read(&format!("{folder}/edges.csv")).lines().count() - 1
    };
    assert_eq!(ties(""), 3);
    assert_eq!(ties("--window 2"), 3);
    // 登录 and 闪退 always have 页面 between them.
    assert_eq!(ties("--window 1"), 2);
}
