//! `tenken doctor`: what is odd is found, said and told by the exit code.

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::support::{Ran, Surrounding};

/// Returns standing, value and advice of a row.
fn row(document: &Value, area: &str, name: &str) -> [String; 3] {
    let rows = document["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["area"] == area && row["name"] == name);
    let row = row.unwrap_or_else(|| panic!("no {area} {name} in {document}"));
    ["standing", "value", "advice"].map(|key| row[key].as_str().unwrap().to_owned())
}

fn document(here: &Surrounding, args: &[&str]) -> (i32, Value) {
    let mut command = here.command(&[&["doctor", "--json"], args].concat());
    command.env("LANG", "ja_JP.UTF-8").env("TERM", "xterm").env("PATH", "/usr/bin:/bin");
    let ran = Ran::of(command);
    (ran.code, ran.json().remove(0))
}

#[test]
fn a_fresh_installation_is_in_order_and_stays_as_it_is() {
    let here = Surrounding::new();
    let (code, found) = document(&here, &[]);
    assert_eq!((code, &found["broken"]), (0, &Value::from(0)), "{found}");
    let version = here.run(&["-V"]).out;
    assert_eq!(row(&found, "プログラム", "バージョン")[1], version.trim_end());
    assert!(row(&found, "データ", "収めている版")[1].contains("第7.0版"), "{found}");
    assert!(row(&found, "フォルダー", "記録")[1].contains("まだありません"), "{found}");
    assert_eq!(row(&found, "端末", "ロケール")[0], "fine");
    for folder in ["data", "config", "cache", "state"] {
        assert!(!here.path(folder).exists(), "{folder}");
    }
    let mut command = here.command(&["doctor"]);
    command.env("LANG", "C");
    let page = Ran::of(command);
    assert_eq!(page.code, 0, "{}", page.out);
    for text in ["フォルダー\n", "  正常  ", "  注意  ロケール", "→ 出力は常に UTF-8", "異常はありません。注意が"]
    {
        assert!(page.out.contains(text), "{text} is missing in\n{}", page.out);
    }
}

#[test]
fn folders_are_told_with_owner_mode_and_room() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.5", "done"]);
    let (_, found) = document(&here, &[]);
    let [standing, value, _] = row(&found, "フォルダー", "記録");
    assert!(standing == "fine" && value.contains("自分だけのもの、0700、空き "), "{value}");
    let set = |mode| std::fs::set_permissions(here.path("data"), std::fs::Permissions::from_mode(mode)).unwrap();
    set(0o777);
    let [standing, _, advice] = row(&document(&here, &[]).1, "フォルダー", "記録");
    assert!(standing == "odd" && advice.contains("chmod o-w"), "{advice}");
    set(0o2770);
    let [standing, value, _] = row(&document(&here, &[]).1, "フォルダー", "記録");
    assert!(standing == "fine" && value.contains("と共有"), "{value}");
    std::fs::create_dir(here.path("cache")).unwrap();
    std::fs::set_permissions(here.path("cache"), std::fs::Permissions::from_mode(0o770)).unwrap();
    let [standing, _, advice] = row(&document(&here, &[]).1, "フォルダー", "作り直せるもの");
    assert!(standing == "odd" && advice.contains("ほかの人も書き込める"), "{advice}");
    std::fs::set_permissions(here.path("cache"), std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(row(&document(&here, &[]).1, "フォルダー", "作り直せるもの")[0], "fine");
    here.write("not-a-folder", "");
    let mut command = here.command(&["doctor", "--json"]);
    command.env("TENKEN_CACHE_DIR", here.path("not-a-folder"));
    let ran = Ran::of(command);
    let [standing, value, _] = row(&ran.json()[0], "フォルダー", "作り直せるもの");
    assert!(ran.code == 2 && standing == "bad" && value.contains("not-a-folder"), "{value}");
}

#[test]
fn a_worklist_that_was_tampered_with_is_broken() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.14.5", "done", "--note", "最初"]);
    here.run(&["mark", "mhlw6.sysun.14.1", "done"]);
    let (code, found) = document(&here, &[]);
    assert_eq!((code, row(&found, "点検票", "default")), (0, ["fine", "2 条項に記録", ""].map(str::to_owned)));
    let folder = here.path("data/worklists/default");
    let journals = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let journal = journals.into_iter().find(|path| path.extension().is_some_and(|end| end == "jsonl")).unwrap();
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replacen("最初", "最後", 1)).unwrap();
    let (code, found) = document(&here, &[]);
    let [standing, _, advice] = row(&found, "点検票", "default");
    assert_eq!((code, standing.as_str()), (2, "bad"), "{found}");
    assert!(advice.contains("`tenken verify --worklist=default`"), "{advice}");
    assert_eq!(here.run(&["verify", "--worklist=default"]).code, 1);
}

#[test]
fn data_and_settings_that_cannot_be_read_are_broken() {
    let here = Surrounding::new();
    here.write("pack/terms.toml", "[[term]]\nid = 1\n");
    here.write("config/keys.toml", "[nowhere]\n");
    let (code, found) = document(&here, &["--data", "pack"]);
    assert_eq!((code, &found["broken"]), (2, &Value::from(2)), "{found}");
    let [standing, _, advice] = row(&found, "データ", "カタログ");
    assert!(standing == "bad" && advice.contains("tenken data check"), "{advice}");
    let [standing, value, advice] = row(&found, "設定", "キー");
    assert!(standing == "bad" && value.contains("keys.toml") && advice.contains("tenken keys --toml"), "{value}");
}

#[test]
fn an_editor_that_is_not_there_is_odd_and_a_missing_home_too() {
    let here = Surrounding::new();
    let mut command = here.command(&["doctor", "--json"]);
    command.env("EDITOR", "no-such-editor -x").env("PAGER", "").env("PATH", "/usr/bin:/bin");
    let ran = Ran::of(command);
    assert_eq!(row(&ran.json()[0], "ほかのプログラム", "エディター")[0], "odd");
    assert_eq!(row(&ran.json()[0], "ほかのプログラム", "ページャー")[1], "使いません(PAGER)");
    assert_eq!(ran.code, 0, "{}", ran.out);
    let mut command = here.command(&["doctor", "--json"]);
    for name in ["TENKEN_CONFIG_DIR", "TENKEN_DATA_DIR", "TENKEN_CACHE_DIR", "TENKEN_STATE_DIR"] {
        command.env_remove(name);
    }
    command.env("HOME", here.write("no-home", ""));
    let ran = Ran::of(command);
    let [standing, value, _] = row(&ran.json()[0], "フォルダー", "記録");
    assert!(ran.code == 2 && standing == "bad" && value.contains("no-home"), "{}", ran.out);
}

#[test]
fn records_of_ones_own_are_looked_at_and_nothing_is_made_of_them() {
    let here = Surrounding::new();
    here.write(
        "pack/a.toml",
        "[[term]]\nid = \"term.own\"\nterm = \"自院語\"\nreading = \"じいんご\"\ndefinition = \"自院の語。\"\n",
    );
    let records = |args: &[&str]| row(&document(&here, args).1, "データ", "カタログ");
    let own = records(&["--data", "pack"]);
    assert!(own[0] == "fine" && own[1] != records(&[])[1], "{own:?}");
    assert!(!here.path("cache").exists());
    assert_eq!(here.run(&["search", "自院語", "--data", "pack"]).code, 0);
    assert_eq!(records(&["--data", "pack"]), own);
}
