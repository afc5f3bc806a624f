//! The Chinese help of commands, what their options mean where it differs, and examples.

/// Chinese help and examples by the name of the subcommand; `""` is the program itself.
pub(crate) const COMMANDS: &[(&str, &str)] = &[
    (
        "",
        "把抓取的中文评论变成证据：词云、关键词表，以及每个数字的来历。",
    ),
    (
        "run",
        "主任务：评论 → 词云、表格、台账、清单，写入一个文件夹",
    ),
    ("count", "只要词频表，输出到屏幕或文件"),
    ("cloud", "由词频表或评论画词云"),
    (
        "robust",
        "高频词在多大程度上取决于各种选择：按全部组合重新计数",
    ),
    ("inspect", "看看程序如何理解输入；不写任何文件"),
    ("explain", "一个词去了哪里、为什么；或一条评论经过了什么"),
    ("compare", "比较各组评论：各组特有的词、效应量与检验"),
    ("kwic", "列出一个词的每次出现及其上下文"),
    (
        "network",
        "哪些词出现在同一条评论里：共现网络（Gephi 等可读）",
    ),
    ("sample", "分层抽取评论，写成供人工编码的表"),
    (
        "agree",
        "比较填好的编码表：编码者之间、与程序类别之间是否一致",
    ),
    ("discover", "从评论中找出被分词切碎的词，并列出证据"),
    ("init", "打印带注释、含全部默认值的 ciyun.toml"),
    ("completions", "打印命令行补全脚本"),
];

/// Values of `count` that differ from those of `cloud` and `run` in meaning.
pub(crate) const PER_COMMAND: &[(&str, &str, &str)] = &[
    (
        "run",
        "output",
        "结果文件夹 [默认：output/<第一个输入的名字>]",
    ),
    ("count", "output", "写入文件，而不是标准输出"),
    (
        "count",
        "format",
        "表格形式：table、csv、json、jsonl、md、xlsx [默认：按文件后缀；屏幕上为 table，否则为 csv]",
    ),
    (
        "inspect",
        "rules",
        "逐条规则列出它去除多少、各星多少、失去哪些词；停用的规则则试算",
    ),
    (
        "robust",
        "output",
        "写入 robust.csv、variants.csv、robust.json 的文件夹；不给则不写任何文件",
    ),
    (
        "robust",
        "weight",
        "词的排序依据：tf 词频，df 评论数 [默认：tf]",
    ),
    ("compare", "top", "每组显示多少个词，文件中列全 [默认：10]"),
    ("compare", "seed", "置换检验与图的随机种子 [默认：42]"),
    ("compare", "output", "存放各表与图的文件夹"),
    ("network", "top", "词数，取最常见的 [默认：50]"),
    ("network", "seed", "划分社群的随机种子 [默认：42]"),
    (
        "network",
        "output",
        "存放 network.gexf、network.graphml、nodes.csv、edges.csv 的文件夹",
    ),
    (
        "sample",
        "by",
        "按什么分层：app 应用、platform 平台、version 版本、region 地区、rating 评分、year 年、month 月、week 周、day 日、file 文件，或任一列的表头 [默认：有评分则按评分，否则不分层]",
    ),
    ("sample", "seed", "抽取的随机种子 [默认：42]"),
    (
        "sample",
        "output",
        "要写的编码表，.csv 或 .xlsx；程序的编码另存一份，如 sheet_key.csv，不交给编码者",
    ),
    (
        "agree",
        "by",
        "只比较 categories 类别或 polarity 倾向 [默认：两者]",
    ),
    (
        "agree",
        "output",
        "存放 agreement.csv、classification.csv、disagreements.csv 的文件夹",
    ),
    (
        "agree",
        "format",
        "标准输出上汇总表的形式：table、csv、json、jsonl、md、xlsx [默认：屏幕上为 table，否则为 csv]",
    ),
    ("kwic", "word", "要找的词，如词频表所列"),
    ("kwic", "top", "列出的行数 [默认：200]"),
    ("kwic", "output", "写入文件，而不是标准输出"),
    ("discover", "top", "列出的候选词数 [默认：200]"),
    ("discover", "output", "写入文件，而不是标准输出"),
    (
        "kwic",
        "format",
        "表格形式：table、csv、json、jsonl、md、xlsx [默认：按文件后缀；屏幕上为 table，否则为 csv]",
    ),
    (
        "discover",
        "format",
        "表格形式：table、csv、json、jsonl、md、xlsx [默认：按文件后缀；屏幕上为 table，否则为 csv]",
    ),
    ("inspect", "format", "报告的形式：text 或 json [默认：text]"),
    ("explain", "format", "说明的形式：text 或 json [默认：text]"),
    (
        "cloud",
        "output",
        "要写的文件，可多次给出（同一布局的多个文件），后缀决定形式：.svg、.png、.pdf 或 .json",
    ),
];

/// Examples by subcommand.
pub(crate) const EXAMPLES: &[(&str, &str)] = &[
    (
        "",
        "  ciyun run corpus/heilongjiang.csv\n  ciyun inspect comments.csv\n  ciyun run --help",
    ),
    (
        "run",
        "  ciyun run comments.csv\n  ciyun run scraped/ --text 内容 -o output/app --top 100\n  \
         ciyun run 'data/*.csv' --user-words words.txt --stopwords more.txt\n  \
         ciyun run --config output/comments/ciyun.toml -o output/again\n  \
         ciyun run comments.csv --ngrams 2-4",
    ),
    (
        "count",
        "  ciyun count comments.csv --top 20\n  ciyun count comments.jsonl --format csv > top.csv\n  \
         zcat comments.csv.gz | ciyun count - -o top.json\n  \
         ciyun count comments.csv --disable duplicate.text --enable column-filter='rating<=2'\n  \
         ciyun count comments.csv --ngrams 2 --ngram-order logdice\n  ciyun count comments.csv --pos n,v,a",
    ),
    (
        "cloud",
        "  ciyun cloud keywords.csv -o cloud.svg\n  ciyun cloud comments.csv -o cloud.png -o cloud.pdf --scale 3 --seed 7\n  \
         ciyun cloud output/comments/wordcloud.json -o dark.png --background '#101828' --color-by rank\n  \
         ciyun cloud keywords.csv -o heart.svg --shape heart --contour 3 --legend\n  \
         ciyun cloud keywords.csv -o logo.png --mask logo.png --mask-preview preview.png --font-family 'Noto Serif CJK SC'",
    ),
    (
        "robust",
        "  ciyun robust comments.csv\n  ciyun robust comments.csv --stopwords mine.txt -o output/robust\n  \
         ciyun robust comments.csv --vary min-chars=off,5,10 --vary dedupe=",
    ),
    (
        "inspect",
        "  ciyun inspect comments.csv\n  ciyun inspect scraped/ --encoding gbk\n  ciyun inspect comments.json --format json\n  ciyun inspect comments.csv --rules --enable min-chars=10",
    ),
    (
        "explain",
        "  ciyun explain 全省事 corpus/heilongjiang.csv\n  ciyun explain 全省事 comments.csv --no-builtin-words --topic none\n  \
         ciyun explain --row corpus/heilongjiang.csv:190",
    ),
    (
        "compare",
        "  ciyun compare corpus/provinces.csv --by app -o output/provinces\n  \
         ciyun compare comments.csv --target 'rating<=2' --reference 'rating>=4'\n  \
         ciyun compare comments.csv --by month --correction holm\n  ciyun compare before.csv after.csv --by file",
    ),
    (
        "network",
        "  ciyun network comments.csv -o output/network\n  ciyun network comments.csv --top 100 --min-edge 10 -o output/network",
    ),
    (
        "kwic",
        "  ciyun kwic 验证码 comments.csv --sort right\n  ciyun kwic 登[录陆]不上 comments.csv --regex --context 5t\n  \
         ciyun kwic 打不开 comments.csv --phrase --sort rating -o kwic.xlsx",
    ),
    (
        "sample",
        "  ciyun sample comments.csv -o sheet.csv\n  ciyun sample comments.csv -n 300 --coders 2 -o sheet.xlsx\n  \
         ciyun sample comments.csv --by month --allocation proportional --seed 7 -o sheet.csv --csv-bom",
    ),
    (
        "agree",
        "  ciyun agree sheet_1.csv sheet_2.csv\n  ciyun agree sheet_1.xlsx sheet_2.xlsx --key sheet_key.csv -o output/agreement\n  \
         ciyun agree sheet.csv --by categories --format csv",
    ),
    (
        "discover",
        "  ciyun discover comments.csv --top 50\n  ciyun discover comments.csv -o words.xlsx --accept words.txt\n  \
         ciyun run comments.csv --user-words words.txt",
    ),
    ("init", "  ciyun init > ciyun.toml"),
    (
        "completions",
        "  ciyun completions bash > /etc/bash_completion.d/ciyun",
    ),
];
