//! A file of words to go over and to give back.

use std::fmt::Write as _;

use super::{Discovery, WordCandidate};
use crate::language::Language::{self, Chinese, English};
use crate::table::format_real;

impl Discovery {
    /// The candidates as a list for the segmenter
    /// ([`UserLexicon`](crate::lexicon::UserLexicon)): a word a line, with what speaks for it in
    /// comments above. All words are in force until their lines are removed.
    #[must_use]
    pub fn accept_file(&self, language: Language) -> String {
        let mut file = match language {
            Chinese => "\
# 候选新词，由 ciyun discover 从评论中找出，尚待人工判断。
# 不是词的，删去其行（或在行首加“# ”）；留下的每行一词，词后可写权重与词性，如：全省事 nz
# 用法：ciyun run 评论.csv --user-words 本文件
# 每词上方的注释是证据：词频、评论数；凝固度与左右熵（比特）；现在的切法及次数；例句（个人信息已掩去）。
# 分享本文件前请删去例句。
"
            .to_owned(),
            English => "\
# Candidate words found in the comments by ciyun discover, to be judged by you.
# Remove the lines that are no words, or begin them with a hash and a blank. One word a line; a weight and a tag may follow: 全省事 nz
# To use it: ciyun run comments.csv --user-words THIS FILE
# The comments above each word are evidence: frequency and comments; cohesion and entropies in bits; how it is cut today and how often; quotations, masked.
# Take the quotations out before you share the file.
"
            .to_owned(),
        };
        for candidate in &self.candidates {
            file.push('\n');
            entry(&mut file, candidate, language);
        }
        file
    }
}

fn entry(file: &mut String, candidate: &WordCandidate, language: Language) {
    let WordCandidate {
        rank,
        term,
        tf,
        df,
        cut,
        cut_count,
        ..
    } = candidate;
    let [cohesion, left, right] = [
        candidate.cohesion,
        candidate.left_entropy,
        candidate.right_entropy,
    ]
    .map(format_real);
    let line = match language {
        Chinese => format!(
            "# {rank}  词频 {tf}，评论 {df}；凝固度 {cohesion}，左熵 {left}，右熵 {right}；{cut} {cut_count} 次"
        ),
        English => format!(
            "# {rank}  tf {tf}, df {df}; cohesion {cohesion}, entropies {left} and {right}; {cut} {cut_count} times"
        ),
    };
    file.push_str(&line);
    file.push('\n');
    for example in &candidate.examples {
        writeln!(file, "#    {}  {}", example.place, example.quote)
            .expect("writing to a string cannot fail");
    }
    file.push_str(term);
    file.push('\n');
}
