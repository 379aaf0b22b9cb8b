//! Holds that property tests draw the same cases for everybody who runs `cargo test`, see `.cargo/config.toml`.

use std::fs;
use std::path::Path;

use proptest::test_runner::{Config, RngSeed};

/// Returns the configurations of property tests in a text that say more than how many cases to draw. A seed of its own
/// would never draw others; failures kept elsewhere would not be found by the next run.
fn own_ways(text: &str) -> Vec<&str> {
    let configurations = text.lines().filter(|line| line.trim_start().starts_with("#![proptest_config("));
    configurations.filter(|line| !line.contains("(ProptestConfig::with_cases(")).collect()
}

fn check_folder(folder: &Path, properties: &mut usize) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            check_folder(&path, properties);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(own_ways(&text), Vec::<&str>::new(), "{}", path.display());
            *properties += text.matches("proptest! {\n").count();
        }
    }
}

#[test]
fn cases_are_drawn_from_the_seed_that_cargo_hands_over() {
    let seed = Config::default().rng_seed;
    assert_ne!(seed, RngSeed::Random, "run tests with cargo, inside the repository, or set PROPTEST_RNG_SEED");
}

#[test]
fn property_tests_say_no_more_than_how_many_cases_they_draw() {
    let mut properties = 0;
    for folder in ["src", "crates", "tests"] {
        check_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut properties);
    }
    assert!(properties > 10, "only {properties} property tests were looked at");
    let own = "    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]";
    assert_eq!(own_ways(own), [own]);
    assert_eq!(own_ways("    #![proptest_config(ProptestConfig::with_cases(24))]"), Vec::<&str>::new());
}
