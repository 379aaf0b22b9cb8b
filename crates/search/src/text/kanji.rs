//! Old and variant forms of kanji, and the form that is in use.
//!
//! Sources: the variants of Japan in OpenCC (JPVariants.txt, Apache-2.0); the variants that Unihan gives for names
//! (kJinmeiyoKanji) and the parts of kanji that PDF files hold in the place of kanji (EquivalentUnifiedIdeograph.txt), both
//! of Unicode 15.0 (Unicode License v3); and forms that IBM added to the Japanese standards for names and forms from before
//! the reform of 1946 that neither of them has. Left out is every form that is in common use today (kJoyoKanji), and what
//! NFKC makes one anyway. No crate for Rust has such a table: unicode-normalization knows compatibility only.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each form, and behind it the one in use; in the order of Unicode.
const PAIRS: &str = "\
    ⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵\
    ⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀\
    ⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨\
    ⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱亀⻲亀乘乗亂乱亙亘亞亜亰京佛仏來来假仮傳伝僞偽價価儉倹\
    兒児內内兩両冐冒冝宜冨富决決况況凉涼减減凖準凬風剎刹剩剰劍剣劑剤劵券勞労勳勲勵励勸勧勻匀區区卆卒卷巻卻却卽即\
    參参吳呉咒呪啞唖單単噓嘘嚙噛嚴厳囑嘱圈圏國国圍囲圓円圖図團団圡土埜野塲場增増墮堕壓圧壘塁壞壊壤壌壯壮壹壱壽寿\
    奧奥奬奨妝粧娛娯孃嬢學学寢寝實実寫写寬寛寳宝寶宝將将專専對対屆届屬属峯峰峽峡嵜崎嶋島嶌島嶽岳巖巌巢巣帶帯廁厠\
    廢廃廣広廳庁廻回强強彈弾彌弥彎弯彥彦徃往徑径從従徵徴德徳恆恒恊協悅悦惠恵惡悪惱悩愼慎愽博慘惨應応懷懐戀恋戰戦\
    戲戯戶戸戾戻拂払拔抜拜拝挾挟插挿揭掲搔掻搖揺搜捜摑掴擇択擊撃擔担據拠擴拡攝摂攪撹收収效効敍叙敎教敕勅敘叙數数\
    斷断旣既昻昂晉晋晚晩晝昼暨曁曆暦曉暁曻昇曾曽會会查査栁柳桒桑條条棧桟棱稜榆楡榮栄槗橋槪概樂楽樓楼樞枢樣様橫横\
    檢検櫻桜權権歐欧歡歓步歩歲歳歷歴歸帰殘残殼殻毆殴每毎氣気污汚沒没涉渉淚涙淨浄淸清淺浅渕淵渴渇溪渓溫温溼湿滯滞\
    滿満潑溌潛潜澀渋澁渋澤沢濕湿濟済濤涛濱浜濵浜瀧滝瀨瀬灣湾焰焔燈灯燒焼營営爐炉爭争爲為牀床犧犠狀状狹狭獨独獵猟\
    獸獣獻献瑤瑶瓣弁產産畫画當当疊畳痹痺瘦痩癡痴發発皋皐盃杯盜盗盡尽眞真碎砕祕秘祿禄禦御禪禅禮礼禱祷稅税稱称稻稲\
    穗穂穩穏穰穣竊窃竸競粹粋糉粽絕絶絲糸經経綠緑緖緒緣縁縣県縱縦總総繡繍繩縄繪絵繫繋繼継續続纔才纖繊缺欠罐缶羣群\
    聯連聰聡聲声聽聴肅粛脣唇脫脱腦脳腳脚膽胆臟臓臺台與与舉挙舊旧舍舎舘館荔茘莊荘莖茎菸煙萊莱萬万蒐収蔣蒋蔥葱薗園\
    薰薫藏蔵藝芸藥薬蘆芦處処虛虚號号螢蛍蟲虫蠟蝋蠶蚕蠻蛮衞衛裝装覺覚覽覧觀観觸触註注說説謠謡證証譯訳譽誉讀読變変\
    讓譲豐豊豫予貓猫貳弐賣売賴頼贊賛贗贋踐践蹟跡躰体輕軽輛輌轉転辨弁辭辞辯弁遙遥遞逓遲遅邉辺邊辺郞郎鄉郷鄕郷醉酔\
    醫医醬醤醱醗釀醸釋釈銳鋭鋪舗錄録錢銭鍊錬鎭鎮鐵鉄鑄鋳鑛鉱鑵缶閱閲關関陷陥隨随險険隱隠雙双雜雑雞鶏霸覇靈霊靑青\
    靜静顏顔顯顕飜翻飮飲餘余駈駆騷騒驅駆驗験驛駅髓髄體体髙高髮髪鬥闘鱉鼈鷄鶏鷗鴎鹼鹸鹽塩麥麦麪麺麴麹黃黄黑黒默黙\
    點点黨党齊斉齋斎齒歯齡齢龍竜龜亀﨑崎﨟臈𠮷吉";

struct Forms {
    /// Which blocks of 64 characters hold a form at all: nearly every character is told at once.
    blocks: [u64; 64],
    modern: HashMap<char, char>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms { blocks: [0; 64], modern: HashMap::new() };
    let mut chars = PAIRS.chars();
    while let (Some(old), Some(modern)) = (chars.next(), chars.next()) {
        let (word, bit) = block(old);
        forms.blocks[word] |= bit;
        forms.modern.insert(old, modern);
    }
    forms
});

/// Returns the form in use of an old or variant kanji; none for all other characters.
pub(super) fn modern(c: char) -> Option<char> {
    if c < '\u{2E80}' {
        return None;
    }
    let (word, bit) = block(c);
    let is_possible = FORMS.blocks[word] & bit != 0;
    if is_possible { FORMS.modern.get(&c).copied() } else { None }
}

/// One bit for each of 4096 groups of characters.
const fn block(c: char) -> (usize, u64) {
    // Neighbours fall into different groups: forms stand beside those in use.
    let group = (c as usize) % 4096;
    (group / 64, 1 << (group % 64))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn old_and_variant_forms_have_one_in_use() {
        for (old, new) in [
            ("醫療", "医療"),
            ("國會", "国会"),
            ("證據", "証拠"),
            ("齒科", "歯科"),
            ("髙橋", "高橋"),
            ("山﨑", "山崎"),
            ("渡邊", "渡辺"),
            ("渡邉", "渡辺"),
            ("⻭科", "歯科"),
            ("⻑期", "長期"),
            ("𠮷田", "吉田"),
            ("瀧澤", "滝沢"),
            ("條件", "条件"),
        ] {
            let made: String = old.chars().map(|c| modern(c).unwrap_or(c)).collect();
            assert_eq!(made, new, "{old}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_leads_to_forms_in_use() {
        let chars: Vec<char> = PAIRS.chars().collect();
        let old: Vec<char> = chars.iter().copied().step_by(2).collect();
        assert!(chars.len() > 1000 && chars.len().is_multiple_of(2) && old.is_sorted_by(|a, b| a < b));
        for pair in chars.chunks(2) {
            assert_eq!(modern(pair[1]), None, "{pair:?}: the form in use has no other");
            assert!(std::iter::once(pair[0]).nfkc().eq([pair[0]]), "{pair:?}: NFKC knows it");
        }
    }

    #[test]
    fn all_other_characters_are_left_alone() {
        for c in "医療情報の安全管理、バックアップＡ１疎酢遥附漏洩恢".chars() {
            assert_eq!(modern(c), None, "{c}");
        }
    }
}
