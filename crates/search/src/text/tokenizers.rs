//! Tokenizers that hand tantivy text analysed earlier: words joined by a separator, normalised text cut into bigrams.
//!
//! Texts are analysed once, by `analyzer` and `normalize`, because hits are explained from the same words. tantivy 0.27
//! would take pre-tokenised text too, but turns it into JSON and back, which costs as much as the indexing itself.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands between words; no word holds it.
pub(crate) const SEPARATOR: char = '\u{1F}';

/// Takes words apart that were joined by [`SEPARATOR`].
#[derive(Clone, Debug, Default)]
pub(crate) struct JoinedWords;

/// Cuts normalised text into pairs of characters; a space is a break.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pairs;

/// The words of one text.
pub(crate) struct JoinedWordStream<'a> {
    rest: std::str::Split<'a, char>,
    token: Token,
}

/// The pairs of one text.
pub(crate) struct PairStream<'a> {
    rest: &'a str,
    before: Option<char>,
    token: Token,
}

impl Tokenizer for JoinedWords {
    type TokenStream<'a> = JoinedWordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> JoinedWordStream<'a> {
        JoinedWordStream { rest: text.split(SEPARATOR), token: Token::default() }
    }
}

impl TokenStream for JoinedWordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.rest.by_ref().find(|word| !word.is_empty()) else { return false };
        self.token.text.clear();
        self.token.text.push_str(word);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Tokenizer for Pairs {
    type TokenStream<'a> = PairStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PairStream<'a> {
        PairStream { rest: text, before: None, token: Token::default() }
    }
}

impl TokenStream for PairStream<'_> {
    fn advance(&mut self) -> bool {
        let mut chars = self.rest.chars();
        while let Some(c) = chars.next() {
            let before = self.before.replace(c).filter(|c| *c != ' ');
            let next = chars.clone().next().filter(|c| *c != ' ');
            let text = self.rest;
            self.rest = chars.as_str();
            // A lone character stands for itself; the last of a run was the second half of the pair before.
            if c != ' ' && (next.is_some() || before.is_none()) {
                self.token.text.clear();
                self.token.text.push_str(&text[..c.len_utf8() + next.map_or(0, char::len_utf8)]);
                self.token.position = self.token.position.wrapping_add(1);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normalize;

    fn tokens(mut stream: impl TokenStream) -> Vec<String> {
        let mut found = Vec::new();
        while stream.advance() {
            found.push(stream.token().text.clone());
        }
        found
    }

    #[test]
    fn words_come_apart_as_they_were_joined() {
        let text = ["二", "要素", "認証"].join(&SEPARATOR.to_string());
        assert_eq!(tokens(JoinedWords.token_stream(&text)), ["二", "要素", "認証"]);
        assert!(tokens(JoinedWords.token_stream("")).is_empty());
    }

    #[test]
    fn index_and_query_cut_the_same_pairs() {
        for text in ["鍵、管理", "二要素認証", "VPN接続(IPsec)、鍵", "", "a b"] {
            let normalized = normalize(text);
            assert_eq!(tokens(Pairs.token_stream(&normalized.text())), normalized.bigrams(), "{text}");
        }
    }
}
