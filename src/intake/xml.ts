import { isUtf8 } from 'node:buffer';
import { badInput } from '../errors.js';
import { Refused } from './arrival.js';
import { plainXml } from './plainXml.js';
import { buffers, type Chunks } from './records.js';
import { Beginning, type XmlDialect } from './xmlBeginning.js';
import { ElementReader, type XmlElement } from './xmlElement.js';
import { type CutRecord, newlinesIn, RecordCutter } from './xmlRecordCutter.js';

/** A record by its line and as it came, with its element or why there is none. */
export type XmlRecord = { readonly line: number; readonly text: string } & (
  | { readonly element: XmlElement }
  | { readonly refused: Refused }
);

export interface XmlFile<D extends XmlDialect> {
  readonly dialect: D;
  /** The root with what stands before the first record. */
  readonly header: XmlElement;
  readonly records: AsyncIterable<XmlRecord>;
}

const LONGEST_HEADER = 4 * 1024 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Opens an XML file of one of the dialects and reads its records as a stream, each by itself, so that a record that is
 * not well-formed, not UTF-8 or over 1 MiB is refused alone. Memory is that of the largest record. Counts that a header
 * gives are not trusted; a file that ends too early gives what it had and one TRUNCATED.
 * Throws BAD_USER_INPUT for any document type (nothing is expanded, no file or network touched), another encoding than
 * UTF-8, a beginning that is not well-formed, and a root that belongs to no dialect.
 */
export async function openXml<D extends XmlDialect>(chunks: Chunks, dialects: readonly D[]): Promise<XmlFile<D>> {
  const bytes = buffers(chunks)[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  for (;;) {
    const next = await bytes.next();
    if (next.done !== true) head = Buffer.concat([head, next.value]);
    if (head.length < 4 && next.done !== true) continue;
    const beginning = new Beginning(withoutMark(head), dialects);
    const first = beginning.firstRecord();
    if (first === null && next.done !== true) {
      if (head.length < LONGEST_HEADER) continue;
      throw badInput(`Expected a first record within ${LONGEST_HEADER} bytes; there is none.`);
    }
    const { dialect, header, open } = beginning.told(next.done === true && first === null);
    const rest = withoutMark(head);
    const start = first ?? rest.length;
    const cutter = new RecordCutter(dialect.record, open, 1 + newlinesIn(rest, 0, start));
    return { dialect, header, records: recordsOf(dialect, header, cutter, rest.subarray(start), bytes) };
  }
}

async function* recordsOf(
  dialect: XmlDialect,
  { prefix }: XmlElement,
  cutter: RecordCutter,
  first: Buffer,
  rest: AsyncIterator<Buffer>,
): AsyncGenerator<XmlRecord> {
  const reader = new ElementReader();
  const read = (cut: CutRecord): XmlRecord => recordOf(cut, reader, dialect, prefix);
  try {
    for (const cut of cutter.push(first)) yield read(cut);
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
      for (const cut of cutter.push(next.value)) yield read(cut);
    for (const cut of cutter.end()) yield read(cut);
  } finally {
    await rest.return?.();
  }
}

function recordOf(
  { line, bytes, refused }: CutRecord,
  reader: ElementReader,
  dialect: XmlDialect,
  prefix: string,
): XmlRecord {
  const text = bytes.toString();
  if (refused !== null) return { line, text, refused };
  try {
    if (!isUtf8(bytes)) throw new Refused('MALFORMED', 'Expected UTF-8; the bytes of the record are something else.');
    const element = plainXml(text) ?? reader.read(text);
    refuseStranger(element, dialect, prefix);
    return { line, text, element };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { line, text, refused: error };
  }
}

/** A record is in the namespace of its root, which it may declare anew. */
function refuseStranger({ prefix, attributes, name }: XmlElement, dialect: XmlDialect, prefixOfRoot: string): void {
  const declared = attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`];
  if (declared === undefined ? prefix === prefixOfRoot : declared === dialect.namespace) return;
  const came = declared === undefined ? `the prefix "${prefix}", which it does not declare` : JSON.stringify(declared);
  throw new Refused('MALFORMED', `Expected <${name}> in the namespace ${dialect.namespace}, came ${came}.`);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
}
