import { badInput } from '../errors.js';
import { Refused } from './arrival.js';
import { nameOf } from './xmlElement.js';

/** The bytes of one record, as they stand in the file, or why there are none to read. */
export interface CutRecord {
  readonly line: number;
  /** The whole record; of a refused one the beginning. */
  readonly bytes: Buffer;
  readonly refused: Refused | null;
}

const LONGEST_RECORD = 1024 * 1024;
const LONGEST_TAG = 65_536;
const LONGEST_NAME = 256;
const SHOWN = 4096;
/** Enough to tell what kind of markup begins: "<![CDATA[" and "<!DOCTYPE". */
const TELLING = 9;
const NEWLINE = 0x0a;
const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;

/**
 * Cuts a stream of XML into its records by their tags, without reading what is in them: a record is closed by its own
 * tag or cut short by the next one of its kind, so that one that is broken takes nothing else with it. A record over
 * 1 MiB is refused and let go by. Elements around and between the records are stepped through; text and tags that
 * belong nowhere are one refusal each time.
 */
export class RecordCutter {
  private held: Buffer = Buffer.alloc(0);
  /** Where the bytes begin that are not dealt with. */
  private at = 0;
  private mode: 'BETWEEN' | 'RECORD' | 'TOO_LONG' | 'ASIDE' = 'BETWEEN';
  /** How the record under way closes and how the next one begins. */
  private tags = tagsOf('');
  /** Up to here there is no tag of either kind. */
  private scanned = 0;
  /** What ends a comment, an instruction or character data. */
  private ending = '';
  private stray: CutRecord | null = null;

  /** `open`: the elements that are open where the first record begins, the root first; `line`: of that place. */
  constructor(
    private readonly record: string,
    private readonly open: string[],
    private line: number,
  ) {}

  /** What a further piece of the file completes. Throws Failure where a document type comes. */
  push(chunk: Buffer): CutRecord[] {
    this.held = this.at >= this.held.length ? chunk : Buffer.concat([this.held.subarray(this.at), chunk]);
    this.scanned = Math.max(0, this.scanned - this.at);
    this.at = 0;
    const cuts: CutRecord[] = [];
    while (this.step(cuts));
    return cuts;
  }

  /** What is left at the end of the file. */
  end(): CutRecord[] {
    const cuts: CutRecord[] = [];
    const rest = this.held.subarray(this.at);
    if (this.stray !== null) cuts.push(this.stray);
    const isWhole = this.mode === 'BETWEEN' && this.open.length === 0 && isBlank(rest);
    if (isWhole) return cuts;
    const within = this.mode === 'RECORD' || this.mode === 'TOO_LONG' ? 'a record' : `<${this.open[0] ?? 'a tag'}>`;
    const message = `Expected the file to go on: it ends within ${within}.`;
    return [...cuts, { line: this.line, bytes: shown(rest), refused: new Refused('TRUNCATED', message) }];
  }

  /** One step; false where more of the file is needed. */
  private step(cuts: CutRecord[]): boolean {
    switch (this.mode) {
      case 'BETWEEN':
        return this.between(cuts);
      case 'ASIDE':
        return this.aside();
      default:
        return this.within(cuts);
    }
  }

  private within(cuts: CutRecord[]): boolean {
    const { held, at, tags } = this;
    const from = Math.max(this.scanned, at + tags.opening.length);
    const closing = indexOfTag(held, tags.closing, from);
    const next = indexOfTag(held, tags.opening, from);
    const isShort = next !== -1 && (closing === -1 || next < closing);
    const end = isShort ? next : closing === -1 ? -1 : held.indexOf(GREATER, closing) + 1;
    if (end <= 0) return this.wait(cuts, closing);
    const isTooLong = this.mode === 'TOO_LONG' || end - at > LONGEST_RECORD;
    if (isTooLong) {
      if (this.mode !== 'TOO_LONG') cuts.push(this.tooLong());
    } else {
      const message = `Expected the record to end in ${tags.closing}>; the next one begins before.`;
      const refused = isShort ? new Refused('MALFORMED', message) : null;
      const bytes = held.subarray(at, end);
      cuts.push({ line: this.line, bytes: isShort ? shown(bytes) : bytes, refused });
    }
    this.consume(end);
    this.mode = isShort ? 'RECORD' : 'BETWEEN';
    return true;
  }

  private wait(cuts: CutRecord[], closing: number): boolean {
    const { held, tags } = this;
    const unread = closing === -1 ? held.length - tags.closing.length : closing;
    this.scanned = Math.max(this.at, unread);
    if (this.mode === 'RECORD' && held.length - this.at > LONGEST_RECORD) {
      cuts.push(this.tooLong());
      this.mode = 'TOO_LONG';
    }
    if (this.mode === 'TOO_LONG') this.consume(Math.max(this.at, this.scanned - tags.opening.length));
    return false;
  }

  private tooLong(): CutRecord {
    const message = `Expected a record of at most ${LONGEST_RECORD} bytes, came a longer one.`;
    return { line: this.line, bytes: shown(this.held.subarray(this.at)), refused: new Refused('TOO_LONG', message) };
  }

  private between(cuts: CutRecord[]): boolean {
    const { held } = this;
    const less = held.indexOf(LESS, this.at);
    const text = less === -1 ? held.length : less;
    if (text > this.at) {
      // Text within an element of its own is that element's; between records there is none.
      const said = held.subarray(this.at, text).findIndex((byte) => byte > 0x20);
      if (said !== -1 && this.open.length <= 2) {
        this.consume(this.at + said);
        this.strayed(text);
      }
      this.consume(text);
    }
    if (less === -1 || (held.length - less < TELLING && held.indexOf(GREATER, less) === -1)) return false;
    const telling = held.toString('latin1', less, less + TELLING);
    if (telling.startsWith('<!--')) return this.putAside('-->', 4);
    if (telling.startsWith('<?')) return this.putAside('?>', 2);
    if (telling === '<![CDATA[') {
      this.strayed(less + TELLING);
      return this.putAside(']]>', TELLING);
    }
    if (telling.startsWith('<!D')) throw noDocumentType();
    return this.tag(cuts, less);
  }

  private tag(cuts: CutRecord[], less: number): boolean {
    const { held } = this;
    const written = /^<\/?([^\s<>/]+)[\s/>]/.exec(held.toString('latin1', less, less + LONGEST_NAME))?.[1];
    const isClosing = held[less + 1] === SLASH;
    if (written !== undefined && !isClosing && nameOf(written).name === this.record) return this.begin(cuts, written);
    const greater = endOfTag(held, less);
    if (greater === -1) {
      if (held.length - less <= LONGEST_TAG) return false;
      this.strayed(less + 1);
      this.consume(less + 1);
      return true;
    }
    if (written === undefined || (isClosing && this.open[this.open.length - 1] !== written)) this.strayed(greater + 1);
    else if (isClosing) this.open.pop();
    else if (this.open.length === 0) this.strayed(greater + 1);
    else if (held[greater - 1] !== SLASH) this.open.push(written);
    this.consume(greater + 1);
    return true;
  }

  private begin(cuts: CutRecord[], written: string): boolean {
    const greater = this.held.indexOf(GREATER, this.at);
    if (greater === -1 && this.held.length - this.at <= LONGEST_TAG) return false;
    if (this.stray !== null) cuts.push(this.stray);
    this.stray = null;
    if (this.tags.name !== written) this.tags = tagsOf(written);
    this.scanned = this.at;
    if (greater !== -1 && this.held[greater - 1] === SLASH) {
      cuts.push({ line: this.line, bytes: this.held.subarray(this.at, greater + 1), refused: null });
      this.consume(greater + 1);
    } else this.mode = 'RECORD';
    return true;
  }

  private putAside(ending: string, opening: number): boolean {
    this.ending = ending;
    this.mode = 'ASIDE';
    this.consume(this.at + opening);
    return true;
  }

  private aside(): boolean {
    const found = this.held.indexOf(this.ending, this.at, 'latin1');
    if (found === -1) {
      this.consume(Math.max(this.at, this.held.length - this.ending.length + 1));
      return false;
    }
    this.consume(found + this.ending.length);
    this.mode = 'BETWEEN';
    return true;
  }

  private strayed(end: number): void {
    const message = `Expected a <${this.record}> or the end of the file here; what came belongs to neither.`;
    this.stray ??= {
      line: this.line,
      bytes: shown(this.held.subarray(this.at, end)),
      refused: new Refused('MALFORMED', message),
    };
  }

  private consume(end: number): void {
    this.line += newlinesIn(this.held, this.at, end);
    this.at = end;
  }
}

export function noDocumentType(): Error {
  return badInput('The file brings a document type (DOCTYPE), which is never accepted: it could name other files.');
}

export function newlinesIn(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at !== -1 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

function tagsOf(name: string): { readonly name: string; readonly opening: string; readonly closing: string } {
  return { name, opening: `<${name}`, closing: `</${name}` };
}

/** Where a tag begins, its name not going on; -1 where there is none or its end is not there yet. */
function indexOfTag(bytes: Buffer, tag: string, from: number): number {
  for (let at = bytes.indexOf(tag, from, 'utf8'); at !== -1; at = bytes.indexOf(tag, at + 1, 'utf8')) {
    const after = bytes[at + Buffer.byteLength(tag)];
    if (after === undefined) return -1;
    if (after <= 0x20 || after === GREATER || after === SLASH) return at;
  }
  return -1;
}

/** Where a tag ends; a ">" in an attribute does not end it. -1 where its end is not there yet. */
function endOfTag(bytes: Buffer, less: number): number {
  let quote = 0;
  for (let at = less; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (quote !== 0) quote = byte === quote ? 0 : quote;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === GREATER) return at;
  }
  return -1;
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte <= 0x20);
}

function shown(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, SHOWN));
}
