import { isUtf8 } from 'node:buffer';
import { SaxesParser } from 'saxes';
import { badInput } from '../errors.js';
import { nameOf, type XmlElement } from './xmlElement.js';
import { noDocumentType } from './xmlRecordCutter.js';

/** A kind of file: what its root is called, in which namespace, and what its records are called. */
export interface XmlDialect {
  readonly root: string;
  readonly namespace: string;
  readonly record: string;
}

/** What stands before the first record. */
export class Beginning<D extends XmlDialect> {
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
