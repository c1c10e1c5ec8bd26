import { describeShare } from '../model/share.js';
import type { InterestStatement } from '../model/statement.js';
import type { Exported, ExportFormat } from './exported.js';
import { lineOf } from './ndjson.js';

/** A graph for Gephi, yEd, Cytoscape or NetworkX: parties are nodes, interests edges; each bears its statements whole. */
export const graphml: ExportFormat = {
  name: 'graphml',
  title: 'a graph to draw, parties as nodes and interests as edges; every statement goes with it',
  text: document,
};

const KEYS: readonly (readonly [id: string, of: 'node' | 'edge' | 'all'])[] = [
  ['label', 'all'],
  ['kind', 'node'],
  ['incorporatedIn', 'node'],
  ['headquarters', 'node'],
  ['type', 'edge'],
  ['share', 'edge'],
  ['startDate', 'edge'],
  ['endDate', 'edge'],
  ['statement', 'all'],
];

async function* document(statements: AsyncIterable<Exported>): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n`;
  for (const [id, of] of KEYS) yield `  <key id="${id}" for="${of}" attr.name="${id}" attr.type="string"/>\n`;
  yield '  <graph id="controlgraph" edgedefault="directed">\n';
  let about: About[] = [];
  let others = 0;
  for await (const each of statements) {
    if (each.kind === 'PARTY') {
      if (about[0] !== undefined && about[0].of !== each.of) {
        yield partyNode(about);
        about = [];
      }
      about.push(each);
      continue;
    }
    if (about.length > 0) yield partyNode(about);
    about = [];
    if (each.kind === 'INTEREST') yield edge(each.statement);
    else yield node(`${each.kind} ${++others}`, { label: labelOf(each), kind: each.kind }, [each]);
  }
  if (about.length > 0) yield partyNode(about);
  yield '  </graph>\n</graphml>\n';
}

function labelOf(each: Exported & { kind: 'PRODUCT' | 'EDITION' }): string {
  return each.kind === 'PRODUCT' ? each.statement.name : `${each.edition.list} ${each.edition.edition}`;
}

type About = Exported & { kind: 'PARTY' };

/** One node however many records the party has. */
function partyNode(about: readonly About[]): string {
  const id = about[0]?.of ?? '';
  const facts = about.map(({ statement }) => statement.facts);
  const said = (values: readonly (string | undefined)[]): string =>
    [...new Set(values.filter((value) => value !== undefined))].join(', ');
  const drawn = {
    label: facts.findLast(({ name }) => name !== undefined)?.name ?? id,
    kind: said(facts.map(({ kind }) => kind)),
    incorporatedIn: said(facts.map(({ incorporatedIn }) => incorporatedIn)),
    headquarters: said(facts.flatMap(({ headquarters = [] }) => headquarters.map(({ jurisdiction }) => jurisdiction))),
  };
  return node(id, drawn, about);
}

/** From the holder to what is held; a holder who is not named is a node of his own. */
function edge(statement: InterestStatement): string {
  const { interestedParty, undisclosed, subject, type, share, startDate, endDate, source } = statement;
  const holder = interestedParty ?? `? ${source.dataset} ${source.statementId}`;
  const hidden = interestedParty === null ? node(holder, { label: undisclosed ?? '', kind: 'UNDISCLOSED' }, []) : '';
  const label = `${type} ${describeShare(share)}`;
  const drawn = { label, type, share: describeShare(share), startDate: startDate ?? '', endDate: endDate ?? '' };
  const ends = `source="${escaped(holder)}" target="${escaped(subject)}"`;
  return `${hidden}    <edge ${ends}>${data(drawn, [{ kind: 'INTEREST', statement }])}</edge>\n`;
}

function node(id: string, drawn: Readonly<Record<string, string>>, statements: readonly Exported[]): string {
  return `    <node id="${escaped(id)}">${data(drawn, statements)}</node>\n`;
}

function data(drawn: Readonly<Record<string, string>>, statements: readonly Exported[]): string {
  const fields = Object.entries(drawn).filter(([, value]) => value !== '');
  const all = [...fields, ...statements.map((each) => ['statement', inXml(lineOf(each))] as const)];
  return all.map(([key, value]) => `<data key="${key}">${escaped(value)}</data>`).join('');
}

/** JSON can say what XML can't. */
function inXml(json: string): string {
  return json.replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

/** XML has no place for most control characters, however they are written. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/\r/g, '&#13;')
      .replace(/\n/g, '&#10;')
      .replace(/\t/g, '&#9;')
  );
}
