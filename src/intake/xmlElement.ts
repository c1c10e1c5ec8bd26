import { SaxesParser } from 'saxes';
import { Refused } from './arrival.js';

/** An element by its local name, with the text that stands directly in it. */
export interface XmlElement {
  readonly name: string;
  /** The prefix it was written with; empty for none. */
  readonly prefix: string;
  /** By the name as written: "type", "xml:lang", "xmlns:lei". */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Building extends XmlElement {
  readonly children: Building[];
  text: string;
}

const DEEPEST = 64;

/**
 * Reads one small document after the other with a strict parser: what is not well-formed, names an entity that XML does
 * not have by itself, or brings a document type of its own is refused. Nothing is expanded and nothing is fetched.
 */
export class ElementReader {
  private parser = this.made();
  private open: Building[] = [];
  private root: Building | null = null;

  /** Throws Refused. */
  read(text: string): XmlElement {
    try {
      this.parser.write(text).close();
      return this.root as Building;
    } catch (error) {
      this.parser = this.made();
      if (error instanceof Refused) throw error;
      throw new Refused('MALFORMED', `Expected XML that is well-formed: ${(error as Error).message.slice(0, 200)}`);
    } finally {
      this.open = [];
      this.root = null;
    }
  }

  private made(): SaxesParser {
    const parser = new SaxesParser({ position: false });
    parser.on('opentag', (tag) => this.opened(tag.name, tag.attributes as Readonly<Record<string, string>>));
    parser.on('closetag', () => {
      this.open.pop();
    });
    const said = (text: string): void => {
      const element = this.open[this.open.length - 1];
      if (element !== undefined) element.text += text;
    };
    parser.on('text', said);
    parser.on('cdata', said);
    parser.on('doctype', () => {
      throw new Refused('MALFORMED', 'A document type (DOCTYPE) is not accepted.');
    });
    return parser;
  }

  private opened(written: string, attributes: Readonly<Record<string, string>>): void {
    if (this.open.length >= DEEPEST)
      throw new Refused('MALFORMED', `Expected elements nested at most ${DEEPEST} deep; these are deeper.`);
    const { prefix, name } = nameOf(written);
    const element: Building = { name, prefix, attributes, children: [], text: '' };
    const parent = this.open[this.open.length - 1];
    if (parent === undefined) this.root = element;
    else parent.children.push(element);
    this.open.push(element);
  }
}

/** A name as written, "lei:LEIRecord", in its two parts. */
export function nameOf(written: string): { readonly prefix: string; readonly name: string } {
  const colon = written.indexOf(':');
  return { prefix: colon === -1 ? '' : written.slice(0, colon), name: written.slice(colon + 1) };
}

/** The first child of a name, along a path of names; null where there is none. */
export function childOf(element: XmlElement, ...path: readonly string[]): XmlElement | null {
  let found: XmlElement = element;
  for (const name of path) {
    const child = found.children.find((each) => each.name === name);
    if (child === undefined) return null;
    found = child;
  }
  return found;
}

export function childrenOf(element: XmlElement | null, name: string): readonly XmlElement[] {
  return element === null ? [] : element.children.filter((child) => child.name === name);
}

/** The text at the end of a path, trimmed; null where it is missing or blank. */
export function textAt(element: XmlElement | null, ...path: readonly string[]): string | null {
  const text = element === null ? undefined : childOf(element, ...path)?.text.trim();
  return text === undefined || text === '' ? null : text;
}
