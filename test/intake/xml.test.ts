import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainXml } from '../../src/intake/plainXml.js';
import type { Chunks } from '../../src/intake/records.js';
import { openXml, type XmlRecord } from '../../src/intake/xml.js';
import { ElementReader, textAt } from '../../src/intake/xmlElement.js';

const DIALECT = { root: 'Data', namespace: 'urn:test', record: 'Item' };

const file = (items: string, prologue = '<?xml version="1.0"?>'): string =>
  `${prologue}<t:Data xmlns:t="urn:test">\n<t:Header><t:Count>999</t:Count></t:Header>\n<t:Items>\n${items}\n</t:Items>\n</t:Data>\n`;

const item = (id: string, more = ''): string => `<t:Item><t:Id>${id}</t:Id>${more}</t:Item>`;

async function read(chunks: Chunks | string): Promise<XmlRecord[]> {
  const { records } = await openXml(typeof chunks === 'string' ? [Buffer.from(chunks)] : chunks, [DIALECT]);
  const all: XmlRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}

/** The ids of what was read, and the reasons of what was refused, with the line of each. */
async function told(chunks: Chunks | string): Promise<string[]> {
  return (await read(chunks)).map((record) =>
    'refused' in record ? `${record.line} ${record.refused.reason}` : `${record.line} ${textAt(record.element, 'Id')}`,
  );
}

function inPieces(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

describe('records are cut by their tags and read one by one', () => {
  test('each has the line of the file in which it begins', async () => {
    expect(await told(file(`${item('a')}\n${item('b', '\n\n')}${item('c')}\n\n${item('d')}`))).toEqual([
      '4 a',
      '5 b',
      '7 c',
      '9 d',
    ]);
  });

  test('the count in the header is not trusted, and the header comes with the records', async () => {
    const { header, dialect } = await openXml([Buffer.from(file(item('a')))], [DIALECT]);
    expect([textAt(header, 'Header', 'Count'), dialect]).toEqual(['999', DIALECT]);
  });

  test.each([
    ['no prefix', '<Data xmlns="urn:test"><Items><Item><Id>a</Id></Item></Items></Data>'],
    ['a prefix of its own', '<q:Data xmlns:q="urn:test"><Item xmlns="urn:test"><Id>a</Id></Item></q:Data>'],
    ['a byte order mark', `\ufeff${file(item('a'), '')}`],
    ['a comment that names a record before it', file(`<!-- ${item('x')} -->${item('a')}`)],
    ['elements that are not known around it', file(`<t:Group><t:New a=">">text</t:New>${item('a')}</t:Group>`)],
    ['an instruction and character data beside it', file(`<?go x?>${item('a', '<t:X><![CDATA[<]]></t:X>')}`)],
    ['another element that begins like it', file(`<t:Items2/>${item('a', '<t:ItemKind/><t:ItemKind>b</t:ItemKind>')}`)],
    ['space in its closing tag', file('<t:Item ><t:Id>a</t:Id></t:Item\n >')],
  ])('with %s', async (_, text) => {
    expect((await told(text)).map((each) => each.split(' ')[1])).toEqual(['a']);
  });

  test('an empty record is a record, and a file may have none', async () => {
    expect(await told(file(`<t:Item/>${item('a')}`))).toEqual(['4 null', '4 a']);
    expect(await told(file(''))).toEqual([]);
  });

  test('however the file is cut into chunks, in the middle of a character too', async () => {
    const text = file(
      `${item('é漢😀')}\n${item('b', '<t:X y="ü"/>')}\n<t:Item><t:Id>&amp;</t:Id><t:Item>\n${item('c')}`,
    );
    const whole = await told(text);
    for (const size of [1, 2, 3, 7, 64]) expect(await told(inPieces(Buffer.from(text), size))).toEqual(whole);
  });
});

describe('a record that is wrong is refused alone', () => {
  test.each([
    ['a tag that is not closed', '<t:Item><t:Id>b</t:Item>', 'MALFORMED'],
    ['an attribute twice', '<t:Item a="1" a="2"/>', 'MALFORMED'],
    ['a bare ampersand', item('b & c'), 'MALFORMED'],
    ['an entity that XML does not have', item('&lol9;'), 'MALFORMED'],
    ['a character that XML bars', item('b\u0001'), 'MALFORMED'],
    ['a document type of its own', '<t:Item><!DOCTYPE x><t:Id>b</t:Id></t:Item>', 'MALFORMED'],
    ['elements that are nested too deeply', item('b', '<x>'.repeat(70) + '</x>'.repeat(70)), 'MALFORMED'],
    ['no end of its own', '<t:Item><t:Id>b</t:Id>', 'MALFORMED'],
    ['another namespace', '<t:Item xmlns:t="urn:other"><t:Id>b</t:Id></t:Item>', 'MALFORMED'],
    ['a prefix that is not declared', '<u:Item><u:Id>b</u:Id></u:Item>', 'MALFORMED'],
    ['more than a mebibyte', item('b', `<t:X>${'x'.repeat(1024 * 1024)}</t:X>`), 'TOO_LONG'],
    ['text between it and the next', 'stray', 'MALFORMED'],
    ['a tag that closes nothing', '</t:Id>', 'MALFORMED'],
  ])('for %s', async (_, record, reason) => {
    const text = file(`${item('a')}\n${record}\n${item('c')}`);
    expect(await told(text)).toEqual(['4 a', `5 ${reason}`, '6 c']);
    expect(await told(inPieces(Buffer.from(text), 1000))).toEqual(['4 a', `5 ${reason}`, '6 c']);
  });

  test('for bytes that are not UTF-8, with the records beside it as they were', async () => {
    const bytes = Buffer.from(file(`${item('é')}\n${item('#')}\n${item('漢')}`));
    bytes[bytes.indexOf('#')] = 0xff;
    expect(await told([bytes])).toEqual(['4 é', '5 MALFORMED', '6 漢']);
  });

  test('a gigabyte in one record is let go by, and its neighbours are read', async () => {
    const mebibyte = Buffer.alloc(1024 * 1024, 'x');
    function* chunks(): Generator<Buffer> {
      yield Buffer.from(`<t:Data xmlns:t="urn:test">${item('a')}<t:Item><t:Id>`);
      for (let count = 0; count < 1024; count += 1) yield mebibyte;
      yield Buffer.from(`</t:Id></t:Item>${item('c')}</t:Data>`);
    }
    const before = process.memoryUsage().rss;
    expect(await told(chunks())).toEqual(['1 a', '1 TOO_LONG', '1 c']);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  test('a refusal keeps how the record began', async () => {
    const [, refused] = await read(file(`${item('a')}${item('b & c')}`));
    expect(refused?.text).toBe(item('b & c'));
  });
});

describe('a file that ends too early gives what it had', () => {
  const whole = file(`${item('a')}\n${item('b')}`);

  test.each([
    ['within a record', whole.slice(0, whole.indexOf('b</t:Id>')), ['4 a', '5 TRUNCATED']],
    ['between records', whole.slice(0, whole.indexOf('\n</t:Items>')), ['4 a', '5 b', '5 TRUNCATED']],
    ['before the last tag closes', whole.trimEnd().slice(0, -1), ['4 a', '5 b', '7 TRUNCATED']],
    ['within a comment', `${whole.slice(0, whole.indexOf('</t:Items>'))}<!-- `, ['4 a', '5 b', '6 TRUNCATED']],
    ['before its first record', whole.slice(0, whole.indexOf('<t:Items>')), ['3 TRUNCATED']],
  ])('%s', async (_, text, expected) => {
    expect(await told(text)).toEqual(expected);
  });

  test('what stands behind its end is said to be no part of it, though records there are read', async () => {
    expect(await told(file(item('a')) + file(item('b')))).toEqual(['4 a', '7 MALFORMED', '10 b', '11 MALFORMED']);
  });
});

describe('what is no such file is refused whole, before anything is read', () => {
  const LAUGHS = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol9 "&lol;&lol;&lol;">]>`;

  test.each([
    ['an entity bomb', file(item('&lol9;'), LAUGHS), /DOCTYPE/],
    ['an external entity', file(item('&x;'), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), /DOCTYPE/],
    ['an external document type', file(item('a'), '<!DOCTYPE d SYSTEM "http://localhost:1/d.dtd">'), /DOCTYPE/],
    ['a document type behind the first record', file(`${item('a')}<!DOCTYPE d>`), /DOCTYPE/],
    ['another encoding', file(item('a'), '<?xml version="1.0" encoding="ISO-8859-1"?>'), /UTF-8.*"ISO-8859-1"/],
    ['another root', '<t:Other xmlns:t="urn:test"/>', /Expected <Data> in urn:test; came <Other> in urn:test/],
    ['another namespace', '<Data xmlns="urn:old"><Item/></Data>', /came <Data> in urn:old/],
    ['no namespace', '<Data><Item/></Data>', /came <Data> in no namespace/],
    ['no XML', 'LEI,Name\n', /well-formed/],
    ['nothing', '', /came no element at all/],
  ])('%s', async (_, text, message) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) });
  });

  test.each([
    ['UTF-16', Buffer.from(`\ufeff${file(item('a'))}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(file(item('a')), 'utf16le')],
  ])('%s', async (_, bytes) => {
    await expect(read([bytes])).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/UTF-16/),
    });
  });

  test('a beginning without any record does not fill the memory', async () => {
    function* chunks(): Generator<Buffer> {
      yield Buffer.from('<t:Data xmlns:t="urn:test">');
      for (;;) yield Buffer.from('<!-- and so on -->'.repeat(10_000));
    }
    await expect(read(chunks())).rejects.toMatchObject({ message: expect.stringMatching(/first record within/) });
  });
});

describe('what is plain is read as the whole parser reads it', () => {
  const parser = new ElementReader();

  test('for every record of the real files', () => {
    for (const name of ['lei-data', 'rr-data', 'repex-data', 'lei-cdf-2.1-concatenated-20180901-top10']) {
      const text = readFileSync(`test/data/gleif-cdf-xml/${name}.xml`, 'utf8');
      const found = text.match(/<(\w+:(?:LEIRecord|RelationshipRecord|Exception))[\s>][\s\S]*?<\/\1>/g) ?? [];
      expect(found.length).toBeGreaterThan(9);
      for (const record of found) expect(plainXml(record)).toEqual(parser.read(record));
    }
  });

  const pieces = fc.constantFrom(
    ...[
      '<a>',
      '</a>',
      '<b c="d">',
      '</b>',
      '<e/>',
      '<f g=\'h\' i="&lt;"/>',
      'text',
      ' ',
      '\n',
      '&amp;',
      '&#65;',
      '&x;',
    ],
    ...['<a', '>', '/>', '"', '=', ']]>', '<!-- -->', '<![CDATA[x]]>', '<?p?>', '\r', '\u0001', '&', 'é', '😀', '<:a>'],
    ...['<a c="1" c="2">', '<a c=1>', '<a  c = "1" >', '</a >', '<a:b>', '</a:b>', '<a b="\n">', '\ufffe'],
  );

  test('and what is not in order is never plain', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = `<a>${parts.join('')}</a>`;
        const plain = plainXml(text);
        if (plain !== null) expect(plain).toEqual(parser.read(text));
      }),
      { numRuns: 5000 },
    );
  });
});
