//! The two catalogs that tests look at: the bundled one, which is counted here and nowhere else, and the fixture.

mod asked;
mod bundled;
mod cloud;
mod fixture;
mod presets;
