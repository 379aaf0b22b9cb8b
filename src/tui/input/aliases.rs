//! What else people call commands: other words for what they do, and what they are needed for. The palette finds a command by
//! them as by its name. Words in kana are also found by their romaji; a word in kanji stands with its reading beside it.

use unicode_normalization::UnicodeNormalization;

/// The words of each command, by its name in the key table.
const ALIASES: &[(&str, &str)] = &[
    ("toggle-done", "済 すみ 実施済 じっしずみ done"),
    ("mark-doing", "着手 ちゃくしゅ 作業中 さぎょうちゅう doing"),
    ("mark-na", "非該当 ひがいとう 除外 じょがい na"),
    ("mark-todo", "未実施 みじっし 戻し もどし todo"),
    ("mark-recheck", "再確認 さいかくにん recheck"),
    ("undo-mark", "元に戻す もとにもどす 取り消し 取消し 取消 とりけし undo"),
    ("redo-mark", "やり直す やりなおす やり直し やりなおし redo"),
    ("restore-records", "復元 ふくげん 復旧 ふっきゅう 戻し もどし バックアップ restore backup"),
    ("judge", "適合 てきごう 不適合 ふてきごう 評価 ひょうか verdict judge"),
    ("set-owner", "責任者 せきにんしゃ owner assign"),
    ("set-due", "締切 しめきり 締め切り 期日 きじつ deadline due"),
    ("set-reason", "理由 りゆう reason"),
    ("set-field", "是正 ぜせい 等級 とうきゅう 例外 れいがい finding"),
    ("approve", "差し戻し 差戻し さしもどし 署名 しょめい 押印 おういん 承認 しょうにん sign approve"),
    ("add-evidence", "添付 てんぷ 追加 ついか 証拠 しょうこ ファイル attach evidence"),
    ("add-item", "独自 どくじ 追加 ついか item"),
    ("edit-item", "独自 どくじ 変更 へんこう"),
    ("toggle-in-use", "使用 しよう 利用 りよう"),
    ("note", "コメント 備考 びこう note memo comment"),
    ("note-in-editor", "vim editor"),
    ("save-note", "保存 ほぞん save"),
    ("pick", "選択 せんたく select"),
    ("pick-again", "再選択 さいせんたく 選び直し えらびなおし"),
    ("pick-all", "全選択 ぜんせんたく 全部 ぜんぶ"),
    ("search", "検索 けんさく 探す さがす search find"),
    ("back", "戻り もどり back"),
    ("forward", "進み すすみ forward"),
    ("find-on-page", "ページ内検索 ぺーじないけんさく"),
    ("contents", "ガイドライン 章 しょう contents toc"),
    ("worklist", "条項 じょうこう 独自 どくじ worklist"),
    ("progress", "集計 しゅうけい 統計 とうけい カバー progress"),
    ("compare", "比較 ひかく 比べる くらべる 差分 さぶん 新旧 しんきゅう diff compare"),
    ("import-document", "インポート 取り込み 取込み 取込 とりこみ import"),
    ("save-columns", "保存 ほぞん save"),
    ("import-worklist", "取込み 取込 とりこみ 回収 かいしゅう 記入 きにゅう 返送 へんそう"),
    ("packs", "原文 げんぶん packs"),
    ("worklists", "切り替え 切替 きりかえ 施設 しせつ 年度 ねんど 前年 ぜんねん 昨年 さくねん 前回 ぜんかい switch"),
    ("new-worklist", "新規 しんき 作成 さくせい new create"),
    (
        "edit-profile",
        "設定 せってい 変更 へんこう 施設名 しせつめい 範囲 はんい 期間 きかん 点検者 てんけんしゃ settings profile",
    ),
    ("copy-worklist", "次年度 じねんど 来年 らいねん 翌年 よくねん 引き継ぎ ひきつぎ 複製 ふくせい 写し うつし"),
    ("compare-worklist", "比較 ひかく 前年 ぜんねん 昨年 さくねん 前回 ぜんかい compare"),
    ("archive-worklist", "アーカイブ 保管 ほかん 片付け かたづけ archive"),
    ("used-products", "ライセンス 契約 けいやく 製品 せいひん licence license products"),
    (
        "merge",
        "マージ 統合 とうごう 取り込み 取込み 取込 とりこみ 合わせる あわせる 同僚 どうりょう 共有 きょうゆう merge",
    ),
    (
        "export",
        "excel xlsx csv pdf html word docx json markdown print report export 書出し 書出 かきだし エクスポート エクセル \
         印刷 いんさつ 出力 しゅつりょく 報告書 ほうこくしょ レポート 提出 ていしゅつ チェックリスト 保存先 ほぞんさき",
    ),
    ("evidence", "証拠 しょうこ 台帳 だいちょう evidence"),
    ("link-evidence", "既存 きそん 流用 りゅうよう ひも付け ひもづけ"),
    ("add-audit-evidence", "追加 ついか 規程 きてい 体制図 たいせいず 組織図 そしきず 全体 ぜんたい policy"),
    ("due-list", "締切 しめきり 締め切り 期日 きじつ 超過 ちょうか 予定 よてい deadline"),
    (
        "findings",
        "差し戻し 差戻し さしもどし 是正 ぜせい 指摘 してき 不備 ふび 漏れ もれ 抜け ぬけ 食い違い くいちがい \
         競合 きょうごう チェック check conflict",
    ),
    ("risk-table", "マトリクス 表 ひょう matrix"),
    ("trend", "グラフ trend"),
    ("next-todo", "次 つぎ 残り のこり 未回答 みかいとう next"),
    ("sort-list", "並べ替え ならべかえ 並び替え ならびかえ ソート sort"),
    ("reverse-list", "逆順 ぎゃくじゅん reverse"),
    ("narrow-list", "フィルター 絞り込み しぼりこみ filter"),
    ("save-filter", "保存 ほぞん save"),
    ("drop-filter", "解除 かいじょ"),
    ("saved-filters", "お気に入り おきにいり"),
    ("recent", "履歴 りれき history"),
    ("copy", "クリップボード copy clipboard"),
    ("copy-ask", "取り寄せ とりよせ soc"),
    ("copy-address", "リンク url link"),
    ("clear-query", "消去 しょうきょ クリア clear"),
    ("help", "ヘルプ 使い方 つかいかた キー keys help"),
    ("redraw", "再描画 さいびょうが 描き直し かきなおし redraw"),
    ("suspend", "シェル shell"),
    ("quit", "終わる おわる 閉じる とじる exit quit"),
];

/// What else a command is called, each with its reading as the palette hears it.
#[derive(Clone, Debug, Default)]
pub struct Aliases(Vec<(&'static str, String)>);

impl Aliases {
    /// Returns those of a command; `sound` is how kana sounds, nothing for other letters.
    pub fn of(name: &str, sound: impl Fn(&str) -> Option<String>) -> Self {
        let words = ALIASES.iter().filter(|(known, _)| *known == name).flat_map(|(_, words)| words.split_whitespace());
        Self(words.map(|word| (word, sound(word).unwrap_or_default())).collect())
    }

    /// Says whether a word is one of them, or at least the beginning of one; none if it is neither. It also is what sounds the
    /// same, if it has a sound.
    pub fn holds(&self, word: &str, sound: Option<&str>) -> Option<bool> {
        let word: String = word.nfkc().collect::<String>().to_lowercase();
        let is_it = |(known, heard): &&(&str, String)| {
            *known == word || sound.is_some_and(|sound| !sound.is_empty() && heard == sound)
        };
        let begins = |(known, heard): &&(&str, String)| {
            known.starts_with(word.as_str()) || sound.is_some_and(|sound| !sound.is_empty() && heard.starts_with(sound))
        };
        match self.0.iter().find(is_it) {
            Some(_) => Some(true),
            None => self.0.iter().find(begins).map(|_| false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::command::InPalette;
    use crate::tui::input::message::Message;

    /// The nouns by which one looks for a command whose title is a verb.
    const NOUNS: &[(&str, &str)] = &[
        ("toggle-done", "完了 取りやめ"),
        ("mark-doing", "対応中"),
        ("mark-na", "対象外"),
        ("mark-todo", "戻し"),
        ("mark-recheck", "要再確認"),
        ("undo-mark", "取り消し 取消し 取消"),
        ("redo-mark", "やり直し"),
        ("restore-records", "復元 戻し"),
        ("judge", "判定"),
        ("set-owner", "担当者"),
        ("set-due", "期限"),
        ("set-reason", "理由"),
        ("set-field", "指摘 例外 確認"),
        ("approve", "承認 差し戻し"),
        ("add-evidence", "追加 添付"),
        ("add-item", "追加"),
        ("edit-item", "変更 取り下げ"),
        ("toggle-in-use", "使用 利用"),
        ("note", "メモ"),
        ("note-in-editor", "エディター"),
        ("save-note", "記録 保存"),
        ("new-line", "改行"),
        ("pick", "選択"),
        ("pick-all", "全選択"),
        ("pick-again", "再選択 選び直し"),
        ("back", "戻り"),
        ("forward", "進み"),
        ("find-on-page", "ページ内検索"),
        ("compare", "対比 比較"),
        ("import-document", "取り込み"),
        ("choose-column", "読み方"),
        ("choose-sheets", "シート"),
        ("save-columns", "保存"),
        ("new-worklist", "作成"),
        ("edit-profile", "設定 変更"),
        ("copy-worklist", "複製 写し"),
        ("compare-worklist", "比較"),
        ("archive-worklist", "保管"),
        ("merge", "取り込み"),
        ("add-audit-evidence", "追加"),
        ("link-evidence", "ひも付け"),
        ("next-kind", "種別"),
        ("previous-kind", "種別"),
        ("next-status", "状態"),
        ("previous-status", "状態"),
        ("next-party", "担当"),
        ("sort-list", "並べ替え"),
        ("reverse-list", "逆順"),
        ("narrow-list", "絞り込み"),
        ("save-filter", "保存"),
        ("saved-filters", "絞り込み"),
        ("drop-filter", "解除"),
        ("copy", "コピー"),
        ("copy-ask", "取り寄せ コピー"),
        ("copy-address", "コピー"),
        ("clear-query", "消去"),
        ("redraw", "再描画 描き直し"),
        ("quit", "終了"),
    ];

    #[test]
    fn every_command_is_found_by_the_noun_of_what_it_does() {
        for command in Message::BINDABLE.iter().filter(|command| command.in_palette == InPalette::Normal) {
            let mut parts = command.description.split(['・', '(', ')']);
            let is_verb = parts.any(|part| part.ends_with(['る', 'す', 'く', 'む', 'ぶ', 'う']));
            let nouns = NOUNS.iter().find(|(name, _)| *name == command.name).map(|(_, nouns)| *nouns);
            assert_eq!(nouns.is_some(), is_verb, "{}: {}", command.name, command.description);
            let aliases = Aliases::of(command.name, |_| None);
            for noun in nouns.into_iter().flat_map(str::split_whitespace) {
                let is_found = command.description.contains(noun) || aliases.holds(noun, None) == Some(true);
                assert!(is_found, "{}: {noun}", command.name);
            }
        }
    }

    #[test]
    fn every_alias_is_of_one_command_that_there_is() {
        for (at, (name, words)) in ALIASES.iter().enumerate() {
            assert!(Message::BINDABLE.iter().any(|command| command.name == *name), "{name}");
            assert!(ALIASES[..at].iter().all(|(other, _)| other != name), "{name} twice");
            assert!(words.split_whitespace().all(|word| word == word.to_lowercase()), "{name}");
        }
    }

    #[test]
    fn a_word_is_an_alias_by_its_letters_or_its_sound() {
        let aliases = Aliases::of("export", |word| (word == "いんさつ").then(|| "insatu".to_owned()));
        for (word, sound, expected) in [
            ("Excel", None, Some(true)),
            ("ｃｓｖ", None, Some(true)),
            ("ex", None, Some(false)),
            ("insatsu", Some("insatu"), Some(true)),
            ("insa", Some("insa"), Some(false)),
            ("insatsu", None, None),
            ("zz", Some(""), None),
        ] {
            assert_eq!(aliases.holds(word, sound), expected, "{word}");
        }
    }
}
