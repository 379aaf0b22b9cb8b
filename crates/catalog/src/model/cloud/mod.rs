//! The cloud's half: what Microsoft does, what customers can use, and which offers include it.

mod availability;
mod licence;
mod measure;
mod product;
mod report;

pub use availability::{Availability, Service, ServiceAvailability};
pub use licence::{Extent, Grant, Licence};
pub use measure::{Citation, DocumentKind, Measure, MeasureEvidence, Use};
pub use product::{Capability, Product, ProductKind, Side};
pub use report::{Access, AuditReport};
