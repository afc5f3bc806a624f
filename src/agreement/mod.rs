//! Whether two who read the same comments, people or the program's categories, see the same in
//! them: a sample to code by hand, agreement beyond chance, and precision and recall.

mod alpha;
mod classification;
mod codes;
mod disagreements;
mod kappa;
mod observed;
mod sample;

pub use alpha::krippendorff_alpha;
pub use classification::{
    Classification, WeightedClassification, classification, weighted_classification,
};
pub use codes::CodeTable;
pub use disagreements::{Disagreement, disagreements};
pub use kappa::{CohenKappa, cohen_kappa, fleiss_kappa};
pub use observed::observed_agreement;
pub use sample::{Allocation, Sample, Stratum, stratified_sample};
