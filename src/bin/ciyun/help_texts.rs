//! The texts of the help: Chinese ones by the id of the argument, headings, examples. The English
//! texts are the doc comments of `args.rs` and its neighbours.

use ciyun::language::Bilingual;

/// Chinese help by the id of the argument; the English one stands in `args.rs`.
pub(crate) const ARGUMENTS: &[(&str, &str)] = &[
    ("licenses", "打印程序及内嵌字体的许可证"),
    ("config", "配置文件；命令行选项优先于它"),
    ("threads", "线程数，1 到 256 [默认：每核一个]；不影响结果"),
    (
        "lang",
        "提示与结果的语言：zh 或 en [默认：提示按 LANG，结果为中文]",
    ),
    ("force", "覆盖已有结果"),
    ("strict", "只要有行被跳过，退出码即为 1"),
    ("quiet", "只显示错误"),
    ("verbose", "逐一列出被跳过的行和所用词表"),
    ("no_progress", "不显示进度条"),
    (
        "input",
        "文件（可为 gz、zst、xz 压缩或 zip 压缩包，或 SQLite 数据库）、文件夹、通配符，或 - 表示标准输入",
    ),
    ("word", "要说明的词"),
    (
        "row",
        "不说明词，而说明一条评论：位置如台账所记，如 评论.csv:190",
    ),
    ("text", "评论所在列：表头名，或 #列号"),
    ("rating", "评分所在列"),
    ("time", "时间所在列"),
    ("id", "评论编号所在列"),
    ("author", "作者所在列"),
    ("app", "应用名所在列"),
    ("encoding", "全部输入的编码，如 gbk [默认：逐个文件识别]"),
    (
        "input_format",
        "全部输入的格式：csv、tsv、json、jsonl、text、xlsx、xls、ods 或 sqlite [默认：逐个文件识别]",
    ),
    (
        "utc_offset",
        "时间所用的时钟，没有时区的时间也按它理解 [默认：+08:00]",
    ),
    (
        "reference_date",
        "“3分钟前”这类相对时间从哪天（或哪一刻）往回算",
    ),
    ("keep_order", "按给出的顺序读取文件，而不是按文件名"),
    (
        "limit",
        "每个输入最多读多少，可多次给出：unpacked-bytes 解压后字节、cell-bytes 单元格字节、depth 嵌套层数、rows 行数、workbook-bytes 工作簿所占内存；可带 K、M、G [默认：unpacked-bytes=4G cell-bytes=1M depth=128 rows=200M workbook-bytes=1G]",
    ),
    ("stopwords", "追加的停用词表，每行一词"),
    ("no_builtin_stopwords", "不用自带的停用词表"),
    ("topic", "主题词表名，或 none [默认：按应用名一列自动选用]"),
    ("topic_words", "研究对象自身的词（从结果中去掉），每行一词"),
    (
        "user_words",
        "必定完整切出的词，每行：词 [权重 [词性]]、\"带空格的词\" 或 /正则/；给了权重的词由分词器决定",
    ),
    (
        "aliases",
        "归到另一个词计数的变体：CSV（variant,term[,kind]）或 TOML",
    ),
    ("no_builtin_aliases", "不用自带的异形词表"),
    ("no_builtin_words", "不用自带的政务领域词典"),
    (
        "categories",
        "评论类别及其词语（TOML 文件）：[login] 之下写 terms = [\"登录不上\"]",
    ),
    ("no_builtin_categories", "不用自带的投诉类别"),
    (
        "unknown_words",
        "分词遇到词典中没有的词：join 拼合，split 逐字切开 [默认：join]",
    ),
    (
        "vary",
        "除本次运行的取值外还试算哪些，可多次给出：stopwords 停用词、dedupe 去重、min-chars 最少字数、unknown-words 未登录词、single-char 屏蔽单字；= 后留空则只用本次的取值",
    ),
    (
        "persistence",
        "排序重叠度 RBO 的参数 p，大于 0 小于 1 [默认：0.9]",
    ),
    (
        "max_chars",
        "候选词最多几个字，2 到 20；一个拉丁字母词算一个字 [默认：6]",
    ),
    (
        "min_count",
        "候选词至少见于几条不同的评论，不少于 2 [默认：5]",
    ),
    ("accept", "另把候选词写成词表，改好后用 --user-words 给回"),
    (
        "enable",
        "启用一条规则，或给出其参数，如 min-chars=10、column-filter=rating<=2",
    ),
    ("disable", "停用一条规则"),
    (
        "pos",
        "只计这些词性的词（如 n,v,a），没有词性的词也保留：等于 --enable pos=n,v,a；ciyun --tags 列出全部词性",
    ),
    ("list", "列出全部规则及其在当前选项下的状态，然后结束"),
    ("rules", "列出全部规则及其状态，然后结束"),
    ("tags", "列出 --pos 可用的词性，然后结束"),
    (
        "ledger_detail",
        "把规则去除或改写的每条评论写入 CSV：改前与改后，个人信息已掩去",
    ),
    ("top", "列出并绘制的词数 [默认：200]"),
    (
        "window",
        "只连相距不超过 N 个计数词的词，1 为相邻 [默认：同一评论即相连]",
    ),
    (
        "published",
        "应用商店公布的评分（CSV：应用与均分，或各星人数），与评论的评分并列",
    ),
    (
        "period",
        "时间序列的时段：day、week 或 month [默认：至少有六个时段的最长者]",
    ),
    (
        "weight",
        "排序和字号依据：tf 词频，df 评论数，tfidf 词频×逆文档频率，textrank 同评论共现的中心性 [默认：tf]",
    ),
    (
        "ngrams",
        "列出相邻词语组成的 n 元组及其搭配强度：2、3、4 或范围，如 2-4",
    ),
    (
        "ngram_order",
        "n 元组的排序：weight 同 --weight，或 g2、pmi、npmi、logdice、t [默认：weight]",
    ),
    (
        "ngram_min",
        "n 元组的最少出现次数；出现再少，其搭配强度只是噪声 [默认：3]",
    ),
    ("width", "图宽，像素 [默认：1600]"),
    ("height", "图高，像素 [默认：1000]"),
    (
        "rule",
        "字号与频次的关系：sqrt 平方根、linear 正比、log 对数、rank 位次 [默认：sqrt]",
    ),
    (
        "layout",
        "由谁排布：ciyun，或 wordcloud-rs（须以同名 feature 构建） [默认：ciyun]",
    ),
    (
        "preset",
        "词与词的间距：readable 易读，dense 紧密（更满，但较难读） [默认：readable]",
    ),
    (
        "strategy",
        "词的位置：nearest 离中心最近、semantic 常在同一评论中的词相邻、spiral 沿螺线、rows 逐行排列 [默认：nearest]",
    ),
    (
        "shape",
        "词云外形：rectangle 矩形、rounded-rectangle 圆角矩形、ellipse 椭圆、circle 圆、heart 心形、speech-bubble 对话框、star 五角星 [默认：rectangle]",
    ),
    ("mask", "以图片（PNG 或 SVG）的形状为外形"),
    ("rotated", "竖排（左转 90°）的词所占比例，0 到 1 [默认：0]"),
    ("minimum_px", "最小字号，像素；更小的词列出而不画 [默认：8]"),
    (
        "font",
        "字体文件（TTF、OTF 或 TTC）；文件名后加 #1 取 TTC 中的第二个字体 [默认：程序内嵌字体]",
    ),
    ("font_family", "本机已安装的字体，按名字，如 宋体"),
    (
        "font_weight",
        "可变字体的粗细，如 700 为粗体 [默认：字体自定]",
    ),
    (
        "palette",
        "配色：ink、okabe-ito、blue、blue-orange、gray，或一种颜色，如 #1f5fa8 [默认：随 --color-by 而定]",
    ),
    (
        "color_by",
        "颜色表示什么：cycle 不表示、rank 位次、group 组别、score 得分 [默认：cycle]",
    ),
    ("legend", "在词云下方说明字号与颜色，语言随结果"),
    ("contour", "词云外围的线宽，像素 [默认：不画]"),
    ("sides", "各组的词分区摆放，而不混排"),
    (
        "mask_ink",
        "图片的哪一部分是形状：auto 自动（不透明处，或与边框颜色不同处）、opaque 不透明处、dark 深色处、light 浅色处 [默认：auto]",
    ),
    (
        "mask_threshold",
        "与底色相差多少才算形状，大于 0、不超过 1 [默认：0.5]",
    ),
    ("mask_invert", "词放在形状之外"),
    ("mask_preview", "画出可以放词的地方，存为 PNG"),
    (
        "by",
        "按什么分组：app 应用、platform 平台、version 版本、region 地区、rating 评分、year 年、month 月、week 周、day 日、file 文件，或任一列的表头",
    ),
    (
        "target",
        "满足条件的评论与其余评论相比，如 rating<=2、app=甲|乙、time>=2023-01",
    ),
    ("reference", "与 --target 合用：只与满足此条件的评论相比"),
    ("min_df", "词语至少出现在多少条评论中（各组合计） [默认：5]"),
    (
        "min_group",
        "多于两组时，一组至少有多少条评论才参与比较 [默认：20]",
    ),
    (
        "correction",
        "p 值的多重检验校正：bh、holm、bonferroni [默认：bh]",
    ),
    (
        "permutations",
        "按作者置换的次数；两组且有作者一列时才做 [默认：2000]",
    ),
    (
        "min_edge",
        "一条边的两个词至少共同出现在多少条评论中 [默认：3]",
    ),
    ("n", "抽取的评论数 [默认：200]"),
    (
        "allocation",
        "各层抽多少：equal 各层相同，proportional 按层的大小 [默认：equal]",
    ),
    (
        "coders",
        "编码者人数，1 到 9，每人一份相同的表：sheet_1.csv、sheet_2.csv…… [默认：1]",
    ),
    ("sheets", "填好的编码表，每位编码者一份；CSV 或工作簿"),
    (
        "key",
        "程序的编码，由 ciyun sample 写出 [默认：编码表旁的 sheet_key.csv 之类]",
    ),
    ("phrase", "按连续的字符查找，不管词的边界"),
    ("regex", "按正则表达式查找，如 登[录陆]不上"),
    (
        "context",
        "每侧显示多少字；加 t 则为多少个词，如 5t [默认：20]",
    ),
    (
        "sort",
        "行的次序：place 位置、left 上文、right 下文、time 时间、rating 评分 [默认：place]",
    ),
    ("svg_text", "SVG 中用可选中的文字并嵌入字体，而不用轮廓"),
    (
        "background",
        "背景：颜色如 #ffffff，或 transparent 透明 [默认：#ffffff]",
    ),
    ("seed", "布局随机选择的种子 [默认：42]"),
    ("csv_bom", "CSV 以 BOM 开头，供 Excel 识别"),
    ("scale", "PNG 相对布局的放大倍数 [默认：1]"),
    ("shell", "命令行外壳：bash、zsh、fish、powershell、elvish"),
];

/// Headings under which arguments stand, in both languages; all others are general.
pub(crate) const GROUPS: &[(Bilingual, &[&str])] = &[
    (
        Bilingual {
            zh: "输入",
            en: "Input",
        },
        &[
            "word",
            "row",
            "sheets",
            "key",
            "input",
            "text",
            "rating",
            "time",
            "id",
            "author",
            "app",
            "encoding",
            "input_format",
            "utc_offset",
            "reference_date",
            "keep_order",
            "limit",
        ],
    ),
    (
        Bilingual {
            zh: "词表",
            en: "Word lists",
        },
        &[
            "stopwords",
            "no_builtin_stopwords",
            "topic",
            "topic_words",
            "user_words",
            "aliases",
            "no_builtin_words",
            "no_builtin_aliases",
            "unknown_words",
            "categories",
            "no_builtin_categories",
        ],
    ),
    (
        Bilingual {
            zh: "规则",
            en: "Rules",
        },
        &[
            "enable",
            "disable",
            "pos",
            "list",
            "rules",
            "tags",
            "ledger_detail",
        ],
    ),
    (
        Bilingual {
            zh: "结果",
            en: "Results",
        },
        &[
            "n",
            "allocation",
            "coders",
            "vary",
            "persistence",
            "max_chars",
            "min_count",
            "top",
            "weight",
            "ngrams",
            "ngram_order",
            "ngram_min",
            "period",
            "published",
            "accept",
            "output",
            "format",
            "csv_bom",
        ],
    ),
    (
        Bilingual {
            zh: "词云",
            en: "Word cloud",
        },
        &[
            "width",
            "height",
            "rule",
            "layout",
            "preset",
            "strategy",
            "shape",
            "mask",
            "mask_ink",
            "mask_threshold",
            "mask_invert",
            "mask_preview",
            "contour",
            "sides",
            "rotated",
            "minimum_px",
            "background",
            "palette",
            "color_by",
            "legend",
            "font",
            "font_family",
            "font_weight",
            "seed",
            "scale",
            "svg_text",
        ],
    ),
];

pub(crate) const GENERAL: Bilingual = Bilingual {
    zh: "通用选项",
    en: "General options",
};
