use super::*;

fn table(header: &str) -> Sample {
    let cells = header
        .split(',')
        .map(|cell| cell.trim().to_owned())
        .collect();
    Sample::of_table(vec![cells], &ColumnChoice::default())
}

/// The fields chosen for a header, as `Field=column`.
fn mapping(header: &str) -> String {
    let columns = choose("a.csv", &table(header), &ColumnChoice::default()).unwrap();
    let fields = columns.fields.iter();
    fields
        .map(|(field, column, _)| format!("{field:?}={}", columns.header[*column]))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn headers_of_known_exports_are_mapped() {
    for (header, expected) in [
        // MediaCrawler: xhs, weibo, douyin, bilibili, kuaishou, tieba, zhihu, and after 2026-07.
        (
            "comment_id,create_time,ip_location,note_id,content,user_id,nickname,avatar,sub_comment_count,pictures,parent_comment_id,last_modify_ts,like_count",
            "Text=content Id=comment_id Time=create_time Author=nickname Likes=like_count Region=ip_location Parent=parent_comment_id",
        ),
        (
            "user_id,nickname,avatar,gender,profile_url,ip_location,comment_id,note_id,content,create_time,create_date_time,comment_like_count,sub_comment_count,parent_comment_id,last_modify_ts",
            "Text=content Id=comment_id Time=create_date_time Author=nickname Likes=comment_like_count Region=ip_location Parent=parent_comment_id",
        ),
        (
            "comment_id,create_time,ip_location,aweme_id,content,user_id,sec_uid,short_user_id,user_unique_id,user_signature,nickname,avatar,sub_comment_count,like_count,last_modify_ts,parent_comment_id,pictures",
            "Text=content Id=comment_id Time=create_time Author=nickname Likes=like_count Region=ip_location Parent=parent_comment_id",
        ),
        (
            "comment_id,parent_comment_id,create_time,video_id,content,user_id,nickname,sex,sign,avatar,sub_comment_count,last_modify_ts,like_count",
            "Text=content Id=comment_id Time=create_time Author=nickname Likes=like_count Parent=parent_comment_id",
        ),
        (
            "comment_id,create_time,video_id,content,user_id,nickname,avatar,sub_comment_count,last_modify_ts",
            "Text=content Id=comment_id Time=create_time Author=nickname",
        ),
        (
            "comment_id,parent_comment_id,content,user_link,user_nickname,user_avatar,tieba_id,tieba_name,tieba_link,publish_time,ip_location,sub_comment_count,note_id,note_url",
            "Text=content Id=comment_id Time=publish_time Author=user_nickname Region=ip_location Parent=parent_comment_id",
        ),
        (
            "comment_id,parent_comment_id,content,publish_time,ip_location,sub_comment_count,like_count,dislike_count,content_id,content_type,user_id,user_link,user_nickname,user_avatar",
            "Text=content Id=comment_id Time=publish_time Author=user_nickname Likes=like_count Region=ip_location Parent=parent_comment_id",
        ),
        (
            "comment_id,create_time,note_id,content,creator_hash,sub_comment_count,last_modify_ts,like_count",
            "Text=content Id=comment_id Time=create_time Author=creator_hash Likes=like_count",
        ),
        // weibo-search, weibo-crawler posts and comments, weiboSpider, crawl4weibo.
        (
            "id,bid,user_id,用户昵称,微博正文,头条文章url,发布位置,艾特用户,话题,转发数,评论数,点赞数,发布时间,发布工具,微博图片url,微博视频url,retweet_id,ip,user_authentication,会员类型,会员等级",
            "Text=微博正文 Id=id Time=发布时间 Author=用户昵称 Likes=点赞数 Region=ip Parent=retweet_id",
        ),
        (
            "id,bid,正文,头条文章url,原始图片url,视频url,Live Photo视频url,位置,日期,工具,点赞数,评论数,转发数,话题,@用户,完整日期,是否编辑过,编辑次数,是否原创,源用户id,源用户昵称,源微博id,源微博正文,源微博位置,源微博日期,源微博点赞数",
            "Text=正文 Id=id Time=完整日期 Likes=点赞数 Region=位置",
        ),
        (
            "id,weibo_id,created_at,user_screen_name,text,pic_url,like_count",
            "Text=text Id=id Time=created_at Author=user_screen_name Likes=like_count Parent=weibo_id",
        ),
        (
            "微博id,微博正文,头条文章url,原始图片url,微博视频url,发布位置,发布时间,发布工具,点赞数,转发数,评论数",
            "Text=微博正文 Id=微博id Time=发布时间 Likes=点赞数 Region=发布位置",
        ),
        (
            "id,text,created_at,source,user_id,user_screen_name,like_counts,reply_id,reply_text,pic_url",
            "Text=text Id=id Time=created_at Author=user_screen_name Likes=like_counts Parent=reply_id",
        ),
        (
            "user_name,created_at,attitudes_count,comments",
            "Text=comments Time=created_at Author=user_name Likes=attitudes_count",
        ),
        (
            "用户ID,评论内容,点赞数,发布时间,设备来源",
            "Text=评论内容 Time=发布时间 Author=用户ID Likes=点赞数",
        ),
        (
            "楼主ID,评论者ID,话题内容,评论内容,评论者昵称,评论日期,评论时间,回复量,点赞量",
            "Text=评论内容 Time=评论日期 Time=评论时间 Author=评论者昵称 Likes=点赞量",
        ),
        (
            "页码,微博id,微博bid,微博作者,发布时间,微博内容,转发数,评论数,点赞数",
            "Text=微博内容 Id=微博id Time=发布时间 Author=微博作者 Likes=点赞数",
        ),
        // App stores: npm and PyPI, Apple, then Google; 七麦; SerpApi.
        (
            "id,userName,userUrl,version,score,title,text,url,updated",
            "Text=text Id=id Title=title Rating=score Time=updated Author=userName Version=version",
        ),
        (
            "date,developerResponse,review,rating,isEdited,title,userName",
            "Text=review Title=title Rating=rating Time=date Author=userName Reply=developerResponse",
        ),
        (
            "id,date,user_name,title,content,rating,app_version",
            "Text=content Id=id Title=title Rating=rating Time=date Author=user_name Version=app_version",
        ),
        (
            "reviewId,userName,userImage,content,score,thumbsUpCount,reviewCreatedVersion,at,replyContent,repliedAt,appVersion",
            "Text=content Id=reviewId Rating=score Time=at Author=userName Version=reviewCreatedVersion Likes=thumbsUpCount Reply=replyContent",
        ),
        (
            "id,userName,userImage,date,score,scoreText,url,title,text,replyDate,replyText,version,thumbsUp",
            "Text=text Id=id Title=title Rating=score Time=date Author=userName Version=version Likes=thumbsUp Reply=replyText",
        ),
        (
            "发表时间,作者,评级,标题,内容",
            "Text=内容 Title=标题 Rating=评级 Time=发表时间 Author=作者",
        ),
        (
            "position,id,title,text,rating,review_date,reviewed_version,author.name,author.link",
            "Text=text Id=id Title=title Rating=rating Time=review_date Author=author.name Version=reviewed_version",
        ),
        // Bilibili scripts, 小红书, 抖音, shops, letters to the government.
        (
            "序号,用户名,性别,评论内容,评论时间,点赞数,IP属地,个性签名,头像",
            "Text=评论内容 Time=评论时间 Author=用户名 Likes=点赞数 Region=IP属地",
        ),
        (
            "用户名称,用户性别,评论内容,点赞数,评论回复",
            "Text=评论内容 Author=用户名称 Likes=点赞数",
        ),
        (
            "Uname,Sex,Content,Rpid,Oid,Bvid,Mid,Parent,Ctime,Like,Location",
            "Text=Content Id=Rpid Time=Ctime Author=Uname Likes=Like Region=Location Parent=Parent",
        ),
        (
            "user_info_user_id,comment_type,user_info_nickname,content,create_time,like_count,sub_comment_count,ip_location,pictures",
            "Text=content Time=create_time Author=user_info_nickname Likes=like_count Region=ip_location",
        ),
        (
            "昵称,点赞数,时间,评论",
            "Text=评论 Time=时间 Author=昵称 Likes=点赞数",
        ),
        (
            "数据ID,用户ID,商品ID,评论时间戳,评论标题,评论内容,评分",
            "Text=评论内容 Id=数据ID Title=评论标题 Rating=评分 Time=评论时间戳 Author=用户ID",
        ),
        (
            "ID,平台,用户昵称,用户等级,评论内容,评分,日期,SKU,追加评论,追加日期,有图片,商家回复",
            "Text=评论内容 Id=ID Rating=评分 Time=日期 Author=用户昵称 Platform=平台 Reply=商家回复",
        ),
        (
            "留言编号,留言用户,留言主题,留言时间,留言详情,反对数,点赞数,答复意见,答复时间",
            "Text=留言详情 Id=留言编号 Title=留言主题 Time=留言时间 Author=留言用户 Likes=点赞数 Reply=答复意见",
        ),
        // The user's level in Bilibili's parallel arrays is no rating.
        ("date,level,text,like", "Text=text Time=date Likes=like"),
        // Play Console; Apple's feed.
        (
            "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,Review Submit Millis Since Epoch,Review Last Update Date and Time,Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Text,Review Link",
            "Text=Review Text Title=Review Title Rating=Star Rating Time=Review Submit Date and Time App=Package Name Version=App Version Name Reply=Developer Reply Text",
        ),
        (
            "author.uri.label,author.name.label,author.label,updated.label,im:rating.label,im:version.label,id.label,title.label,content.label,im:voteSum.label,im:voteCount.label",
            "Text=content.label Id=id.label Title=title.label Rating=im:rating.label Time=updated.label Author=author.name.label Version=im:version.label Likes=im:voteSum.label",
        ),
        (
            "index,reviewbody,star,location_traffic",
            "Text=reviewbody Rating=star",
        ),
    ] {
        assert_eq!(mapping(header), expected, "{header}");
    }
}

#[test]
fn bytes_around_a_header_do_not_matter() {
    assert_eq!(
        mapping("\u{feff} Review_Body ,STAR"),
        "Text=Review_Body Rating=STAR"
    );
}

/// Rows of a number, a short constant text and a long changing one.
fn collected() -> Vec<Vec<String>> {
    let row = |n: usize| {
        let text = format!("这是第{n}条评论，软件很好用");
        vec![n.to_string(), "某某软件官方店铺".to_owned(), text]
    };
    (1..=200).map(row).collect()
}

#[test]
fn without_a_known_header_the_content_decides() {
    let mut rows = collected();
    let choice = ColumnChoice::default();
    let headless = Sample::of_table(rows.clone(), &choice);
    let columns = choose("a.csv", &headless, &choice).unwrap();
    assert_eq!(columns.header, ["字段1", "字段2", "字段3"]);
    assert_eq!(columns.origin, HeaderOrigin::Numbered);
    assert_eq!(columns.fields, [(Field::Text, 2, ChosenBy::Content)]);

    rows.insert(
        0,
        ["字段1", "字段2_链接", "字段3_文本"]
            .map(str::to_owned)
            .to_vec(),
    );
    let columns = choose("a.csv", &Sample::of_table(rows.clone(), &choice), &choice).unwrap();
    assert_eq!(columns.origin, HeaderOrigin::File);
    assert_eq!(columns.fields, [(Field::Text, 2, ChosenBy::Content)]);

    // The operator's answers are long and different, too, but not comments.
    rows[0] = ["编号", "店铺", "答复意见"].map(str::to_owned).to_vec();
    let error = choose("a.csv", &Sample::of_table(rows, &choice), &choice).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.csv: no column with comments; expected a header such as 评论内容, 评价内容, 留言详情, \
         留言内容, 内容, 微博正文, or a column of mostly different Chinese texts; found 编号, 店铺, \
         答复意见; name the column with --text"
    );
}

#[test]
fn a_rank_export_holds_no_comments() {
    let apps = [
        ("微信", "深圳市腾讯计算机系统有限公司", "社交"),
        ("抖音", "北京微播视界科技有限公司", "摄影与录像"),
        ("支付宝", "支付宝（中国）网络技术有限公司", "财务"),
        ("拼多多 - 多实惠,多乐趣", "上海寻梦信息技术有限公司", "购物"),
        ("高德地图", "高德软件有限公司", "导航"),
        ("中国工商银行", "中国工商银行股份有限公司", "财务"),
    ];
    let mut rows = vec![
        ["排名", "应用名称", "公司", "分类", "评分"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for (index, (app, company, class)) in apps.into_iter().enumerate() {
        rows.push(
            [&(index + 1).to_string(), app, company, class, "4.9"]
                .map(str::to_owned)
                .to_vec(),
        );
    }
    let choice = ColumnChoice::default();
    let error = choose("a.csv", &Sample::of_table(rows, &choice), &choice).unwrap_err();
    let said = error.to_string();
    assert!(
        said.contains("no column with comments; expected a header such as 评论内容"),
        "{said}"
    );
    assert!(
        said.contains("found 排名, 应用名称, 公司, 分类, 评分"),
        "{said}"
    );
}

#[test]
fn the_users_choice_comes_first_and_must_exist() {
    let sample = table("id,title,content,备注");
    let with = |text: &str| ColumnChoice {
        text: Some(text.to_owned()),
        ..ColumnChoice::default()
    };
    for asked in ["备注", "#4"] {
        let columns = choose("a.csv", &sample, &with(asked)).unwrap();
        assert_eq!(columns.fields[0], (Field::Text, 3, ChosenBy::Option));
    }
    let title = choose("a.csv", &sample, &with("title")).unwrap();
    assert_eq!(
        title.fields,
        [
            (Field::Text, 1, ChosenBy::Option),
            (Field::Id, 0, ChosenBy::Name)
        ]
    );
    for asked in ["评论", "#5", "#0"] {
        let error = choose("a.csv", &sample, &with(asked))
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            format!("a.csv: no column {asked:?}; found id, title, content, 备注")
        );
    }
}
