//! What a shell completes: by the scripts in the shells that are there, and by what the program answers them.

use std::process::Command;

use crate::support::{Ran, Surrounding};

const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "powershell"];

/// Returns the values that the program answers to a line, whose last word is at the cursor.
fn values(here: &Surrounding, line: &[&str]) -> Vec<String> {
    answer(here, line).iter().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

fn answer(here: &Surrounding, line: &[&str]) -> Vec<String> {
    let (word, before) = line.split_last().unwrap();
    let ran = here.run(&[&["__complete", "zsh", &format!("--word={word}"), "--"], before].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line:?}");
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn commands_options_and_what_only_the_program_knows_are_completed() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "東病院2026", "--preset", "病院"]);
    here.run(&["worklist", "create", "西 診療所", "--preset", "診療所"]);
    here.write("証跡.txt", "x");
    let added = here.run(&["evidence", "add", "証跡.txt", "mhlw6.sysun.14.5", "--json"]).json().remove(0);
    let evidence = added["id"].as_str().unwrap();
    let cases: [(&[&str], &[&str]); 26] = [
        (&["sho"], &["show"]),
        (&["worklist", "sw"], &["switch"]),
        (&["worklist", "switch", "東"], &["東病院2026"]),
        (&["worklist", "switch", "西"], &["西 診療所"]),
        (&["--worklist", "東"], &["東病院2026"]),
        (&["status", "--worklist=東"], &["--worklist=東病院2026"]),
        (&["show", "mhlw6.sysun.14.5"], &["mhlw6.sysun.14.5"]),
        (&["show", "risk.dd"], &["risk.ddos"]),
        (&["mark", "mhlw6.sysun.14.5", "do"], &["doing", "done"]),
        (&["mark", "x", "--verdict", "不"], &["不適合"]),
        (&["search", "x", "--kind", "ri"], &["risk"]),
        (&["search", "x", "--kind=ri"], &["--kind=risk"]),
        (&["search", "x", "--js"], &["--json"]),
        (&["export", "ma"], &["mapping", "markdown"]),
        (&["export", "mapping", "--format", "x"], &["xlsx"]),
        (&["diff", "mhlw7"], &["mhlw7"]),
        (&["worklist", "set", "--licence", "m365-e3"], &["m365-e3"]),
        (&["evidence", "withdraw", evidence.get(..10).unwrap()], &[evidence]),
        (&["worklist", "set", "--party", "医"], &["医療機関"]),
        (&["worklist", "set", "--party", "pro"], &["provider"]),
        (&["worklist", "create", "x", "--preset", "薬"], &["薬局"]),
        (&["worklist", "create", "x", "--preset", "ph"], &["pharmacy"]),
        (&["help", "worklist", "sw"], &["switch"]),
        (&["completions", "p"], &["powershell"]),
        (&["status", "--color", "n"], &["never"]),
        (&["licences", "option"], &["option-ext"]),
    ];
    for (line, expected) in cases {
        assert_eq!(values(&here, line), expected, "{line:?}");
    }
}

#[test]
fn files_are_left_to_the_shell_and_many_ids_are_told_by_what_they_begin_with() {
    let here = Surrounding::new();
    for (line, request) in
        [(&["import", "worklist", ""][..], "\tfiles"), (&["merge", ""], "\tfolders"), (&["--data", ""], "\tfolders")]
    {
        assert_eq!(answer(&here, line), [request], "{line:?}");
    }
    assert!(answer(&here, &["show", "risk.dd"])[0].starts_with("risk.ddos\t"), "what it is stands beside the id");
    let mut in_english = here.command(&["__complete", "zsh", "--word=licence.azure-payg", "--", "show"]);
    in_english.env("TENKEN_LANG", "en");
    assert_eq!(Ran::of(in_english).out, "licence.azure-payg\tAzure pay-as-you-go\n");
    let heads = answer(&here, &["show", ""]);
    assert!(
        heads[0] == "\tmore" && heads.iter().any(|line| line.starts_with("mhlw6.\t")) && heads.len() < 40,
        "{heads:?}"
    );
    assert_eq!(values(&here, &["search", "認証", ""]), Vec::<String>::new());
}

#[test]
fn records_of_ones_own_are_completed_and_nothing_wrong_is_said() {
    let here = Surrounding::new();
    here.write(
        "pack/terms.toml",
        "[[term]]\nid = \"term.own-word\"\nterm = \"院内の語\"\nreading = \"いんないのご\"\ndefinition = \"語の説明。\"\n",
    );
    here.write("broken/terms.toml", "[[term]]\nid = 1\n");
    let data = here.run(&["data", "check", "pack"]);
    assert_eq!(data.code, 0, "{}", data.out);
    // Nothing is made at a press of a key: until a command has, there are those of the program.
    assert_eq!(values(&here, &["--data", "pack", "show", "term.own"]), Vec::<String>::new());
    assert_eq!(values(&here, &["--data", "pack", "show", "risk.dd"]), ["risk.ddos"]);
    assert!(!here.path("cache").exists());
    assert_eq!(here.run(&["show", "term.own-word", "--data", "pack"]).code, 0);
    assert_eq!(values(&here, &["--data", "pack", "show", "term.own"]), ["term.own-word"]);
    assert_eq!(values(&here, &["--data=pack", "show", "term.own"]), ["term.own-word"]);
    assert_eq!(values(&here, &["--data", "broken", "show", "risk.dd"]), ["risk.ddos"]);
    here.write("home/pack/terms.toml", &std::fs::read_to_string(here.path("pack/terms.toml")).unwrap());
    let at_home = here.path("home/pack").display().to_string();
    assert_eq!(here.run(&["show", "term.own-word", "--data", &at_home]).code, 0);
    assert_eq!(values(&here, &["--data", "~/pack", "show", "term.own"]), ["term.own-word"]);
    for args in [&["__complete"][..], &["__complete", "csh"], &["__complete", "bash"], &["__complete", "bash", "x"]] {
        let ran = here.run(args);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{args:?}");
    }
}

/// Returns what a shell prints that runs a script with the program in reach; none, with a word, if it is not there.
fn shell(here: &Surrounding, shell: &str, script: &str) -> Option<String> {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_tenken"));
    let path = std::env::join_paths([binary.parent().unwrap(), "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap();
    let mut command = here.command(&[] as &[&str]);
    let variables: Vec<_> =
        command.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect();
    command = Command::new(shell);
    command
        .env_clear()
        .envs(variables)
        .env("PATH", path)
        .env("LANG", "C.UTF-8")
        .current_dir(here.path(""))
        .args(["-c", script]);
    if Command::new(shell).arg("--version").output().is_err() {
        eprintln!("{shell} is not installed: its completion was not tried");
        return None;
    }
    let ran = Ran::of(command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}: {}", ran.out);
    Some(ran.out)
}

#[test]
fn bash_completes_words_as_it_takes_them_apart() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "西 診療所", "--preset", "診療所"]);
    let script = "set -u; source <(tenken completions bash)
        complete -p tenken
        try() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($#-1)); _tenken; printf '%s|' ${COMPREPLY+\"${COMPREPLY[@]}\"}; echo; }
        try tenken sho; try tenken search --kind = ri; try tenken worklist switch 西; try tenken worklist switch \"'西\"
        try tenken export mapping --format x; try tenken show no.such";
    let Some(out) = shell(&here, "bash", script) else { return };
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines, ["complete -F _tenken tenken", "show|", "risk|", "西\\ 診療所|", "西 診療所|", "xlsx|", "|"]);
}

#[test]
fn zsh_takes_the_script_and_its_values() {
    let here = Surrounding::new();
    // What the completion system of zsh would do with the values is not ours; it is replaced by a witness.
    let script = "compdef() { print -r -- compdef \"$@\" }
        compadd() { print -r -- \"$@\" }
        source <(tenken completions zsh)
        words=(tenken search --kind ri); CURRENT=4; PREFIX=ri; _tenken; print -rl -- ok";
    let Some(out) = shell(&here, "zsh", script) else { return };
    assert_eq!(out, "compdef _tenken tenken\n-l -d texts -- risk\nok\n");
}

#[test]
fn a_name_of_a_file_begins_behind_the_sign() {
    let here = Surrounding::new();
    here.write("表.toml", "");
    let script = "compdef() { }; compadd() { print -r -- \"$@\" }; _files() { print -r -- \"$IPREFIX|$PREFIX|$*\" }
        source <(tenken completions zsh)
        try() { words=(tenken \"$@\"); CURRENT=$#words; PREFIX=\"$words[-1]\"; IPREFIX=; _tenken }
        try import x --map=a=b; try import x --map ab; try --data=d; try search --kind=ri; try export csv --out=";
    if let Some(out) = shell(&here, "zsh", script) {
        assert_eq!(out, "--map=|a=b|\n|ab|\n--data=|d|-/\n-l -d texts -- --kind=risk\n--out=||\n");
    }
    let script = "tenken completions fish | source; for line in '--map=表' '--map 表' '--data=bi'
        complete -C \"tenken import x $line\"; end; complete -C 'tenken search --kind=ri'";
    if let Some(out) = shell(&here, "fish", script) {
        let values: Vec<&str> = out.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(values[..2], ["--map=表.toml", "表.toml"]);
        assert_eq!(values.last(), Some(&"--kind=risk"));
    }
}

#[test]
fn fish_completes() {
    let here = Surrounding::new();
    let script = "tenken completions fish | source; complete -C 'tenken search --kind ri'; complete -C 'tenken sho'";
    let Some(out) = shell(&here, "fish", script) else { return };
    assert_eq!(out, "risk\tリスク\nshow\t条項などの内容と関連を表示します\n");
}

#[test]
fn every_script_asks_the_program_in_its_own_name() {
    let here = Surrounding::new();
    for name in SHELLS {
        let ran = here.run(&["completions", name]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        assert!(ran.out.contains(&format!("__complete {name} ")) && ran.out.contains("--word="), "{name}");
        assert!(ran.out.contains("tenken の補完") && ran.out.contains(&format!("tenken completions {name}")), "{name}");
    }
    let ran = here.run(&["completions", "csh"]);
    assert!(ran.code == 2 && ran.err.contains("bash、zsh、fish、powershell"), "{}", ran.err);
}
