//! Reads XML piece by piece, so that no piece takes more memory than a cell needs.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::limits::PIECE_BYTES;
use super::unreadable::Unreadable;

/// A piece of XML. Names are without their namespaces.
pub(super) enum Piece<'x> {
    /// The start of an element; an empty element has a start and an end.
    Start(Element<'x>),
    /// The end of an element.
    End(ElementEnd<'x>),
    /// A piece of text.
    Text(Cow<'x, str>),
    /// A comment or a declaration, which means nothing here.
    Other,
    /// The end of the part.
    Eof,
}

/// The start of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

/// The end of an element.
pub(super) struct ElementEnd<'x>(BytesEnd<'x>);

/// A reader of one part.
pub(super) struct Xml<'a, R> {
    reader: Reader<Limited<'a, R>>,
    buffer: Vec<u8>,
}

impl<'a, R: BufRead> Xml<'a, R> {
    /// Returns a reader; `left` is how many bytes may be read.
    pub fn new(reader: R, left: &'a mut u64) -> Self {
        let mut reader = Reader::from_reader(Limited { reader, left, piece: 0 });
        let config = reader.config_mut();
        // Names of elements are not kept, however deep they are nested.
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new() }
    }

    /// Returns the next piece.
    ///
    /// # Errors
    ///
    /// If the part is no XML, or a piece is larger than a filled-in worklist can have.
    pub fn next(&mut self) -> Result<Piece<'_>, Unreadable> {
        self.buffer.clear();
        self.reader.get_mut().piece = 0;
        Ok(match self.reader.read_event_into(&mut self.buffer).map_err(refused)? {
            Event::Eof => Piece::Eof,
            Event::Start(start) => Piece::Start(Element(start)),
            Event::End(end) => Piece::End(ElementEnd(end)),
            Event::Text(text) => Piece::Text(text.xml10_content().into_owned().into()),
            Event::CData(text) => Piece::Text(text.xml10_content().into_owned().into()),
            Event::GeneralRef(entity) => Piece::Text(match resolve_xml_entity(entity.as_ref()) {
                Some(known) => known.into(),
                None => entity.resolve_char_ref().ok().flatten().ok_or(Unreadable::Damaged)?.to_string().into(),
            }),
            _ => Piece::Other,
        })
    }

    /// Passes over an element that has just started, with everything in it.
    ///
    /// # Errors
    ///
    /// If it has no end.
    pub fn skip(&mut self) -> Result<(), Unreadable> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()? {
                Piece::Start(_) => depth += 1,
                Piece::End(_) => depth -= 1,
                Piece::Text(_) | Piece::Other => {}
                Piece::Eof => return Err(Unreadable::Damaged),
            }
        }
        Ok(())
    }

    /// Returns the text in an element that has just started, up to its end.
    ///
    /// # Errors
    ///
    /// If it has no end.
    pub fn text(&mut self) -> Result<String, Unreadable> {
        let mut text = String::new();
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()? {
                Piece::Start(_) => depth += 1,
                Piece::End(_) => depth -= 1,
                Piece::Text(part) => text.push_str(&part),
                Piece::Other => {}
                Piece::Eof => return Err(Unreadable::Damaged),
            }
            if text.len() > PIECE_BYTES {
                return Err(Unreadable::TooLong);
            }
        }
        Ok(text)
    }
}

impl ElementEnd<'_> {
    /// Returns the name.
    pub fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }
}

impl Element<'_> {
    /// Returns the name.
    pub fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// Whether it belongs to a namespace of this prefix.
    pub fn has_prefix(&self, prefix: &str) -> bool {
        self.0.name().into_inner().split_once(':').is_some_and(|(own, _)| own == prefix)
    }

    /// Returns the value of an attribute.
    ///
    /// # Errors
    ///
    /// If the attributes are damaged.
    pub fn attribute(&self, name: &str) -> Result<Option<String>, Unreadable> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
            if attribute.key.local_name().as_ref() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Unreadable::Damaged)?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }

    /// Returns an attribute that is a whole number; none also if it is another text.
    ///
    /// # Errors
    ///
    /// If the attributes are damaged.
    pub fn number(&self, name: &str) -> Result<Option<usize>, Unreadable> {
        Ok(self.attribute(name)?.and_then(|value| value.trim().parse().ok()))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn refused(error: quick_xml::Error) -> Unreadable {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Unreadable::TooLargeInside,
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => Unreadable::TooLong,
        _ => Unreadable::Damaged,
    }
}

/// A reader that ends with an error where a piece, or all pieces together, get too large.
struct Limited<'a, R> {
    reader: R,
    left: &'a mut u64,
    piece: usize,
}

impl<R: BufRead> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Limited<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        // The kinds tell the reasons apart; an archive whose bytes are damaged fails before anything is read of it.
        if self.piece > PIECE_BYTES {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if *self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.piece = self.piece.saturating_add(count);
        *self.left = self.left.saturating_sub(count as u64);
        self.reader.consume(count);
    }
}
