//! Times as people read them: local, with the zone; one day for all commands and reports.

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";

fn run_in(here: &Surrounding, zone: &str, args: &[&str]) -> Ran {
    let mut command = here.command(args);
    command.env("TZ", zone);
    let ran = Ran::of(command);
    assert!(ran.code <= 1, "{args:?}: {}", ran.err);
    ran
}

#[test]
fn every_time_names_its_zone_and_documents_keep_theirs() {
    let here = Surrounding::new();
    here.write("a.txt", "a");
    here.run(&["mark", CLAUSE, "done", "--note", "確認"]);
    here.run(&["evidence", "add", "a.txt", CLAUSE]);
    for (zone, offset) in [("UTC", "+00:00"), ("Asia/Tokyo", "+09:00"), ("<-03>3", "-03:00")] {
        let lines: [&[&str]; 6] = [
            &["history", CLAUSE],
            &["show", CLAUSE],
            &["worklist", "list"],
            &["export", "markdown"],
            &["export", "html"],
            &["export", "csv"],
        ];
        for line in lines {
            let out = run_in(&here, zone, line).out;
            assert!(holds_time(&out, offset), "{zone} {line:?}: {out}");
            assert!(!out.contains("日本時間"), "{line:?}");
        }
        let history = run_in(&here, zone, &["history", CLAUSE, "--json"]).json().remove(0);
        assert!(history["entries"][0]["at"].as_str().unwrap().ends_with('Z'), "{history}");
        let report: serde_json::Value = serde_json::from_str(&run_in(&here, zone, &["export", "json"]).out).unwrap();
        assert!(report["made_at"].as_str().unwrap().ends_with('Z'), "{}", report["made_at"]);
    }
}

/// Whether a text holds a time like `2026-11-22 19:05 +09:00` with this offset.
fn holds_time(text: &str, offset: &str) -> bool {
    let is_time = |(at, _): (usize, &str)| {
        let start = text.get(at.saturating_sub("2026-11-22 19:05 ".len())..at + offset.len());
        start.is_some_and(|time| jiff::fmt::strtime::parse("%Y-%m-%d %H:%M %:z", time).is_ok())
    };
    text.match_indices(offset).any(is_time)
}

/// Where it is already tomorrow, a due date of the day before has passed, for the list of what is due and for the report.
#[test]
fn a_report_and_the_list_of_what_is_due_agree_on_the_day() {
    let here = Surrounding::new();
    for zone in ["<+14>-14", "<-12>12", "UTC"] {
        let today = run_in(&here, zone, &["due", "--json"]).json()[0]["today"].as_str().unwrap().to_owned();
        let day: jiff::civil::Date = today.parse().unwrap();
        for (due, is_overdue) in [(day.yesterday().unwrap(), true), (day, false)] {
            here.run(&["mark", CLAUSE, "todo", "--due", &due.to_string()]);
            let listed = run_in(&here, zone, &["due", "--json"]).json().remove(0);
            assert_eq!(listed["overdue"].as_array().unwrap().len(), usize::from(is_overdue), "{zone} {due}");
            let checked = run_in(&here, zone, &["check", "--json"]).json().remove(0);
            assert_eq!(checked["counts"]["overdue"], u64::from(is_overdue), "{zone} {due}");
            let report = run_in(&here, zone, &["export", "markdown"]).out;
            assert_eq!(report.contains("超過"), is_overdue, "{zone} {due}");
        }
    }
}
