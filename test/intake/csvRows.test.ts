import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvFile } from '../../src/intake/csvRecords.js';
import { type CsvRow, csvRows } from '../../src/intake/csvRows.js';
import type { Chunks } from '../../src/intake/records.js';

async function rows(chunks: Chunks): Promise<CsvRow[]> {
  const all: CsvRow[] = [];
  for await (const row of csvRows(chunks)) all.push(row);
  return all;
}

/** Cells, or "line: reason" of a row that was refused. */
async function read(...chunks: (string | Uint8Array)[]): Promise<(readonly string[] | string)[]> {
  return (await rows(chunks)).map((row) => ('refused' in row ? `${row.line}: ${row.refused.reason}` : row.cells));
}

describe('the rows of a CSV file', () => {
  test.each([',', ';', '\t', '|'])('are cut at the delimiter %j, which the header tells', async (delimiter) => {
    expect(await read(['a', 'b', 'c'].join(delimiter), '\n', ['1', '2', '3'].join(delimiter))).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ]);
  });

  test('are told by delimiters outside quotes', async () => {
    expect(await read('"a,b,c";d\n1;2')).toEqual([
      ['a,b,c', 'd'],
      ['1', '2'],
    ]);
  });

  test('begin after a byte order mark, end in LF or CRLF, and a blank line is none', async () => {
    expect(await read('\ufeffa,b\r\n\r\n1,2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('may have delimiters, doubled quotes and line breaks within quotes', async () => {
    expect(await read('a,b\n"1, ""one""\nand more",2\n3,4')).toEqual([
      ['a', 'b'],
      ['1, "one"\nand more', '2'],
      ['3', '4'],
    ]);
  });

  test('0x1A is no row: old systems end a file with it', async () => {
    expect(await read('a,b\n1,2\n\u001a')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test.each([
    ['a quote within a cell', 'x"y,2'],
    ['a quote that does not end its cell', '"x"y,2'],
    ['a NUL', 'x\u0000,2'],
    ['bytes that are not UTF-8', Uint8Array.of(0x78, 0xff, 0x2c, 0x32)],
  ])('%s is refused alone, with its line', async (_, bad) => {
    expect(await read('a,b\n1,2\n', bad, '\n3,4')).toEqual([['a', 'b'], ['1', '2'], '3: INVALID_CSV', ['3', '4']]);
  });

  test('a quote that is never closed costs its line and no other', async () => {
    const after = Array.from({ length: 300 }, (_, index) => `${index},x`);
    const all = await read(['a,b', '"open,2', ...after].join('\n'));
    expect(all[1]).toBe('2: INVALID_CSV');
    expect(all.slice(2)).toHaveLength(300);
    expect(all.at(-1)).toEqual(['299', 'x']);
  });

  test('a row of more than 1 MiB is refused alone, whatever its length, and only its beginning is held', async () => {
    function* long(): Generator<string> {
      yield 'a,b\n';
      for (let piece = 0; piece < 64; piece += 1) yield 'x'.repeat(1024 * 1024);
      yield ',2\n3,4\n';
    }
    const all = await rows(long());
    expect(all.map((row) => ('refused' in row ? row.refused.reason : row.cells))).toEqual([
      ['a', 'b'],
      'TOO_LONG',
      ['3', '4'],
    ]);
    expect(all[1]?.text).toHaveLength(1024);
  });

  test('are the same however the bytes are cut, and what was written is what is read', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', ';'), maxLength: 6 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 7 }), async (written, size) => {
        const text = [
          'h,h',
          ...written.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')),
        ].join('\n');
        const bytes = Buffer.from(text);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.subarray(at * size, (at + 1) * size),
        );
        expect((await read(...pieces)).slice(1)).toEqual(written);
      }),
    );
  });
});

describe('the header', () => {
  test('is trimmed and its case says nothing', async () => {
    expect((await csvFile([' Name ,LEI\n'])).header).toEqual(['name', 'lei']);
  });

  test.each([
    ['', 'the file is empty'],
    ['name,Name\n', 'names "name" more than once'],
    ['name,,lei\n', 'Column 2 of 3 has no name'],
    ['name,"lei\n', "header can't be read"],
  ])('%j is none that serves, and it is said why', async (text, why) => {
    await expect(csvFile([text])).rejects.toThrow(why);
  });

  test('has as many names as each row has cells', async () => {
    const { records } = await csvFile(['a,b\n1\n1,2\n1,2,3\n']);
    const all: string[] = [];
    for await (const record of records) all.push('refused' in record ? record.refused.message : 'read');
    expect(all).toEqual([
      'Expected 2 cells, one for each column of the header, came 1.',
      'read',
      'Expected 2 cells, one for each column of the header, came 3.',
    ]);
  });
});
