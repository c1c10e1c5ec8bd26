import { BOX_PADDING, BOX_WIDTH, LINE_HEIGHT, type Line } from './boxes.js';
import type { Drawing } from './drawing.js';
import { type Drawn, layout, type Placed } from './layout.js';
import { pathOf } from './path.js';
import { roleOf, said } from './said.js';
import { markup } from './xml.js';

const STYLE = `
    svg { font: 13px system-ui, sans-serif; background: #fff; color: #1a1a1a; }
    rect { fill: #fff; stroke: #5a5a5a; stroke-width: 1.2; }
    text { fill: currentColor; }
    .name { font-weight: 600; }
    .place, .share { font-size: 12px; }
    .role { font-size: 12px; font-weight: 700; text-transform: uppercase; letter-spacing: .04em; }
    .subject rect { stroke: currentColor; stroke-width: 3.5; }
    .restricted rect { stroke: #b3261e; stroke-width: 2; fill: #fdecea; }
    .possible rect { stroke: #8a5a00; stroke-dasharray: 6 4; fill: #fff8e6; }
    .line { fill: none; stroke: #5a5a5a; stroke-width: 1.4; }
    .unknown { stroke-dasharray: 6 4; }
    .circle { stroke: #1a5fb4; }
    .tip { fill: #5a5a5a; }
    @media (prefers-color-scheme: dark) {
      svg { background: #16181c; color: #eceff4; }
      rect { fill: #1f2329; stroke: #9aa4b2; }
      .restricted rect { stroke: #ff8a80; fill: #3a1d1b; }
      .possible rect { stroke: #ffcf66; fill: #33290f; }
      .line { stroke: #9aa4b2; }
      .circle { stroke: #8ab4f8; }
      .tip { fill: #9aa4b2; }
    }`;

/** A picture with its words: the title says the verdict, the description every party and interest that is drawn. */
export function svg(drawing: Drawing): string {
  const placed = layout(drawing);
  const left =
    drawing.leftOut === 0
      ? []
      : [`  <text class="share" x="24" y="18">${drawing.leftOut} more parties, farther up, are not drawn</text>`];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title words" viewBox="0 0 ${placed.width} ${placed.height}" width="${placed.width}" height="${placed.height}">`,
    `  <title id="title">${markup(drawing.title)}</title>`,
    `  <desc id="words">${markup(said(drawing))}</desc>`,
    `  <style>${STYLE}\n  </style>`,
    '  <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
    ...left,
    ...placed.lines.map(path),
    ...placed.boxes.map((box) => boxed(box, drawing)),
    '</svg>',
    '',
  ].join('\n');
}

function path({ interest, points, closesCircle }: Drawn): string {
  const classes = ['line', ...(interest.isUnknown ? ['unknown'] : []), ...(closesCircle ? ['circle'] : [])];
  const title = `<title>${markup(interest.label)}${closesCircle ? ', closing a circle' : ''}</title>`;
  return `  <path class="${classes.join(' ')}" marker-end="url(#tip)" d="${pathOf(points, closesCircle)}">${title}</path>`;
}

function boxed({ box, x, y }: Placed, { verdict }: Drawing): string {
  const { party, lines, height } = box;
  const rounded = party.shape === 'PERSON' || party.shape === 'UNNAMED' ? Math.min(28, height / 2) : 4;
  const texts = lines.map((line, index) =>
    text(line, x + BOX_WIDTH / 2, y + BOX_PADDING + (index + 0.75) * LINE_HEIGHT),
  );
  const whole = [party.name, party.place, roleOf(party, verdict)].filter((part) => part !== '').join(', ');
  return [
    `  <g class="${party.role.toLowerCase()}"><title>${markup(whole)}</title>`,
    `    <rect x="${x}" y="${y}" width="${BOX_WIDTH}" height="${height}" rx="${rounded}"/>`,
    ...(party.role === 'RESTRICTED'
      ? [
          `    <rect x="${x + 4}" y="${y + 4}" width="${BOX_WIDTH - 8}" height="${height - 8}" rx="2" style="fill:none;stroke-width:1"/>`,
        ]
      : []),
    ...texts,
    '  </g>',
  ].join('\n');
}

function text({ text: words, part }: Line, x: number, y: number): string {
  return `    <text class="${part}" x="${x}" y="${y}" text-anchor="middle">${markup(words)}</text>`;
}
