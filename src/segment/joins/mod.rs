//! Tokens that mean something only together: negations with what they deny, verbs with their
//! potential complements.
//!
//! Once 不 is masked, 不方便 would count as 方便, a complaint as praise; 不上 without 登录 is no
//! word. The grammar is small and closed:
//!
//! * *Verb + complement*: a verb and a potential complement (不了, 不上去, 得了) of the list.
//! * *Negation + head*: 不, 没, 没有, 无, 未, 别 or a denied modal (不能, 无法) and the predicate
//!   directly after it; after 没, 没有 and 无 also a noun.
//! * *Negated degree + head*: 不太, 不是很, 没那么 and the predicate directly after it.
//!
//! Left alone: the words of the list that only look like these (不仅, 差不多, 没想到), questions of
//! the form A不A (能不能, 好不好用), and heads that are function words.

mod apply;
mod grammar;
mod parts_of_speech;

pub use grammar::JoinGrammar;
