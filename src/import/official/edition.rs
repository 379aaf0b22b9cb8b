//! Which guideline, edition and volume a document is.

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::model::{Guideline, Id, Volume};

use super::super::official_files::official_file;
use super::super::reading::NotRead;
use super::layout::squeezed;

/// What a document is.
#[derive(Debug)]
pub(super) struct Target<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// The volume, whether the catalog holds it or not.
    pub volume: Id,
    /// Its printed title.
    pub title: String,
    /// The same volume of the edition before, if the catalog holds it.
    pub before: Option<(&'a Guideline, &'a Volume)>,
    /// Whether the document says that it is a draft.
    pub is_draft: bool,
}

const HINT: &str = "ガイドラインの各編の PDF か、それを `pdftotext -layout` で文字にしたファイルを指定してください。";

/// How far from the title of a guideline the title of a document goes on, in characters.
const ANSWERS: usize = 40;

impl<'a> Target<'a> {
    /// Returns what a document is: by the SHA-256 of its file, else by what its first pages say.
    ///
    /// # Errors
    ///
    /// If it is no guideline, or one that the catalog does not know.
    pub(super) fn of(catalog: &'a Catalog, sha256: &str, front: &str) -> Result<Self, NotRead> {
        if let Some(file) = official_file(sha256)
            && let Some(guideline) = catalog.guideline(&file.guideline)
        {
            let (volume, title) = (file.volume.clone(), file.title.clone());
            return Ok(Self { guideline, before: before(catalog, guideline, &title), volume, title, is_draft: false });
        }
        let guideline = guideline(catalog, front)?;
        if is_answers(catalog, guideline, front) {
            return Err(NotRead::OfNoUse(tr!(
                "{document}の Q&A です。取り込めるのは、本文の各編です。",
                document = name(guideline)
            )));
        }
        if front.starts_with("別紙") {
            return Err(NotRead::OfNoUse(tr!(
                "{document}の別紙です。取り込めるのは、本編です。",
                document = name(guideline)
            )));
        }
        let title = volume(catalog, guideline, front).ok_or_else(|| {
            let document = name(guideline);
            NotRead::Wrong(tr!("{document}の、どの編か分かりません。表紙に編の名前がありません。", document), t(HINT))
        })?;
        let before = before(catalog, guideline, &title);
        let own = volumes(catalog, guideline).find(|volume| volume.title == title).map(|volume| volume.id.clone());
        let of_before = || before.map(|(other, volume)| volume.id.replacen(&other.id, &guideline.id, 1));
        let volume = own.or_else(of_before).unwrap_or_else(|| format!("{}.main", guideline.id));
        let is_draft = front.contains(&format!("{}版(案)", squeezed(&guideline.edition)));
        Ok(Self { guideline, volume, title, before, is_draft })
    }

    /// Returns how it is called: `厚労省 第7.0版 システム運用編`.
    pub(super) fn name(&self) -> String {
        format!("{} {}", name(self.guideline), self.title)
    }

    /// Whether a worklist counts this edition as it is, without a document.
    pub(super) const fn is_held(&self) -> bool {
        self.guideline.inspected && !self.guideline.by_choice
    }

    /// Returns how ids of its records begin: `mhlw7.sysun`, `meti20`.
    pub(super) fn prefix(&self) -> &str {
        // The main part of a guideline has none of its own.
        if self.is_single_volume() { &self.guideline.id } else { &self.volume }
    }

    /// Whether its units are sections of every depth, because the whole document has no items.
    pub(super) fn is_single_volume(&self) -> bool {
        self.volume.ends_with(".main")
    }
}

/// Returns the name of a guideline: `厚労省 第7.0版`.
pub(super) fn name(guideline: &Guideline) -> String {
    let Guideline { short, edition, .. } = guideline;
    format!("{} 第{edition}版", short.strip_suffix(edition.as_str()).unwrap_or(short))
}

/// Returns the title of a guideline without its edition, as it is compared.
fn base(guideline: &Guideline) -> Option<String> {
    let title = squeezed(&guideline.title);
    let edition = format!("第{}版", squeezed(&guideline.edition));
    (!guideline.edition.is_empty()).then(|| title.strip_suffix(&edition).map(str::to_owned))?
}

/// Whether a text may be of a guideline: it looks at the start of a text only.
pub(super) fn names_guideline(front: &str) -> bool {
    ["医療情報システムの安全管理に関するガイドライン", "提供事業者における安全管理ガイドライン"]
        .iter()
        .any(|title| front.contains(title))
}

fn guideline<'a>(catalog: &'a Catalog, front: &str) -> Result<&'a Guideline, NotRead> {
    let titled = catalog.guidelines().filter_map(|guideline| Some((guideline, base(guideline)?)));
    let titled: Vec<(&Guideline, String)> = titled.filter(|(_, base)| front.contains(base.as_str())).collect();
    let Some((_, base)) = titled.first() else {
        return Err(NotRead::Wrong(t("医療情報のガイドラインの題が、最初のページにありません。").to_owned(), t(HINT)));
    };
    // The edition is printed behind the title; what else is named there is a law or an edition before.
    let behind = front.find(base.as_str()).map_or("", |at| &front[at + base.len()..]);
    let place = |guideline: &Guideline| behind.find(&format!("第{}版", squeezed(&guideline.edition)));
    let found =
        titled.iter().filter_map(|(guideline, _)| Some((place(guideline)?, *guideline))).min_by_key(|(at, _)| *at);
    let printed = behind
        .find('第')
        .and_then(|at| behind[at..].find('版').map(|end| (at, &behind[at..at + end + '版'.len_utf8()])));
    let other = printed.filter(|(at, name)| name.chars().count() <= 8 && found.is_none_or(|(found, _)| *at < found));
    match (found, other) {
        (Some((_, guideline)), None) => Ok(guideline),
        (_, Some((_, printed))) => {
            let known: Vec<String> = titled.iter().map(|(guideline, _)| name(guideline)).collect();
            let known = known.join(t("、"));
            Err(NotRead::OfNoUse(tr!("{printed}の本文です。取り込めるのは {known} です。", printed, known)))
        }
        (None, None) => Err(NotRead::Wrong(t("ガイドラインの版が、最初のページにありません。").to_owned(), t(HINT))),
    }
}

/// Whether a document is questions and answers about a guideline: its title says so. That another document has some is said in
/// many.
fn is_answers(catalog: &Catalog, guideline: &Guideline, front: &str) -> bool {
    let (Some(at), Some(base)) = (front.find("q&a"), base(guideline)) else { return false };
    let behind = &front[at + "q&a".len()..];
    let Some(title) = front.find(base.as_str()) else { return false };
    let between = match title < at {
        true => front.get(title + base.len()..at).unwrap_or_default(),
        false => front.get(at..title).unwrap_or_default(),
    };
    let is_in_sentence = behind.starts_with(['を', 'も', 'で', 'は', 'が', 'と', 'の', '、', '。'])
        || between.contains(['、', '。'])
        || between.chars().count() > ANSWERS;
    !is_in_sentence && (at < title || volume_named(catalog, guideline, between).is_none())
}

fn volumes<'a>(catalog: &'a Catalog, guideline: &Guideline) -> impl Iterator<Item = &'a Volume> {
    let id = guideline.id.clone();
    catalog.volumes().filter(move |volume| volume.guideline == id)
}

/// Returns the guideline before: the one whose place this one took.
fn predecessor<'a>(catalog: &'a Catalog, guideline: &Guideline) -> Option<&'a Guideline> {
    let mut before = catalog.guidelines().filter(|other| other.successor == guideline.id);
    before.find(|other| volumes(catalog, other).next().is_some())
}

fn before<'a>(catalog: &'a Catalog, guideline: &Guideline, title: &str) -> Option<(&'a Guideline, &'a Volume)> {
    let other = predecessor(catalog, guideline)?;
    let volume = volumes(catalog, other).find(|volume| volume.title == title)?;
    Some((other, volume))
}

/// Returns the title of the volume that is named first.
fn volume_named(catalog: &Catalog, guideline: &Guideline, front: &str) -> Option<String> {
    let before = predecessor(catalog, guideline);
    let all = volumes(catalog, guideline).chain(before.into_iter().flat_map(|before| volumes(catalog, before)));
    let titles: Vec<&str> = all.map(|volume| volume.title.as_str()).collect();
    let named = titles.iter().filter_map(|title| Some((front.find(&squeezed(title))?, *title)));
    named.min_by_key(|(at, _)| *at).map(|(_, title)| title.to_owned())
}

/// Returns the title of the volume that is named first. A guideline of one main part need not say so.
fn volume(catalog: &Catalog, guideline: &Guideline, front: &str) -> Option<String> {
    let before = predecessor(catalog, guideline);
    let first = volume_named(catalog, guideline, front);
    let main = || {
        let mut mains =
            volumes(catalog, guideline).chain(before.into_iter().flat_map(|before| volumes(catalog, before)));
        mains.find(|volume| volume.id.ends_with(".main")).map(|volume| volume.title.clone())
    };
    first.or_else(main)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::catalog;
    use super::*;

    #[test]
    fn only_a_title_makes_a_document_one_of_answers() {
        let catalog = catalog();
        let guideline = catalog.guideline("mhlw6").unwrap();
        let title = "医療情報システムの安全管理に関するガイドライン第6.0版";
        for (front, expected) in [
            (format!("「{title}」に関するq&a令和5年5月"), true),
            (format!("{title}q&a概説編"), true),
            (format!("q&a{title}システム運用編"), true),
            (format!("{title}システム運用編令和8年6月改定の趣旨本編の解釈は、別のq&aを参照"), false),
            (format!("{title}令和8年6月別のq&aを参照"), false),
            (format!("{title}システム運用編q&a集"), false),
            (format!("{title}システム運用編"), false),
        ] {
            assert_eq!(is_answers(catalog, guideline, &front), expected, "{front}");
        }
    }
}
