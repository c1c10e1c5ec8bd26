import { isUtf8 } from 'node:buffer';
import { SaxesParser } from 'saxes';
import { badInput } from '../errors.js';
import { Refused } from './arrival.js';
import { plainXml } from './plainXml.js';
import { buffers, type Chunks } from './records.js';
import { ElementReader, nameOf, type XmlElement } from './xmlElement.js';
import { type CutRecord, newlinesIn, noDocumentType, RecordCutter } from './xmlRecordCutter.js';

/** A kind of file: what its root is called, in which namespace, and what its records are called. */
export interface XmlDialect {
  readonly root: string;
  readonly namespace: string;
  readonly record: string;
}

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

/** What stands before the first record. */
class Beginning<D extends XmlDialect> {
  private readonly open: XmlElement[] = [];
  private readonly written: string[] = [];
  private root: XmlElement | null = null;
  private uri = '';
  private probed = false;
  private readonly parser = new SaxesParser({ xmlns: true, position: false });

  constructor(
    private readonly bytes: Buffer,
    private readonly dialects: readonly D[],
  ) {
    refuseUtf16(bytes);
    const { parser } = this;
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding))
        throw badInput(`Expected UTF-8; the file says that it is ${JSON.stringify(encoding)}. Convert it first.`);
    });
    parser.on('doctype', () => {
      throw noDocumentType();
    });
    parser.on('opentag', ({ name, uri, attributes }) => {
      if (name === PROBE) this.probed = true;
      else this.opened(name, uri, attributes);
    });
    parser.on('closetag', ({ name }) => {
      if (name === PROBE) return;
      this.open.pop();
      this.written.pop();
    });
    parser.on('text', (text) => {
      const element = this.open.at(-1) as { text: string } | undefined;
      if (element !== undefined) element.text += text;
    });
  }

  /** Where the first record begins; null where none does, as far as the bytes go. Throws Failure. */
  firstRecord(): number | null {
    const text = this.bytes.toString('latin1');
    const records = new Set(this.dialects.map(({ record }) => record));
    let read = 0;
    for (const { index, 1: written = '' } of text.matchAll(/<([^\s<>/!?]+)(?=[\s/>])/g)) {
      if (!records.has(nameOf(written).name)) continue;
      this.write(this.bytes.subarray(read, index));
      read = index;
      // What stands in a comment opens nothing.
      this.parse(`<${PROBE} xmlns=""/>`);
      if (this.probed) return index;
    }
    return null;
  }

  /** Throws Failure. */
  told(isAll: boolean): { readonly dialect: D; readonly header: XmlElement; readonly open: string[] } {
    if (isAll && !this.probed) this.write(this.bytes);
    const { root, dialects, uri } = this;
    const dialect = dialects.find((each) => each.root === root?.name && each.namespace === uri);
    if (root !== null && dialect !== undefined) return { dialect, header: root, open: this.written };
    const known = dialects.map((each) => `<${each.root}> in ${each.namespace}`).join(', ');
    const came = root === null ? 'no element at all' : `<${root.name}> in ${uri === '' ? 'no namespace' : uri}`;
    throw badInput(`Expected ${known}; came ${came}.`);
  }

  private write(bytes: Buffer): void {
    if (!isUtf8(bytes)) throw badInput('Expected UTF-8; the bytes before the first record are something else.');
    this.parse(bytes.toString());
  }

  private parse(text: string): void {
    try {
      this.parser.write(text);
    } catch (error) {
      if (error instanceof Error && error.name === 'Failure') throw error;
      throw badInput(`Expected XML that is well-formed before the first record: ${(error as Error).message}`);
    }
  }

  private opened(written: string, uri: string, attributes: Readonly<Record<string, { readonly value: string }>>): void {
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value] as const);
    const element = { ...nameOf(written), attributes: Object.fromEntries(values), children: [], text: '' };
    const parent = this.open.at(-1);
    if (parent === undefined) {
      this.root = element;
      this.uri = uri;
    } else (parent.children as XmlElement[]).push(element);
    this.open.push(element);
    this.written.push(written);
  }
}

const PROBE = 'controlgraph-probe';

function refuseUtf16(bytes: Buffer): void {
  const [first, second] = bytes;
  const isMarked = (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
  if (isMarked || first === 0 || second === 0)
    throw badInput('Expected UTF-8; the file begins as UTF-16. Convert it first.');
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
}
