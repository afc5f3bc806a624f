//! Texts about a run for people: the methods paragraph.

mod methods;

pub use methods::Methods;
