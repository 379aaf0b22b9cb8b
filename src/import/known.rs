//! Files that are known for what they are, and hold nothing to take in: one sentence each, and what to do instead.
//!
//! They lie beside the documents that can be taken in, so people try them. Asked before the importers, it claims none of their
//! files: it looks at names of fields and first bytes that those do not have.

use std::io::Cursor;

use memchr::memmem;
use zip::ZipArchive;

use crate::language::{t, tr};

use super::importer::{Importer, SourceFile};
use super::mapping::MappingTable;
use super::reading::NotRead;
use super::sniff::Sniff;

/// Kinds of files by their first bytes, with what people call them.
const FIRST_BYTES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "画像(PNG)"),
    (b"\xff\xd8\xff", "画像(JPEG)"),
    (b"GIF8", "画像(GIF)"),
    (b"BM", "画像(BMP)"),
    (b"II*\0", "画像(TIFF)"),
    (b"MM\0*", "画像(TIFF)"),
    (b"RIFF", "画像や音声(RIFF)"),
    (b"7z\xbc\xaf\x27\x1c", "圧縮されたファイル(7z)"),
    (b"Rar!", "圧縮されたファイル(RAR)"),
    (b"\x1f\x8b", "圧縮されたファイル(gzip)"),
    (b"\xfd7zXZ\0", "圧縮されたファイル(xz)"),
    (b"BZh", "圧縮されたファイル(bzip2)"),
    (b"\x28\xb5\x2f\xfd", "圧縮されたファイル(zstd)"),
    (b"\x7fELF", "プログラム"),
    (b"MZ", "プログラム"),
];

/// Archives by the name of a part in them, or by the name and contents of the first one.
const PARTS: &[(&[u8], &str)] = &[
    (b"word/document.xml", "Word の文書です。表があるなら、Excel ブックに貼り付けて保存したものを指定してください。"),
    (
        b"ppt/presentation.xml",
        "PowerPoint の資料です。表があるなら、Excel ブックに貼り付けて保存したものを指定してください。",
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.text",
        "文書(ODT)です。表があるなら、表計算のファイルに貼り付けて保存したものを指定してください。",
    ),
    (b"META-INF/container.xml", "電子書籍(EPUB)です。取り込めるものはありません。"),
];

/// Documents of JSON or YAML by fields that stand at their top, or anywhere after a `*`.
const FIELDS: &[(&[&str], &str)] = &[
    (
        &["tenken_report"],
        "tenken が書き出した点検の報告(JSON)です。記入したものを取り込むには、Excel ブックか CSV で書き出し、`tenken import worklist` で読みます。",
    ),
    (&["tenken_mapping"], "tenken が書き出した対応表(JSON)です。中身はすでにカタログにあります。"),
    (
        &["system-security-plan"],
        "OSCAL のシステムセキュリティ計画です。条項の本文はありません。取り込めるのは OSCAL のカタログです。",
    ),
    (
        &["component-definition"],
        "OSCAL のコンポーネント定義です。条項の本文はありません。取り込めるのは OSCAL のカタログです。",
    ),
    (&["assessment-plan"], "OSCAL の評価計画です。取り込めるのは OSCAL のカタログです。"),
    (
        &["assessment-results"],
        "OSCAL の評価結果です。取り込めるのは OSCAL のカタログです。点検の結果をやり取りするには `tenken merge` を使います。",
    ),
    (&["plan-of-action-and-milestones"], "OSCAL の是正計画です。取り込めるのは OSCAL のカタログです。"),
    (&["mapping-collection"], "OSCAL の対応表です。取り込めるのは OSCAL のカタログです。"),
    (
        &["techniques", "attack_version"],
        "ATT&CK の技法の番号と名前の一覧です。製品や条項との対応がないため、取り込めるものはありません。",
    ),
    (
        &["techniques", "versions"],
        "ATT&CK Navigator のレイヤーです。取り込めるのは CTID の対応表(mapping_objects のある JSON)です。",
    ),
    (
        &["techniques", "domain"],
        "ATT&CK Navigator のレイヤーです。取り込めるのは CTID の対応表(mapping_objects のある JSON)です。",
    ),
    (
        &["type", "objects", "*spec_version"],
        "STIX のデータ(ATT&CK など)です。製品や条項との対応がないため、取り込めるものはありません。",
    ),
    (
        &["*capability_id", "*product_id", "*fit"],
        "CTID の機能名と製品の対応の一覧です。同じ対応を tenken が内蔵しているため、取り込む必要はありません。",
    ),
    (&["openapi"], "API の定義です。取り込めるものはありません。"),
];

/// The first words of licences.
const LICENCES: &[&str] = &[
    "Apache License",
    "MIT License",
    "The MIT License",
    "BSD ",
    "GNU ",
    "Mozilla Public License",
    "Creative Commons",
    "Attribution 4.0 International",
    "Permission is hereby granted",
    "## License",
    "# License",
    "## This project is in the worldwide public domain",
];

/// The whole names of files that hold a licence, without their endings.
const LICENCE_NAMES: &[&str] = &["license", "licence", "copying", "notice"];

/// Tells what a file is that is known and of no use; none for all others.
pub fn known(file: &SourceFile) -> Option<NotRead> {
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
    let what = by_first_bytes(bytes).or_else(|| by_fields(file)).or_else(|| by_words(file, bytes))?;
    // A word of Latin letters stands apart.
    let space = if what.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
    Some(NotRead::OfNoUse(tr!("これは{space}{what}", space, what)))
}

fn by_first_bytes(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return by_parts(bytes);
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(packed("圧縮されたファイル(tar)"));
    }
    // A text may begin like one of the shorter marks.
    let is_text =
        !bytes.get(..512).unwrap_or(bytes).contains(&0) && str::from_utf8(bytes.get(..64).unwrap_or(bytes)).is_ok();
    let found = FIRST_BYTES.iter().find(|(first, _)| bytes.starts_with(first)).filter(|_| !is_text);
    found.map(|(_, what)| packed(what))
}

/// Asks the directory of an archive: what stands inside may be an archive too, as a document in a sheet of a workbook is.
fn by_parts(bytes: &[u8]) -> Option<String> {
    // Where the name stands nowhere, the directory need not be read.
    let mut named = PARTS.iter().filter(|(part, _)| memmem::find(bytes, part).is_some()).peekable();
    named.peek()?;
    let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    // The first part stands behind a head of 30 bytes.
    let is_first = |part: &[u8]| bytes.get(30..).is_some_and(|rest| rest.starts_with(part));
    let known = named.find(|(part, _)| is_first(part) || zip.index_for_name_raw(part).is_some());
    known.map(|(_, what)| t(what).to_owned())
}

fn packed(what: &str) -> String {
    let sentence = match what.starts_with("圧縮") {
        true => format!("{what}です。展開して、中のファイルを指定してください。"),
        false => format!("{what}です。取り込めるものはありません。"),
    };
    t(&sentence).to_owned()
}

fn by_fields(file: &SourceFile) -> Option<String> {
    let sniff = Sniff::of(file)?;
    let has = |name: &&str| name.strip_prefix('*').map_or_else(|| sniff.has_at_top(name), |name| sniff.has(name));
    FIELDS.iter().find(|(fields, _)| fields.iter().all(&has)).map(|(_, what)| t(what).to_owned())
}

fn by_words(file: &SourceFile, bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes.get(..2_000).unwrap_or(bytes));
    if bytes.contains(&0) {
        return None;
    }
    let name = file.name.to_lowercase();
    let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
    // The words of a table say nothing about what it is: a list of licences is a table like any other.
    if MappingTable.extensions().contains(&ending.rsplit('.').next().unwrap_or_default()) {
        return None;
    }
    let words = text.trim_start();
    if LICENCE_NAMES.contains(&stem) || LICENCES.iter().any(|first| words.starts_with(first)) {
        return Some(t("利用条件(ライセンス)の文書です。取り込めるものはありません。").to_owned());
    }
    if words.starts_with('<') && text.contains("csrc.nist.gov/ns/oscal") {
        return Some(t("OSCAL の XML です。配布元が同じ場所に置く JSON を指定してください。").to_owned());
    }
    if name.ends_with(".md") {
        return Some(t("説明の文書(Markdown)です。取り込めるものはありません。").to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::super::IMPORTERS;
    use super::*;

    fn said(name: &str, bytes: &[u8]) -> Option<String> {
        known(&SourceFile::new(name, bytes.to_vec())).map(|why| why.to_string())
    }

    #[test]
    fn files_of_no_use_are_told_for_what_they_are() {
        let names = r#"{"note": "x", "attack_version": "16.1", "techniques": {"T1001": "A"}}"#;
        let stix = r#"{"type": "bundle", "id": "b", "objects": [{"spec_version": "2.1"}]}"#;
        let layer = r#"{"name": "x", "versions": {"attack": "14"}, "domain": "e", "techniques": []}"#;
        let crosswalk = "# a\n- framework: azure\n  capability_id: a\n  product_id: b\n  fit: same\n";
        for (name, bytes, expected) in [
            ("a.png", &b"\x89PNG\r\n\x1a\n\0"[..], "画像(PNG)"),
            ("a.jpg", b"\xff\xd8\xff\xe0\0", "画像(JPEG)"),
            ("a.tar.gz", b"\x1f\x8b\x08\0", "展開して"),
            ("a.docx", &archive(&[("word/document.xml", b"")]), "Word の文書"),
            ("a.pptx", &archive(&[("[Content_Types].xml", b""), ("ppt/presentation.xml", b"")]), "PowerPoint"),
            ("a.odt", &archive(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), "ODT"),
            ("a.epub", &archive(&[("META-INF/container.xml", b"")]), "EPUB"),
            ("names.json", names.as_bytes(), "技法の番号と名前"),
            ("bundle.json", stix.as_bytes(), "STIX"),
            ("layer.json", layer.as_bytes(), "Navigator"),
            ("crosswalk.yaml", crosswalk.as_bytes(), "機能名と製品の対応"),
            ("ssp.json", br#"{"system-security-plan": {}}"#, "システムセキュリティ計画"),
            ("results.json", br#"{"assessment-results": {}}"#, "評価結果"),
            ("poam.yaml", b"plan-of-action-and-milestones:\n  uuid: x\n", "是正計画"),
            ("LICENSE", b"whatever", "ライセンス"),
            ("Licence.txt", b"whatever", "ライセンス"),
            ("a.txt", b"\n   Apache License\n  Version 2.0", "ライセンス"),
            ("README.md", b"# Title", "Markdown"),
            ("catalog.xml", b"<?xml?><catalog xmlns=\"http://csrc.nist.gov/ns/oscal/1.0\">", "OSCAL の XML"),
        ] {
            let said = said(name, bytes).unwrap_or_default();
            assert!(said.starts_with("これは") && said.contains(expected) && said.ends_with('。'), "{name}: {said}");
        }
    }

    /// Returns an archive with these parts, none of them packed.
    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, contents) in parts {
            zip.start_file(*name, stored).unwrap();
            zip.write_all(contents).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_can_be_taken_in_is_not_claimed() {
        for (name, bytes) in [
            ("ctid.json", &br#"{"metadata": {}, "mapping_objects": [{"attack_object_id": "T1"}]}"#[..]),
            ("catalog.json", br#"{"catalog": {"metadata": {}}}"#),
            ("profile.json", br#"{"profile": {"metadata": {}}}"#),
            ("library.yaml", b"urn: urn:a:risk:library:b\nobjects:\n  framework: {}\n"),
        ] {
            let file = SourceFile::new(name, bytes.to_vec());
            assert!(known(&file).is_none(), "{name}");
            assert!(IMPORTERS.iter().any(|importer| importer.recognises(&file)), "{name}");
        }
        let document = archive(&[("word/document.xml", b""), ("word/styles.xml", b"")]);
        for (name, bytes) in [
            ("a.csv", &b"BM,\xe6\x9d\xa1\xe9\xa0\x85\n1,2\n"[..]),
            ("a.pdf", b"%PDF-1.7\n"),
            ("a.xlsx", b"PK\x03\x04xl/workbook.xml"),
            ("embedded.xlsx", &archive(&[("xl/workbook.xml", b""), ("xl/embeddings/a.docx", &document)])),
            ("cut.docx", &document[..document.len() / 2]),
            ("License対応表.csv", b"a,b\n1,2\n"),
            ("license.csv", b"a,b\n1,2\n"),
            ("licenses.txt", b"a,b\n1,2\n"),
            ("a.csv", b"BSD ,GNU \n1,2\n"),
        ] {
            assert!(said(name, bytes).is_none(), "{name}");
        }
    }
}
