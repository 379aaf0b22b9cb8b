//! What nobody needs any more goes, and nothing else.

use std::fs;
use std::time::{Duration, SystemTime};

use super::{Home, hit, long_ago, set_time};

/// What stands in the cache folder before it is cleared away, and whether it stays.
struct Others<'a> {
    home: &'a Home,
    cases: Vec<(String, bool)>,
}

impl Others<'_> {
    fn add(&mut self, name: &str, hours: u64, stays: bool) {
        let path = self.home.path("cache/index").join(name);
        match name.strip_suffix(".files") {
            Some(_) => fs::write(&path, "").unwrap(),
            None => fs::create_dir_all(path.join("catalog")).unwrap(),
        }
        set_time(&path, hours_ago(hours));
        self.cases.push((name.to_owned(), stays));
    }

    fn stay_as_said(&self) {
        for (name, stays) in &self.cases {
            assert_eq!(self.home.path("cache/index").join(name).exists(), *stays, "{name}");
        }
    }
}

/// Returns the parts of the name of the only folder: place, program, and content.
fn parts_of_name(home: &Home) -> [String; 3] {
    let name = home.entries().pop().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
    name.split('-').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap()
}

const OTHER: &str = "0123456789abcdef";

#[test]
fn what_is_stale_goes_after_a_while_and_what_others_use_stays() {
    let home = Home::new("一語");
    home.see();
    let own = home.entries().pop().unwrap();
    let [place, program, content] = parts_of_name(&home);
    let mut others = Others { home: &home, cases: Vec::new() };
    others.add(&format!("{OTHER}-{program}-{content}"), 29 * 24, true);
    others.add(&format!("{OTHER}-{program}-{OTHER}"), 31 * 24, false);
    others.add(&format!("{OTHER}-{OTHER}-{content}"), 6 * 24, true);
    others.add(&format!("{OTHER}-{OTHER}-{OTHER}"), 8 * 24, false);
    // Two of the same folders: the one in use, and the one before.
    others.add(&format!("{place}-{program}-{OTHER}"), 1, false);
    others.add(&format!("{place}-{OTHER}-{OTHER}"), 2, false);
    others.add(&format!("{OTHER}.files"), 29 * 24, true);
    others.add(&format!("{program}.files"), 31 * 24, false);
    home.write("別語");
    home.see();
    others.stay_as_said();
    assert!(own.exists(), "it was used just now");
    set_time(&own, hours_ago(8 * 24));
    home.write("三語");
    home.see();
    assert!(!own.exists(), "the state before the last");
}

#[test]
fn what_is_stale_goes_once_a_day_where_nothing_is_made() {
    let home = Home::new("一語");
    home.see();
    let [place, program, _] = parts_of_name(&home);
    let mut others = Others { home: &home, cases: Vec::new() };
    others.add(&format!("{place}-{program}-{OTHER}"), 3, true);
    others.add(&format!("{place}-{program}-{program}"), 4, false);
    others.add(&format!("{OTHER}-{program}-{OTHER}"), 31 * 24, false);
    let own = home.path("cache/index").join(format!("{place}.files"));
    set_time(&own, long_ago());
    assert_eq!(home.see(), hit("一語"));
    assert!(others.cases.iter().all(|(name, _)| home.path("cache/index").join(name).exists()), "done today");
    set_time(&home.path("cache/index/cleared"), hours_ago(25));
    assert_eq!(home.see(), hit("一語"));
    others.stay_as_said();
    assert!(own.exists(), "it was used just now");
}

fn hours_ago(hours: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(clock_seconds() - hours * 3600)
}

fn clock_seconds() -> u64 {
    crate::clock::now().as_second().try_into().unwrap()
}
