//! Words by kind: everyday words and names lead to what the catalog calls it, on the bundled catalog.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use tenken::search::{Request, Tier, texts};

use super::ids;
use crate::support::bundled;

/// The lines of the synonyms: words that mean the same, and what they lead to.
fn synonyms() -> impl Iterator<Item = (Vec<&'static str>, Vec<&'static str>)> {
    let lines = include_str!("../../index/synonyms.tsv").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let (words, meant) = line.split_once("\t>\t").unwrap_or((line, ""));
        (words.split('\t').collect(), meant.split('\t').filter(|word| !word.is_empty()).collect())
    })
}

/// Returns the letters of a text as they are compared; of words side by side with a space between them.
fn letters(text: &str) -> String {
    let small: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let words = small.split(|c: char| !c.is_alphanumeric() && c != 'ー').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").trim_end_matches('ー').to_owned()
}

#[test]
fn what_a_word_leads_to_stands_in_the_catalog() {
    let (catalog, _) = bundled();
    let all = catalog.searchable().flat_map(|at| texts(catalog, at).map(|(_, text)| text).collect::<Vec<_>>());
    let lines: Vec<String> = all.flat_map(|text| text.lines().map(letters).collect::<Vec<_>>()).collect();
    // Of 業務外の閲覧 both words have to stand in a line, which may say 業務外のカルテ閲覧.
    let stands = |word: &str| {
        let parts: Vec<String> = word.split('の').map(letters).collect();
        lines.iter().any(|line| parts.iter().all(|part| line.contains(part)))
    };
    let meant: BTreeSet<&str> = synonyms().flat_map(|(_, meant)| meant).collect();
    assert!(meant.len() > 200, "{}", meant.len());
    let nowhere: Vec<&str> = meant.into_iter().filter(|word| !stands(word)).collect();
    assert_eq!(nowhere, Vec::<&str>::new());
}

#[test]
fn a_line_repeats_nothing_that_the_glossary_says() {
    let (catalog, _) = bundled();
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for term in catalog.terms() {
        for word in term.synonyms.iter().chain([&term.term]) {
            known.insert(letters(word), &term.term);
        }
    }
    for (words, _) in synonyms().filter(|(_, meant)| meant.is_empty()) {
        let mut terms = BTreeSet::new();
        // One word that both have ties the line to the term.
        let again = words.iter().filter(|word| known.get(&letters(word)).is_some_and(|term| !terms.insert(*term)));
        assert_eq!(again.collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}

/// Returns the texts that are looked for in the place of a query.
fn looked_for(query: &str) -> Vec<String> {
    let (_, engine) = bundled();
    let chunks = engine.explain(&Request::new(query, 1)).chunks;
    chunks.into_iter().flat_map(|chunk| chunk.variants).map(|variant| variant.text).collect()
}

fn leads_to(query: &str, word: &str) -> bool {
    looked_for(query).iter().any(|text| text.contains(word))
}

#[test]
fn microsoft_is_microsoft_and_no_software() {
    let others = looked_for("マイクロソフト");
    assert!(others.contains(&"microsoft".to_owned()), "{others:?}");
    for query in ["マイクロソフト", "マイクロソフト365", "マイクロソフトのサポート", "マイクロソフト製品"]
    {
        assert!(!leads_to(query, "ソフトウェア") && !leads_to(query, "software"), "{query} {:?}", looked_for(query));
    }
    assert!(leads_to("ソフトの更新", "ソフトウェア") && leads_to("セキュリティソフト", "ウイルス対策"));
}

#[test]
fn what_is_gone_is_lost_however_it_is_said() {
    for query in [
        "スマホをなくした",
        "ノートPCなくした",
        "カードを失くしてしまった",
        "端末を無くす",
        "USBを落とした",
        "鞄を置き忘れた",
        "鞄を置忘れる",
        "病棟のタブレットが見当たらない",
    ] {
        assert!(leads_to(query, "紛失"), "{query} {:?}", looked_for(query));
    }
    for query in ["画面が見えなくした", "使えなくします", "記録がない", "見落とした", "サーバがなくてもよい"]
    {
        assert!(!leads_to(query, "紛失"), "{query} {:?}", looked_for(query));
    }
    let lost = ids("紛失", 40);
    for query in ["スマホをなくした", "端末を落とした", "タブレットを置き忘れた"] {
        assert!(ids(query, 10).iter().any(|id| lost.contains(id)), "{query}");
    }
}

#[test]
fn everyday_words_are_found_by_their_sound_too() {
    for (typed, word) in [
        ("sumaho", "スマートフォン"),
        ("rimohoshu", "リモート保守"),
        ("noopaso", "ノートパソコン"),
        ("dokutaa", "医師"),
        ("rimohos", "リモート保守"),
        ("supamu", "迷惑メール"),
        ("aipaddo", "タブレット"),
        ("rimode", "リモートデスクトップ"),
        ("のーぱそ", "ノートパソコン"),
        ("あかろっく", "アカウントロック"),
        ("ぱすりせ", "パスワードリセット"),
        ("りもで", "リモートデスクトップ"),
        ("すまほ 紛失", "スマートフォン"),
        ("りもほしゅ", "リモート保守"),
    ] {
        assert!(leads_to(typed, word), "{typed} {:?}", looked_for(typed));
    }
    for typed in ["rimohoshu", "sumaho", "のーぱそ", "すまほ 紛失"] {
        assert!(!ids(typed, 5).is_empty(), "{typed}");
    }
}

#[test]
fn a_word_that_is_only_said_is_one_word_of_a_sentence_however_short() {
    for (sentence, word) in [
        ("リモワの規程", "テレワーク"),
        ("リモデの規程", "リモートデスクトップ"),
        ("シス管の仕事", "システム管理者"),
        ("ベンコンのやり方", "委託先の監督"),
        ("レセ電の不具合", "レセプト電算処理"),
        ("サポ切れの機器", "サポート終了"),
        ("アカロックの解除", "アカウントロック"),
        ("パスリセの手順", "パスワードリセット"),
        ("医情部の役割", "情報システム部門"),
        ("メーリスの管理", "メーリングリスト"),
        ("防カメの設置", "防犯カメラ"),
        ("リスマネの実施", "リスクマネジメント"),
        ("情セキの規程", "情報セキュリティ"),
    ] {
        // By itself, not only as `テレワークの規程`: no record has to say it so.
        let texts = looked_for(sentence);
        assert!(texts.iter().any(|text| text == word), "{sentence} {texts:?}");
    }
    assert!(ids("シス管の仕事", 5).len() == 5, "{:?}", ids("シス管の仕事", 5));
    let whole = looked_for("鍵の管理");
    assert!(!whole.contains(&"管理".to_owned()), "what records hold is an expression: {whole:?}");
}

#[test]
fn a_service_leads_to_its_class_and_not_back() {
    for (service, class) in [
        ("Dropbox", "私用クラウド"),
        ("グーグルドライブ", "私用クラウド"),
        ("iCloudに写真", "私用クラウド"),
        ("LINE", "チャット"),
        ("ChatGPT", "生成ai"),
        ("AWS", "他社クラウド"),
        ("FortiGate", "vpn装置"),
        ("ウイルスバスター", "ウイルス対策ソフト"),
        ("SDカード", "記録媒体"),
        ("顔認証", "生体認証"),
    ] {
        assert!(leads_to(service, class), "{service} {:?}", looked_for(service));
        assert!(!leads_to(class, &service.to_lowercase()), "{class} {:?}", looked_for(class));
    }
    assert!(ids("Dropbox", 5).contains(&"risk.personal-cloud".to_owned()), "{:?}", ids("Dropbox", 5));
}

#[test]
fn symptoms_lead_to_what_they_are_called() {
    for (symptom, term) in [
        ("電子カルテにログインできない", "アカウントロック"),
        ("ログインできません", "アカウントロック"),
        ("画面が固まる", "システム停止"),
        ("端末が動かない", "システム停止"),
        ("画面が真っ暗になった", "ランサムウェア"),
        ("脅迫文が印刷された", "ランサムウェア"),
        ("後ろから見られる", "覗き見"),
        ("データを消す", "消去"),
        ("複合機", "プリンタ"),
        ("怪しいメールが届いた", "フィッシング"),
        ("宛先を間違えて送った", "誤送信"),
    ] {
        assert!(leads_to(symptom, term), "{symptom} {:?}", looked_for(symptom));
    }
}

#[test]
fn everyday_katakana_is_one_word() {
    let (_, engine) = bundled();
    for word in ["クラウド", "サーバー", "サイバー", "マルウェア", "ファイアウォール", "リージョン", "トークン"]
    {
        let chunks = engine.explain(&Request::new(word, 1)).chunks;
        assert_eq!(chunks[0].variants[0].words.len(), 1, "{word} {:?}", chunks[0].variants[0].words);
    }
}

/// Returns the words that a query is looked for by as it was typed, each once.
fn typed_words(query: &str) -> Vec<String> {
    let (_, engine) = bundled();
    let chunks = engine.explain(&Request::new(query, 1)).chunks;
    chunks.into_iter().filter_map(|chunk| chunk.variants.into_iter().next()).flat_map(|typed| typed.words).collect()
}

#[test]
fn words_of_katakana_side_by_side_are_looked_for_one_by_one() {
    for (query, words) in [
        ("ベンダーサポート", ["ベンダ", "サポート"]),
        ("ベンダーチェック", ["ベンダ", "チェック"]),
        ("ルーターログ", ["ルータ", "ログ"]),
        ("スマホアクセス", ["スマホ", "アクセス"]),
        ("サインインログ", ["サインイン", "ログ"]),
        ("クライアントアクセス", ["クライアント", "アクセス"]),
        ("アプリログ", ["アプリ", "ログ"]),
        ("アプリケーションアクセス", ["アプリケーション", "アクセス"]),
        ("フォルダーアクセス", ["フォルダ", "アクセス"]),
        ("レセコンサポート", ["レセコン", "サポート"]),
        ("フィッシングサポート", ["フィッシング", "サポート"]),
        ("ブラウザーログ", ["ブラウザ", "ログ"]),
    ] {
        assert_eq!(typed_words(query), words, "{query}");
    }
    assert_eq!(typed_words("コントロール"), ["コントロール"]);
}

#[test]
fn words_that_only_ask_are_not_looked_for() {
    for (query, asking) in [
        ("M365の障害はどうやって知る", "どう"),
        ("立入検査で何を見られる", "何"),
        ("ちょっと離席するとき", "ちょっと"),
        ("そもそも責任分界とは", "そもそも"),
    ] {
        let words = typed_words(query);
        assert!(!words.is_empty() && !words.iter().any(|word| word == asking), "{query} {words:?}");
    }
    assert!(typed_words("二要素認証はいつまでに").contains(&"いつ".to_owned()), "a day is what records name");
}

#[test]
fn a_clause_is_found_by_the_name_of_its_list() {
    let (_, engine) = bundled();
    for (query, id) in [
        ("チェックリスト 台帳管理", "mhlwcl.r7.hosp.2-①"),
        ("チェックリスト パスワードの使い回し", "mhlwcl.r7.vendor.2-⑧"),
        ("保守委託 みなし遵守", "mhlw7.hoshu.scope.3"),
        ("開示書 リモート保守", "mdssds.q14"),
    ] {
        let hits = engine.search(&Request::new(query, 40)).hits;
        let hit = hits.iter().find(|hit| hit.id == id);
        assert!(hit.is_some_and(|hit| hit.tier == Tier::All), "{query} {id}");
    }
}
