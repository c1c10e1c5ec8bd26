import { describe, expect, test } from '@jest/globals';
import { type Chunks, records } from '../../src/intake/records.js';

async function read(chunks: Chunks): Promise<(readonly [number, unknown])[]> {
  const found: (readonly [number, unknown])[] = [];
  for await (const record of records(chunks))
    found.push([record.line, 'value' in record ? record.value : record.refused.reason]);
  return found;
}

/** A text in chunks cut after every byte count, so that every cut is tried. */
function* cutEvery(text: string, length: number): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}

describe('records of a JSON file', () => {
  const LINES = '\ufeff{"a":"1"}\n\n{"b":"}ü{"}\r\n{bad\n{"c":"3"}';
  const ARRAY = ' [ {"a":"1"},\n {"b":["]", {"x":"\\"}"}]}, {"c":}, "s" ]\n';
  const OBJECTS = '{\n "a": {"b": "}"}\n}\n{\n"c":"1"}\n\n{"d":"2"}\n';

  test.each([1, 2, 3, 7, 1000])('are the same however the file is cut: every %i bytes', async (length) => {
    expect(await read(cutEvery(LINES, length))).toEqual([
      [1, { a: '1' }],
      [3, { b: '}ü{' }],
      [4, 'INVALID_JSON'],
      [5, { c: '3' }],
    ]);
    expect(await read(cutEvery(ARRAY, length))).toEqual([
      [1, { a: '1' }],
      [2, { b: [']', { x: '"}' }] }],
      [3, 'INVALID_JSON'],
      [4, 's'],
    ]);
    expect(await read(cutEvery(OBJECTS, length))).toEqual([
      [1, { a: { b: '}' } }],
      [4, { c: '1' }],
      [7, { d: '2' }],
    ]);
  });

  test('an array or object that is cut off gives what it had, and says so', async () => {
    expect(await read(['[{"a":"1"},{"b":"x'])).toEqual([
      [1, { a: '1' }],
      [2, 'TRUNCATED'],
    ]);
    expect(await read(['{\n "a": "1", \n'])).toEqual([[1, 'TRUNCATED']]);
  });

  test('what follows the end of an array is refused, not dropped', async () => {
    expect(await read(['[{"a":"1"}] {"b":"2"} x'])).toContainEqual([2, 'INVALID_JSON']);
  });

  test('an empty file, and one of blank lines, has none', async () => {
    for (const text of ['', '\ufeff', ' \n\n', '[]', '[ ]\n']) expect(await read([text])).toEqual([]);
  });

  test('a key that comes twice in one object is refused, in two objects it is not', async () => {
    expect(await read(['{"exact": 60, "exact": 10}\n{"a": {"x": 1}, "b": {"x": 2, "y": "\\"x\\": "}}'])).toEqual([
      [1, 'MALFORMED'],
      [2, { a: { x: '1' }, b: { x: '2', y: '"x": ' } }],
    ]);
  });

  test('a "__proto__" key is refused, however it is written', async () => {
    expect(await read(['{"__proto__": {}}\n{"\\u005f_proto__": {}}\n{"a": "b"}'])).toEqual([
      [1, 'MALFORMED'],
      [2, 'MALFORMED'],
      [3, { a: 'b' }],
    ]);
  });

  test('brackets nested a million deep are one record like any other', async () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    const found = await read([`{"a":1}\n{"deep":${deep}}\n{"b":2}`]);
    expect(found.map(([line]) => line)).toEqual([1, 2, 3]);
  });

  test('a line of a gigabyte is refused and not held, and the next one is read', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    function* chunks(): Generator<Buffer> {
      yield Buffer.from('{"a":"1"}\n{"b":"');
      for (let count = 0; count < 1024; count += 1) yield piece;
      yield Buffer.from('"}\n{"c":"3"}\n');
    }
    const before = process.memoryUsage().rss;
    expect(await read(chunks())).toEqual([
      [1, { a: '1' }],
      [2, 'TOO_LONG'],
      [3, { c: '3' }],
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('an element of an array that is too long is refused and not held', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    function* chunks(): Generator<Buffer> {
      yield Buffer.from('[{"a":"1"}, {"b":"');
      for (let count = 0; count < 40; count += 1) yield piece;
      yield Buffer.from('"}, {"c":"3"}]');
    }
    expect(await read(chunks())).toEqual([
      [1, { a: '1' }],
      [2, 'TOO_LONG'],
      [3, { c: '3' }],
    ]);
  });

  test.each([
    ['an array that is not closed', '{"b":[1},'],
    ['an object that is not closed', '{"b":{"x":1},'],
    ['an end too many of an object', '{"b":1}},'],
    ['an end too many of an array', '{"b":1]},'],
    ['an end of the wrong kind', '{"b":[1}},'],
  ])('%s costs the element, and not those that follow it', async (_, broken) => {
    const all = await read([`[{"a":1},\n${broken}\n{"c":[{"d":1},\n{"e":1}]},\n{"f":{}}]`]);
    const values = all.flatMap(([, value]) => (typeof value === 'string' ? [] : [value]));
    expect(values).toEqual([{ a: '1' }, { c: [{ d: '1' }, { e: '1' }] }, { f: {} }]);
    expect(all.length).toBeGreaterThan(values.length);
  });

  test('an object over several lines that is not closed costs itself alone', async () => {
    const all = await read(['{\n"a":1\n}\n{\n"b":{\n"x":1\n}\n{\n"c":3\n}\n']);
    expect(all.map(([, value]) => value)).toEqual([{ a: '1' }, 'INVALID_JSON', { c: '3' }]);
    expect(all.map(([line]) => line)).toEqual([1, 4, 8]);
  });

  test('blank lines by the hundred thousand are stepped over', async () => {
    const all = await read([`{\n"a":1\n}${'\n'.repeat(500_000)}{\n"b":1\n}`]);
    expect(all.map(([line]) => line)).toEqual([1, 500_003]);
  });
});
