//! What the program tells of itself that is no option: exit codes, variables, files. The manual page and README's tables are
//! made from it.

use crate::language::{t, tr};

use super::super::exit::{ERROR, FOUND, NOTHING};

/// The exit codes with what they mean.
pub const EXIT_CODES: [(u8, &str); 3] = [(FOUND, "見つかった・済んだ"), (NOTHING, "見つからない"), (ERROR, "エラー")];

/// Folders and files with what is in them.
pub const FILES: [(&str, &str); 8] = [
    ("~/.local/share/tenken/worklists/.current", "使用中の点検票の名前"),
    ("~/.local/share/tenken/worklists/名前/", "点検票。追記だけの記録(JSON Lines)が、書いた人ごとに 1 ファイル"),
    ("~/.local/share/tenken/catalog/", "組み込みのカタログに重ねるデータ(あれば読みます)"),
    (
        "~/.local/share/tenken/packs/",
        "取込資料。1 件が 1 ファイル(TOML)で、無効にしたものは `off/` に、取り消しのための控えは `before/` にあります",
    ),
    (
        "~/.local/share/tenken/screen/",
        "画面の覚え書き(最近の検索、書きかけのメモなど。書きかけは、項目と開いた画面ごとに 1 ファイル)",
    ),
    ("~/.config/tenken/", "設定(`config.toml`、`keys.toml`)"),
    ("~/.cache/tenken/", "作り直せるもの(重ねたデータの検索の索引など)。消しても次の実行で作り直します"),
    ("~/.local/state/tenken/", "この端末で書いた記録の控え(0700。書けなければ、控えなしで動きます)"),
];

/// Variables with what they mean.
pub const VARIABLES: [(&[&str], &str); 9] = [
    (
        &["TENKEN_DATA_DIR", "TENKEN_CONFIG_DIR", "TENKEN_CACHE_DIR", "TENKEN_STATE_DIR"],
        "ファイルの節のフォルダーを置き換えます",
    ),
    (&["TENKEN_USER"], "記録に残す名前"),
    (&["TENKEN_LANG"], "表示の言語(ja か en)。LANG では切り替わりません"),
    (
        &["NO_COLOR"],
        "色を使いません。コマンドは太字も使わず(`--color always` を除く)、画面は太字・下線・反転で示します",
    ),
    (&["VISUAL", "EDITOR"], "メモを書くエディター"),
    (&["PAGER"], "画面より長い出力を見せるプログラム(既定は less。空か cat なら使いません)"),
    (&["LESS"], "less のオプション(既定は FRX)"),
    (&["COLUMNS"], "出力の桁数(既定は端末の幅、分からなければ 80)"),
    (
        &["SOURCE_DATE_EPOCH"],
        "`export catalog` が書く日時と、取り込み日(1970年1月1日からの秒数。既定はデータの日付と今日)",
    ),
];

/// Command lines with what they do.
pub(super) const EXAMPLES: [(&str, &str); 8] = [
    ("tenken --query 二要素認証", "画面を開いて検索します"),
    ("tenken search バックアップ --kind risk", "リスクを検索します"),
    ("tenken show mhlw6.sysun.14.5", "条項を、関連とともに表示します"),
    ("tenken mark 運用14⑤ done --note \"4月に全端末で確認\"", "完了とし、メモを残します"),
    ("tenken status --by party", "進み具合を担当ごとに表示します"),
    ("tenken export xlsx --out 点検票.xlsx", "点検票を Excel で書き出します"),
    ("tenken doctor", "動かないときに、フォルダーや端末を調べます"),
    ("tenken man | man -l -", "この説明を、入れずに読みます"),
];

/// Returns the exit codes in one sentence.
pub fn exit_codes() -> String {
    let codes: Vec<String> = EXIT_CODES.iter().map(|(code, meaning)| format!("{code} {}", t(meaning))).collect();
    tr!("終了コード: {codes}。", codes = codes.join(t("、")))
}
