//! Which importer reads a file.

use crate::failure::{Failure, FailureKind};
use crate::import::{Importer, SourceFile};
use crate::language::{t, tr};

/// Returns the importer that reads a file: the one with this code, else the first that recognises it.
///
/// # Errors
///
/// If there is no such code, or none recognises the file.
pub(super) fn recognise(
    importers: &[&'static dyn Importer],
    file: &SourceFile,
    format: Option<&str>,
) -> Result<&'static dyn Importer, Failure> {
    if let Some(code) = format {
        let named = importers.iter().find(|importer| importer.code() == code);
        return named.copied().ok_or_else(|| unknown_code(importers, code));
    }
    let found = importers.iter().find(|importer| importer.recognises(file));
    found.copied().ok_or_else(|| unknown_file(importers, file))
}

fn unknown_code(importers: &[&'static dyn Importer], code: &str) -> Failure {
    let codes: Vec<&str> = importers.iter().map(|importer| importer.code()).collect();
    let message = tr!("「{code}」という形式はありません。", code);
    Failure::new(FailureKind::Usage, message, tr!("使えるのは {names} です。", names = codes.join(t("、"))))
}

fn unknown_file(importers: &[&'static dyn Importer], file: &SourceFile) -> Failure {
    if let Some(fault) = file.fault() {
        let message = tr!("{path} を取り込めません: {fault}。", path = file.name, fault);
        return Failure::new(FailureKind::Data, message, fault.hint());
    }
    let names: Vec<String> =
        importers.iter().map(|one| tr!("{name}({what})", name = one.name(), what = one.code())).collect();
    let message = tr!("{path} は、取り込める資料ではありません。", path = file.name);
    let names = names.join(t("、"));
    let hint = tr!("取り込めるのは {names} です。形式が分かっていれば --as で指定してください。", names);
    Failure::new(FailureKind::Data, message, hint)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Words;
    use super::*;

    const ALL: &[&'static dyn Importer] = &[&Words];

    fn said(name: &str, bytes: &[u8], format: Option<&str>) -> String {
        recognise(ALL, &SourceFile::new(name, bytes.to_vec()), format)
            .map_or_else(|failure| failure.to_string(), |importer| importer.code().to_owned())
    }

    #[test]
    fn the_content_decides_unless_the_person_does() {
        assert_eq!(said("a.txt", b"words\nx", None), "words");
        assert_eq!(said("a.txt", b"other", Some("words")), "words");
        assert!(said("a.txt", b"other", Some("word")).contains("使えるのは words です"));
        assert!(said("a.txt", b"other", None).contains("試しの語(words)"));
    }

    #[test]
    fn what_is_wrong_with_the_file_itself_comes_first() {
        assert!(said("a.xlsx", b"", None).contains("中身が空です"), "{}", said("a.xlsx", b"", None));
        let encrypted = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        assert!(!said("a.xlsx", &encrypted, None).contains("取り込める資料ではありません"));
    }
}
