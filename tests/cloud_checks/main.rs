//! The checks that a word cloud must pass, done from outside on the files that were written, with
//! other programs where one can judge.
//!
//! Tests that need such a program say so and pass where it is not installed, unless the variable
//! `CIYUN_CI` is 1.
#![cfg(all(feature = "cli", feature = "render", feature = "xlsx"))]
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

mod complete;
mod edges;
mod formats;
mod offline;
mod overlap;
mod picture;
mod programs;
mod readable;
mod same;
mod shapes;
mod sizes;
mod written;
