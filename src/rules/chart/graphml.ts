import type { Drawing } from './drawing.js';
import { roleOf } from './said.js';
import { markup } from './xml.js';

const KEYS = [
  ['name', 'node', 'string'],
  ['place', 'node', 'string'],
  ['kind', 'node', 'string'],
  ['role', 'node', 'string'],
  ['label', 'edge', 'string'],
  ['unknown', 'edge', 'boolean'],
] as const;

/** GraphML with the names, places and roles of parties and the shares of interests as data. */
export function graphml(drawing: Drawing): string {
  const data = (key: string, value: string): string => `<data key="${key}">${markup(value)}</data>`;
  const nodes = drawing.parties.map(
    (party) =>
      `    <node id="${party.key}">${data('name', party.name)}${data('place', party.place)}${data('kind', party.shape)}${data('role', roleOf(party, drawing.verdict))}</node>`,
  );
  const edges = drawing.interests.map(
    ({ from, to, label, isUnknown }, index) =>
      `    <edge id="e${index}" source="${from}" target="${to}">${data('label', label)}${data('unknown', String(isUnknown))}</edge>`,
  );
  const left = drawing.leftOut === 0 ? '' : ` ${drawing.leftOut} more parties, farther up, are left out.`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...KEYS.map(([name, of, type]) => `  <key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`),
    `  <graph id="ownership" edgedefault="directed">`,
    `    <desc>${markup(`${drawing.title}.${left}`)}</desc>`,
    ...nodes,
    ...edges,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}
