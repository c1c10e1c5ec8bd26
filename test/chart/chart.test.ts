import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seedStore } from '../../seed/seed.js';
import type { Store } from '../../src/store/store.js';
import { answer, emptyStore } from '../asking.js';

let store: Store;
beforeAll(async () => {
  store = await emptyStore();
  await seedStore(store);
});
afterAll(() => store.close());

const FORMATS = ['SVG', 'DOT', 'GRAPHML', 'MERMAID'] as const;
type Charts = Readonly<Record<(typeof FORMATS)[number], string>>;
const SELECTION = FORMATS.map((format) => `${format}: chart(format: ${format})`).join(' ');

async function chartsOf(id: string): Promise<Charts> {
  return (await answer(store, `{ company(by: {id: "${id}"}) { restriction { ${SELECTION} } } }`)).company.restriction;
}

interface Held {
  readonly by: string;
  readonly of: string;
  readonly share: object | null;
}

async function supposed(
  names: ReadonlyMap<string, string>,
  held: readonly Held[],
  mode = 'EVERYWHERE',
): Promise<Charts> {
  const suppose = {
    empty: true,
    parties: [...names].map(([id, name], index) => ({
      id,
      name,
      headquarters: index % 5 === 4 ? 'CN' : index % 7 === 6 ? 'KY' : 'SG',
    })),
    interests: held.map(({ by, of, share }) => ({
      interestedParty: by,
      subject: of,
      ...(share === null ? {} : { share }),
    })),
  };
  const query = `query($suppose: Supposition!, $mode: UnrecordedOwners!) { world(suppose: $suppose, unrecordedOwners: $mode) { company(by: {id: "n0"}) { restriction { ${SELECTION} } } } }`;
  return (await answer(store, query, { suppose, mode })).world.company.restriction;
}

/** Structures of up to 60 parties, circles and long ways among them, in which everybody matters to n0. */
const structures = fc.integer({ min: 2, max: 60 }).chain((size) =>
  fc
    .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: 1, max: 90 })), { maxLength: size })
    .map((more) => {
      const held: Held[] = [];
      const known = new Set<string>();
      const add = (by: number, of: number, share: object | null): void => {
        if (by === of || known.has(`${by} ${of}`)) return;
        known.add(`${by} ${of}`);
        held.push({ by: `n${by}`, of: `n${of}`, share });
      };
      for (let node = 1; node < size; node += 1) add(node, Math.floor((node - 1) / 3), null);
      for (const [by, of, percent] of more) add(by, of, percent % 2 === 0 ? { exact: String(percent) } : null);
      return {
        names: new Map(Array.from({ length: size }, (_, node) => [`n${node}`, `Company number ${node} of the world`])),
        held,
      };
    }),
);

/** Elements of a document by name and attributes; throws where it is not well-formed. */
function elements(xml: string): { readonly name: string; readonly attributes: ReadonlyMap<string, string> }[] {
  const found: { name: string; attributes: Map<string, string> }[] = [];
  const open: string[] = [];
  const rest = xml.replace(/^<\?xml [^?]*\?>\n/, '');
  const token = /<(\/?)([A-Za-z]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  for (const match of rest.matchAll(token)) {
    if (match.index !== at) throw new Error(`not well-formed at ${JSON.stringify(rest.slice(at, at + 60))}`);
    at += match[0].length;
    const [, closes, name, attributes, empty, text] = match;
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`an entity in ${text.slice(0, 60)}`);
    } else if (closes === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      found.push({
        name: name as string,
        attributes: new Map(
          [...(attributes ?? '').matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key, value]) => [
            key as string,
            value as string,
          ]),
        ),
      });
      if (empty !== '/') open.push(name as string);
    }
  }
  if (at !== rest.length || open.length > 0)
    throw new Error(`it ends early: ${open.join(' ')} at ${JSON.stringify(rest.slice(at, at + 60))}`);
  return found;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function rectangles(svg: string): Rectangle[] {
  const number = (attributes: ReadonlyMap<string, string>, name: string): number => Number(attributes.get(name));
  return elements(svg)
    .filter(({ name, attributes }) => name === 'rect' && !attributes.has('style'))
    .map(({ attributes }) => ({
      x: number(attributes, 'x'),
      y: number(attributes, 'y'),
      width: number(attributes, 'width'),
      height: number(attributes, 'height'),
    }));
}

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Points of a line where it turns, and some between. */
function pointsOf(d: string): { x: number; y: number }[] {
  const numbers = [...d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  return numbers;
}

describe('a picture of a proof', () => {
  test('no box lies over another, no line runs through one, and all is inside, at up to 60 parties', async () => {
    await fc.assert(
      fc.asyncProperty(structures, async ({ names, held }) => {
        const { SVG } = await supposed(names, held);
        const boxes = rectangles(SVG);
        for (const [index, box] of boxes.entries())
          for (const other of boxes.slice(index + 1))
            expect({ box, other, overlap: overlap(box, other) }).toMatchObject({ overlap: false });
        const [, , width, height] = (/viewBox="([^"]+)"/.exec(SVG)?.[1] ?? '').split(' ').map(Number) as [
          number,
          number,
          number,
          number,
        ];
        for (const box of boxes)
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
        const lines = elements(SVG).filter(
          ({ name, attributes }) => name === 'path' && attributes.get('class')?.startsWith('line'),
        );
        for (const { attributes } of lines) {
          for (const { x, y } of pointsOf(attributes.get('d') as string)) {
            const inside = boxes.filter(
              (box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height,
            );
            expect({ d: attributes.get('d'), inside }).toMatchObject({ inside: [] });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the same proof is the same bytes, in every language', async () => {
    expect(await chartsOf('tiktok-usds')).toEqual(await chartsOf('tiktok-usds'));
  });

  test('the words of the picture name every party that is drawn, and say every share', async () => {
    const { SVG } = await chartsOf('tiktok-usds');
    const words = /<desc id="words">([^<]*)<\/desc>/.exec(SVG)?.[1] ?? '';
    for (const [, name] of SVG.matchAll(/<g class="[a-z]+"><title>([^<,]*)/g)) expect(words).toContain(name);
    expect(words).toContain('ByteDance Ltd. holds 19.9 % of the shares of TikTok USDS Joint Venture LLC.');
    expect(SVG).toMatch(/^<svg [^>]*role="img" aria-labelledby="title words"/);
    expect(SVG).toContain('prefers-color-scheme: dark');
  });

  test('what is not exactly known is dashed, and a circle that has to stay unrestricted is told as one', async () => {
    const names = new Map([
      ['n0', 'Below'],
      ['n1', 'Above'],
      ['n2', 'Beside'],
      ['n3', 'Other'],
      ['n4', 'Far'],
    ]);
    const { SVG, DOT, MERMAID } = await supposed(
      names,
      [
        { by: 'n1', of: 'n0', share: null },
        { by: 'n2', of: 'n1', share: { exact: '60' } },
        { by: 'n1', of: 'n2', share: { exact: '60' } },
        { by: 'n4', of: 'n2', share: { exact: '30' } },
      ],
      'IGNORED',
    );
    expect(SVG).toContain('class="line unknown"');
    expect(SVG).toContain('closing a circle');
    expect(DOT).toContain('style=dashed');
    expect(MERMAID).toContain('-.->');
  });

  test('more parties than can be read are said, not drawn', async () => {
    const names = new Map(Array.from({ length: 80 }, (_, node) => [`n${node}`, `N${node}`]));
    const held = Array.from({ length: 79 }, (_, node) => ({ by: `n${node + 1}`, of: 'n0', share: { exact: '1' } }));
    const { SVG, DOT, GRAPHML, MERMAID } = await supposed(names, held);
    expect(rectangles(SVG).length).toBeLessThanOrEqual(60);
    for (const text of [SVG, DOT, GRAPHML, MERMAID]) expect(text).toMatch(/\d+ more parties, farther up/);
  });
});

describe('a hostile name', () => {
  const name = `<script>alert(1)</script>"]; x -> y \\" & ' ${'\u202e'}evil ${'\u0000'}${'A'.repeat(9_000)}`;

  test('is text in every language', async () => {
    const names = new Map([
      ['n0', 'Subject'],
      ['n1', name.replaceAll('\u0000', '')],
      ['n2', 'x'],
      ['n3', 'y'],
      ['n4', name.replaceAll('\u0000', '')],
    ]);
    const charts = await supposed(names, [
      { by: 'n4', of: 'n0', share: { exact: '60' } },
      { by: 'n1', of: 'n0', share: null },
    ]);
    for (const [format, text] of Object.entries(charts)) {
      // Graphviz reads no markup inside quotes.
      if (format !== 'DOT') expect(text).not.toContain('<script');
      expect(text).not.toContain('\u202e');
      expect(text.length).toBeLessThan(20_000);
    }
    expect(() => elements(charts.SVG)).not.toThrow();
    expect(() => elements(charts.GRAPHML)).not.toThrow();
    for (const line of charts.DOT.trimEnd().split('\n')) expect(line).toMatch(DOT_LINE);
    for (const line of charts.MERMAID.trimEnd().split('\n')) expect(line).toMatch(MERMAID_LINE);
  });
});

const QUOTED = String.raw`"(?:[^"\\\n]|\\.)*"`;
const ATTRIBUTE = `[a-z]+=(?:${QUOTED}|[\\w.]+)`;
const DOT_LINE = new RegExp(
  `^(?:digraph ownership \\{|\\}|  (?:\\w+|\\w+ -> \\w+) \\[${ATTRIBUTE}(?:, ${ATTRIBUTE})*\\];)$`,
  'u',
);
const LABEL = '"[^"\\[\\]{}|<>`]*(?:<br/>[^"\\[\\]{}|<>`]*)*"';
const MERMAID_LINE = new RegExp(
  `^(?:flowchart TD|  \\w+(?:\\[${LABEL}\\]|\\(\\[${LABEL}\\]\\)|\\{\\{${LABEL}\\}\\})|  \\w+ -(?:-|\\.-)>\\|${LABEL}\\| \\w+|  classDef \\w+ [\\w:,-]+|  class [\\w,]+ \\w+)$`,
  'u',
);

test('every chart of the demo is well-formed', async () => {
  for (const id of ['bytedance', 'bright-zenith', 'smithfield', 'riot-games', 'volvo-cars', 'deepseek', 'manus']) {
    const { SVG, DOT, GRAPHML, MERMAID } = await chartsOf(id);
    expect(() => elements(SVG)).not.toThrow();
    expect(() => elements(GRAPHML)).not.toThrow();
    for (const line of DOT.trimEnd().split('\n')) expect(line).toMatch(DOT_LINE);
    for (const line of MERMAID.trimEnd().split('\n')) expect(line).toMatch(MERMAID_LINE);
  }
});
