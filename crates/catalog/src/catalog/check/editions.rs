//! Editions and what kinds of facilities inspect of them.

use std::collections::{HashMap, HashSet};

use crate::language::t;
use crate::model::Preset;
use crate::tr;

use super::ids::At;
use super::revisions::Places;
use super::{Checker, PHRASE_MAX, REMARK_MAX, TITLE_MAX};

impl<'a> Checker<'a> {
    /// Checks what took the place of guidelines and volumes, and that nothing comes back to where it began.
    pub(super) fn check_editions(&mut self) {
        let source = self.source;
        let guidelines =
            source.guidelines.iter().map(|r| ((r.origin, r.value.id.as_str()), r.value.successor.as_str()));
        let volumes = source.volumes.iter().map(|r| ((r.origin, r.value.id.as_str()), r.value.successor.as_str()));
        let replaced: Vec<(At<'a>, &str)> =
            guidelines.chain(volumes).filter(|(_, successor)| !successor.is_empty()).collect();
        let next: HashMap<&str, &str> = replaced.iter().map(|((_, id), successor)| (*id, *successor)).collect();
        let (places, circles) = (Places::of(self.all_sources()), circles(&next));
        for (at, successor) in &replaced {
            self.other(*at, "successor", successor);
            self.edition(*at, ("successor", successor), &places);
            if *successor != at.1 && circles.contains(at.1) {
                self.find(at.0, at.1, t("successor をたどると、この記録に戻ります。").to_owned());
            }
        }
        for record in &source.volumes {
            self.published((record.origin, &record.value.id), &record.value.published);
            if let Some(provenance) = &record.value.provenance {
                self.provenance((record.origin, &record.value.id), provenance);
            }
        }
    }

    /// Checks that a day is one, or a month or a year. Volumes are put in order by it.
    fn published(&mut self, at: At<'_>, published: &str) {
        if !published.is_empty() && !is_day(published) {
            let message = tr!(
                "published の「{published}」は 2026、2026-06、2026-06-29 のような年・年月・年月日で書いてください。",
                published
            );
            self.find(at.0, at.1, message);
        }
    }

    /// Checks that no preset is called what another one is: the one that stands first would be chosen.
    pub(super) fn check_preset_names(&mut self) {
        let source = self.source;
        let mut known: HashMap<String, &str> = HashMap::new();
        for record in &source.presets {
            let Preset { id, title, aliases, .. } = &record.value;
            for name in [id, title].into_iter().chain(aliases) {
                let other = *known.entry(name.trim().to_lowercase()).or_insert(id);
                if other != id {
                    let message = tr!(
                        "「{name}」は {other} の名前でもあります。選ばれるほうが決まらないので、改めてください。",
                        name,
                        other
                    );
                    self.find(record.origin, id, message);
                }
            }
        }
    }

    pub(super) fn check_presets(&mut self) {
        let source = self.source;
        let mut default = None;
        for record in &source.presets {
            let preset = &record.value;
            let at = (record.origin, preset.id.as_str());
            self.text(at, ("title", &preset.title), TITLE_MAX);
            self.text(at, ("what", &preset.what), REMARK_MAX);
            for alias in &preset.aliases {
                self.text(at, ("aliases", alias), PHRASE_MAX);
            }
            for id in &preset.counts {
                self.link(at, "counts", id);
                if self.table_of(id).is_some_and(|table| !matches!(table, "guidelines" | "volumes" | "chapters")) {
                    self.find(at.0, at.1, tr!("counts の {id} は、ガイドラインでも編でも章でもありません。", id));
                }
            }
            for newest in &preset.newest {
                self.record(at, ("newest", "guidelines", "ガイドライン"), &newest.guideline);
                self.sheets(at, &newest.guideline, &newest.sheets);
            }
            if preset.counts.is_empty() && preset.newest.is_empty() {
                self.find(at.0, at.1, t("counts も newest もありません。何を数えるかを書いてください。").to_owned());
            }
            let first = preset.is_default.then(|| default.replace(&preset.id)).flatten();
            if let Some(first) = first {
                self.find(at.0, at.1, tr!("default = true は {first} にもあります。一つだけにしてください。", first));
            }
        }
    }

    /// Checks that some edition of a guideline has a sheet of one of these titles.
    fn sheets(&mut self, at: At<'_>, guideline: &str, sheets: &[String]) {
        let volumes = self.all_sources().flat_map(|source| &source.volumes).map(|volume| &volume.value);
        let volumes: HashSet<&str> =
            volumes.filter(|volume| volume.guideline == guideline).map(|volume| volume.id.as_str()).collect();
        let mut chapters = self.all_sources().flat_map(|source| &source.chapters).map(|chapter| &chapter.value);
        let is_there =
            chapters.any(|chapter| volumes.contains(chapter.volume.as_str()) && sheets.contains(&chapter.title));
        if !sheets.is_empty() && !is_there {
            let titles = sheets.join(t("」「"));
            self.find(
                at.0,
                at.1,
                tr!("newest の sheets の「{titles}」という章は {guideline} にありません。", titles, guideline),
            );
        }
    }
}

/// Returns what comes back to itself.
fn circles<'a>(next: &HashMap<&'a str, &'a str>) -> HashSet<&'a str> {
    let mut circles = HashSet::new();
    // The walk that first came by each place.
    let mut walks: HashMap<&str, usize> = HashMap::new();
    for (walk, start) in next.keys().enumerate() {
        let mut end = *start;
        while let (None, Some(further)) = (walks.get(end), next.get(end)) {
            walks.insert(end, walk);
            end = further;
        }
        // It ended where it had come by before: from there on it goes round.
        if walks.get(end) == Some(&walk) {
            let round = std::iter::successors(Some(end), |place| next.get(place).copied());
            round.take_while(|place| circles.insert(*place)).for_each(drop);
        }
    }
    circles
}

/// Whether a text is a year, a month of one or a day of one: `2026`, `2026-06`, `2026-06-29`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u16>().ok()).flatten()
    };
    let is_month = |part: &str| number(part, 2).is_some_and(|month| (1..=12).contains(&month));
    match parts.as_slice() {
        [year] => number(year, 4).is_some(),
        [year, month] => number(year, 4).is_some() && is_month(month),
        [year, month, day] => {
            let (year, day) = (number(year, 4), number(day, 2));
            let most = |year: u16| match *month {
                "02" if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
                "02" => 28,
                "04" | "06" | "09" | "11" => 30,
                _ => 31,
            };
            is_month(month) && year.zip(day).is_some_and(|(year, day)| (1..=most(year)).contains(&day))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use crate::catalog::{Source, check};

    use super::{circles, is_day};

    #[test]
    fn only_what_comes_back_to_itself_is_in_a_circle() {
        for (ways, expected) in [
            (&["ab", "bc", "ca", "dc", "ed", "fg"][..], &["a", "b", "c"][..]),
            (&["aa", "ba"], &["a"]),
            (&["ab", "bc"], &[]),
            (&["ab", "ba", "cd", "dc", "ea"], &["a", "b", "c", "d"]),
        ] {
            let next: HashMap<&str, &str> = ways.iter().map(|way| way.split_at(1)).collect();
            assert_eq!(circles(&next).into_iter().collect::<BTreeSet<_>>(), expected.iter().copied().collect());
        }
    }

    #[test]
    fn a_day_of_publication_is_one() {
        for text in ["2026", "2026-06", "2026-06-29", "2024-02-29", "2000-02-29"] {
            assert!(is_day(text), "{text}");
        }
        for text in [
            "",
            "26",
            "2026/06",
            "2026-13",
            "2026-00",
            "2026-6",
            "2026-13-40",
            "2026-06-31",
            "2026-06-00",
            "2023-02-29",
            "2100-02-29",
            "2026-06-1",
            "2026-06-29-1",
            "令和8年6月",
            "２０２６",
            "+026",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }

    const SOUND: &str = include_str!("sound.toml");

    fn findings(text: &str) -> Vec<String> {
        let mut source = Source::default();
        let errors = source.read("a.toml", text);
        check(&source, &errors).into_iter().map(|finding| format!("{} {}", finding.id, finding.message)).collect()
    }

    /// Checks that what is sound is not so any more with one text in place of another, and what is told of it.
    fn assert_told((old, new, told): (&str, &str, &str)) {
        assert_eq!(SOUND.matches(old).count(), 1, "{old}");
        let found = findings(&SOUND.replace(old, new));
        assert!(found.iter().any(|one| one == told), "{told}\n{found:#?}");
    }

    #[test]
    fn what_is_sound_stays_so_and_every_slip_of_an_edition_is_told() {
        assert_eq!(findings(SOUND), [""; 0]);
        for slip in [
            (r#"successor = "g.r2""#, r#"successor = "g.r1""#, "g.r1 successor の g.r1 は、この記録自身です。"),
            (
                r#"successor = "g.r2""#,
                r#"successor = "g.a.1.1""#,
                "g.r1 successor の g.a.1.1 というガイドラインや編はありません。",
            ),
            (
                r#"short = "今年""#,
                "short = \"今年\"\nsuccessor = \"g.r1\"",
                "g.r1 successor をたどると、この記録に戻ります。",
            ),
            (r#", source = "省のページ""#, "", "g.r1 seen が partial なのに source がありません。"),
            (
                r#"published = "2026-06""#,
                r#"published = "2026/06""#,
                "g.r2 published の「2026/06」は 2026、2026-06、2026-06-29 のような年・年月・年月日で書いてください。",
            ),
            (
                r#"successor = "g.r2""#,
                r#"successor = "g""#,
                "g.r1 successor の g は版ではありません。版は g.r1、g.r2 です。",
            ),
            (
                r#"successor = "g.r2""#,
                r#"successor = "g.a""#,
                "g.r1 successor の g.a は版ではありません。版は g.r1、g.r2 です。",
            ),
        ] {
            assert_told(slip);
        }
    }

    #[test]
    fn every_slip_of_a_preset_is_told() {
        for slip in [
            (r#""g.r1.hosp"]"#, r#""g.r9"]"#, "hospital counts の g.r9 はどこにもありません。"),
            (
                r#""g.r1.hosp"]"#,
                r#""g.a.1.1"]"#,
                "hospital counts の g.a.1.1 は、ガイドラインでも編でも章でもありません。",
            ),
            (
                r#"{ guideline = "g","#,
                r#"{ guideline = "g.r1","#,
                "hospital newest の g.r1 はガイドラインではありません。",
            ),
            (
                r#"sheets = ["病院用"]"#,
                r#"sheets = ["薬局用"]"#,
                "hospital newest の sheets の「薬局用」という章は g にありません。",
            ),
            (r#"what = "病院は指針と病院用を見る。""#, r#"what = """#, "hospital what が空です。"),
        ] {
            assert_told(slip);
        }
    }

    #[test]
    fn one_preset_holds_if_nobody_chose() {
        let other = "[[preset]]\nid = \"b\"\ntitle = \"乙\"\ncounts = [\"g\"]\nwhat = \"乙\"\ndefault = true\n";
        let found = findings(&format!("{SOUND}\n{other}"));
        assert_eq!(found, ["b default = true は hospital にもあります。一つだけにしてください。"]);
    }

    #[test]
    fn no_preset_is_called_what_another_one_is() {
        for name in ["病院", "総合病院", " Hospital "] {
            for (title, aliases) in [(name, vec![]), ("乙", vec![name])] {
                let other = format!(
                    "[[preset]]\nid = \"b\"\ntitle = {title:?}\naliases = {aliases:?}\ncounts = [\"g\"]\nwhat = \"乙\"\n"
                );
                let found = findings(&format!("{SOUND}\n{other}"));
                let told = format!(
                    "b 「{name}」は hospital の名前でもあります。選ばれるほうが決まらないので、改めてください。"
                );
                assert_eq!(found, [told]);
            }
        }
        let itself = SOUND.replace(r#"aliases = ["総合病院"]"#, r#"aliases = ["総合病院", "病院"]"#);
        assert_eq!(findings(&itself), [""; 0]);
    }

    #[test]
    fn a_revision_may_have_the_id_of_the_clause_that_it_is_about_and_of_nothing_else() {
        let found = findings(&SOUND.replace("[[revision]]\nid = \"g.a.1.2\"", "[[revision]]\nid = \"g.a.1\""));
        assert!(found.iter().any(|one| one.contains("id が重なっています")), "{found:#?}");
    }
}
