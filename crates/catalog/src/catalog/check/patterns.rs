//! The reference patterns (参照パターン): a slip in them would silently change what a worklist counts.

use std::collections::{HashMap, HashSet};

use crate::language::t;
use crate::model::{Also, Chapter, Id, Pattern, Volume};
use crate::tr;

use super::super::source::{Located, Origin};
use super::{Checker, GIST_MAX, PHRASE_MAX};

/// Where a record stands, and its id.
type At<'a> = (Origin, &'a str);

impl<'a> Checker<'a> {
    /// Checks the patterns themselves, and what volumes and chapters say about them.
    pub(super) fn check_patterns(&mut self) {
        let source = self.source;
        for record in &source.patterns {
            self.check_pattern((record.origin, &record.value.id), &record.value);
        }
        let mut chapters: HashMap<&str, Vec<&Located<Chapter>>> = HashMap::new();
        for chapter in &source.chapters {
            chapters.entry(&chapter.value.volume).or_default().push(chapter);
        }
        for volume in &source.volumes {
            let chapters = chapters.get(volume.value.id.as_str()).map_or(&[][..], Vec::as_slice);
            self.check_volume(volume, chapters);
        }
        self.check_items();
    }

    fn check_pattern(&mut self, at: At<'a>, pattern: &'a Pattern) {
        self.text(at, ("title", &pattern.title), PHRASE_MAX);
        self.link(at, "guideline", &pattern.guideline);
        for (field, places) in [("always", &pattern.always), ("simplifiable", &pattern.simplifiable)] {
            self.links(at, field, places);
            self.once(at, field, places);
        }
        let always: HashSet<&Id> = pattern.always.iter().collect();
        for place in pattern.simplifiable.iter().filter(|place| always.contains(place)) {
            self.find(at.0, at.1, tr!("{place} が always にも simplifiable にもあります。", place));
        }
        let volumes: Vec<Id> = pattern.volumes.iter().map(|row| row.volume.clone()).collect();
        self.once(at, "volumes", &volumes);
        let own = self.all_sources().flat_map(|source| &source.volumes).map(|volume| &volume.value);
        let own = own.filter(|volume| volume.guideline == pattern.guideline);
        let own: HashSet<&Id> = own.map(|volume| &volume.id).collect();
        for row in &pattern.volumes {
            self.text(at, ("what", &row.what), GIST_MAX);
            if !own.contains(&row.volume) && !self.unreadable.contains(row.volume.as_str()) {
                let message = tr!(
                    "volumes の {volume} という編は {guideline} にありません。",
                    volume = row.volume,
                    guideline = pattern.guideline
                );
                self.find(at.0, at.1, message);
            }
        }
    }

    /// Checks what a volume and its chapters carry. In a guideline with patterns either the volume says it for all
    /// chapters, or each chapter says its own: what is left out by mistake must not count for more or fewer facilities.
    fn check_volume(&mut self, record: &'a Located<Volume>, chapters: &[&'a Located<Chapter>]) {
        let volume = &record.value;
        let own = self.source.patterns.iter().map(|p| &p.value).filter(|p| p.guideline == volume.guideline);
        let known: Vec<&Id> = own.map(|pattern| &pattern.id).collect();
        self.carried((record.origin, &volume.id), "patterns", &volume.patterns, &known);
        for chapter in chapters {
            let at: At<'_> = (chapter.origin, &chapter.value.id);
            self.check_chapter(at, &chapter.value, &known);
            if !volume.patterns.is_empty() && !chapter.value.patterns.is_empty() {
                let place = self.source.place(record.origin);
                let message = tr!(
                    "patterns は編 {volume} にもあります({place})。どちらかだけに書いてください。",
                    volume = volume.id,
                    place
                );
                self.find(at.0, at.1, message);
            }
        }
        if known.is_empty() || !volume.patterns.is_empty() {
            return;
        }
        let silent: Vec<_> = chapters.iter().filter(|chapter| chapter.value.patterns.is_empty()).collect();
        let message = tr!("patterns がありません。{example} のように書いてください。", example = example(&known));
        if silent.len() == chapters.len() && !chapters.is_empty() {
            // One slip in the volume, not one in each of its chapters.
            return self.find(record.origin, &volume.id, message);
        }
        for chapter in silent {
            self.find(chapter.origin, &chapter.value.id, message.clone());
        }
    }

    fn check_chapter(&mut self, at: At<'a>, chapter: &'a Chapter, known: &[&Id]) {
        self.carried(at, "patterns", &chapter.patterns, known);
        let is_for_all = known.iter().all(|pattern| chapter.patterns.contains(pattern));
        if chapter.also.is_none() && !chapter.patterns.is_empty() && !is_for_all {
            self.find(
                at.0,
                at.1,
                t("also がありません。一部だけを参照するパターンがなければ also = [] と書いてください。").to_owned(),
            );
        }
        if !chapter.patterns_printed.is_empty() {
            self.text(at, ("patterns_printed", &chapter.patterns_printed), PHRASE_MAX);
        }
        for also in chapter.also.iter().flatten() {
            self.carried(at, "also の patterns", &also.patterns, known);
            self.once(at, "also の items", &also.items);
            self.once(at, "also の sections", &also.sections);
            self.check_also(at, chapter, also);
        }
    }

    fn check_also(&mut self, at: At<'a>, chapter: &'a Chapter, also: &'a Also) {
        if chapter.patterns.is_empty() {
            self.find(at.0, at.1, t("also は patterns のある章にだけ書けます。").to_owned());
        }
        if also.patterns.is_empty() || (also.items.is_empty() && also.sections.is_empty()) {
            self.find(at.0, at.1, t("also には patterns と、items か sections が要ります。").to_owned());
        }
        for pattern in also.patterns.iter().filter(|pattern| chapter.patterns.contains(pattern)) {
            self.find(at.0, at.1, tr!("also の patterns の {pattern} は、章の patterns にもうあります。", pattern));
        }
        let sections: HashSet<&String> = chapter.sections.iter().map(|section| &section.number).collect();
        for section in &also.sections {
            if !sections.contains(section) {
                self.find(at.0, at.1, tr!("also の sections の {section} という節は、この章にありません。", section));
            }
        }
    }

    /// Checks that the items that have further patterns are there.
    fn check_items(&mut self) {
        let source = self.source;
        let mut items: HashSet<(&str, &str)> = HashSet::new();
        if source.chapters.iter().any(|chapter| chapter.value.also.is_some()) {
            items.extend(source.clauses.iter().map(|one| (one.value.chapter.as_str(), one.value.item.as_str())));
        }
        for record in &source.chapters {
            let chapter = &record.value;
            let named = chapter.also.iter().flatten().flat_map(|also| &also.items);
            let is_there = |item: &str| !item.is_empty() && items.contains(&(chapter.id.as_str(), item));
            let missing: Vec<&String> = named.filter(|item| !is_there(item)).collect();
            let below = format!("{}.", chapter.id);
            // A clause that could not be read may be the one that is named here.
            if missing.is_empty() || self.unreadable.iter().any(|id| id.starts_with(&below)) {
                continue;
            }
            for item in missing {
                let message = tr!("also の items の {item} という項目は、この章にありません。", item);
                self.find(record.origin, &chapter.id, message);
            }
        }
    }

    /// Checks a list of patterns: each is one of the guideline, and stands there once.
    fn carried(&mut self, at: At<'a>, field: &str, patterns: &[Id], known: &[&Id]) {
        self.once(at, field, patterns);
        let right = if known.is_empty() {
            t("このガイドラインでは使えません。").to_owned()
        } else {
            let names = known.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(t("、"));
            tr!("使えるのは {names} です。", names)
        };
        for pattern in patterns {
            if !known.contains(&pattern) && !self.unreadable.contains(pattern.as_str()) {
                self.find(
                    at.0,
                    at.1,
                    tr!("{field} の {pattern} という参照パターンはありません。{right}", field, pattern, right),
                );
            }
        }
    }

    /// Checks that nothing stands twice in a list.
    fn once(&mut self, at: At<'a>, field: &str, values: &[String]) {
        let mut known = HashSet::new();
        for value in values.iter().filter(|value| !known.insert(*value)) {
            self.find(at.0, at.1, tr!("{field} に {value} が二度あります。", field, value));
        }
    }
}

/// Returns what the field looks like when it is right.
fn example(known: &[&Id]) -> String {
    let quoted: Vec<String> = known.iter().map(|id| format!("\"{id}\"")).collect();
    format!("patterns = [{}]", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::{Source, check};

    /// A guideline with two patterns, sound as it is.
    const SOUND: &str = r#"
[[guideline]]
id = "g"
title = "指針"
short = "指針"
publisher = "省"
provenance = { seen = "memory" }

[[volume]]
id = "g.a"
guideline = "g"
title = "甲編"
short = "甲"
patterns = ["I", "II"]

[[volume]]
id = "g.b"
guideline = "g"
title = "乙編"
short = "乙"

[[chapter]]
id = "g.a.1"
volume = "g.a"
title = "章"
provenance = { seen = "memory" }

[[chapter]]
id = "g.b.1"
volume = "g.b"
title = "章"
patterns = ["I", "II"]
patterns_printed = "Ⅰ、Ⅱ"
provenance = { seen = "memory" }

[[chapter]]
id = "g.b.2"
volume = "g.b"
title = "章"
patterns = ["I"]
patterns_printed = "Ⅰ なお①と2.1は、Ⅱも参照"
provenance = { seen = "memory" }

[[chapter.also]]
items = ["①"]
sections = ["2.1"]
patterns = ["II"]

[[chapter.sections]]
id = "g.b.2.s1"
number = "2.1"
provenance = { seen = "memory" }

[[clause]]
id = "g.b.2.1"
chapter = "g.b.2"
item = "①"
number = "①"
title = "題"
gist = "要約"
provenance = { seen = "memory" }

[[pattern]]
id = "I"
guideline = "g"
title = "院内"
always = ["g.a.1"]
simplifiable = ["g.b.1"]
provenance = { seen = "memory" }

[[pattern.volumes]]
volume = "g.a"
what = "すべて参照"

[[pattern]]
id = "II"
guideline = "g"
title = "クラウド"
provenance = { seen = "memory" }
"#;

    /// Returns what is found when the `nth` occurrence of a text is replaced, as `line: id message`.
    fn findings(from: &str, nth: usize, to: &str) -> Vec<String> {
        let (at, _) = SOUND.match_indices(from).nth(nth).unwrap_or_else(|| panic!("{from} {nth}"));
        let text = format!("{}{to}{}", &SOUND[..at], &SOUND[at + from.len()..]);
        let mut source = Source::default();
        let errors = source.read("x", &text);
        check(&source, &errors).iter().map(|finding| finding.to_string().split_off("x:".len())).collect()
    }

    #[test]
    fn what_is_sound_has_no_findings() {
        assert_eq!(findings("章", 0, "別の章"), [""; 0]);
    }

    /// Slips: what is replaced, which occurrence of it, by what, and what is found.
    const SLIPS: [(&str, usize, &str, &str); 22] = [
        // What cannot be read is told with its own line, all else with the line that its record starts on.
        (ALL, 1, "\"I、II\"", "32: g.b.1 \"I、II\" は使えません。[\"…\", \"…\"] のように並べて書いてください。"),
        (ALL, 1, "[\"I\", \"V\"]", "28: g.b.1 patterns の V という参照パターンはありません。使えるのは I、II です。"),
        (ALL, 0, "[\"Ⅰ\", \"II\"]", "9: g.a patterns の Ⅰ という参照パターンはありません。使えるのは I、II です。"),
        (ALL, 1, "[\"I\", \"I\"]", "28: g.b.1 patterns に I が二度あります。"),
        (ALL, 1, "[]", "28: g.b.1 patterns がありません。patterns = [\"I\", \"II\"] のように書いてください。"),
        (ALL, 0, "[]", "9: g.a patterns がありません。patterns = [\"I\", \"II\"] のように書いてください。"),
        ("\"Ⅰ、Ⅱ\"", 0, "\" \"", "28: g.b.1 patterns_printed が空です。"),
        (
            BOTH,
            0,
            "short = \"乙\"\npatterns = [\"I\"]",
            "29: g.b.1 patterns は編 g.b にもあります(x:16)。どちらかだけに書いてください。",
        ),
        ("[\"①\"]", 0, "[\"②\"]", "36: g.b.2 also の items の ② という項目は、この章にありません。"),
        ("[\"①\"]", 0, "[\"①\", \"①\"]", "36: g.b.2 also の items に ① が二度あります。"),
        ("[\"2.1\"]", 0, "[\"2.2\"]", "36: g.b.2 also の sections の 2.2 という節は、この章にありません。"),
        (PART, 0, "", "36: g.b.2 also がありません。一部だけを参照するパターンがなければ also = [] と書いてください。"),
        (SOME, 0, "", "36: g.b.2 also には patterns と、items か sections が要ります。"),
        ("[\"II\"]", 0, "[]", "36: g.b.2 also には patterns と、items か sections が要ります。"),
        (
            "[\"II\"]",
            0,
            "[\"V\"]",
            "36: g.b.2 also の patterns の V という参照パターンはありません。使えるのは I、II です。",
        ),
        ("[\"II\"]", 0, "[\"I\"]", "36: g.b.2 also の patterns の I は、章の patterns にもうあります。"),
        ("patterns = [\"I\"]", 0, "", "36: g.b.2 also は patterns のある章にだけ書けます。"),
        ("[\"g.b.1\"]", 0, "[\"g.a.1\"]", "63: I g.a.1 が always にも simplifiable にもあります。"),
        ("[\"g.b.1\"]", 0, "[\"g.b.9\"]", "63: I simplifiable の g.b.9 はどこにもありません。"),
        (ROW, 0, "volume = \"g.c\"\nwhat", "63: I volumes の g.c という編は g にありません。"),
        ("\"すべて参照\"", 0, "\"\"", "63: I what が空です。"),
        (ROW, 0, "sysun = \"全部\"\nwhat", "72: I sysun という項目は使えません。使えるのは volume, what です。"),
    ];
    const ALL: &str = r#"["I", "II"]"#;
    const BOTH: &str = "short = \"乙\"";
    const PART: &str = "[[chapter.also]]\nitems = [\"①\"]\nsections = [\"2.1\"]\npatterns = [\"II\"]\n";
    const SOME: &str = "items = [\"①\"]\nsections = [\"2.1\"]\n";
    const ROW: &str = "volume = \"g.a\"\nwhat";

    #[test]
    fn a_slip_is_told_where_it_stands() {
        for (from, nth, to, expected) in SLIPS {
            let found = findings(from, nth, to);
            assert!(found.iter().any(|finding| finding == expected), "{to}\n{found:#?}\n{expected}");
        }
    }

    #[test]
    fn one_slip_is_one_finding() {
        assert_eq!(findings(r#"patterns = ["I", "II"]"#, 0, "").len(), 1, "not one for each chapter of the volume");
        let unread = findings("item = \"①\"", 0, "items = \"①\"");
        assert!(unread.len() == 1 && unread[0].contains("items という項目は使えません"), "{unread:#?}");
        let unread = findings("title = \"クラウド\"", 0, "");
        assert!(unread.len() == 1 && unread[0].contains("title がありません"), "{unread:#?}");
    }
}
