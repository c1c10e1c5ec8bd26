import type { Drawing, DrawnParty } from './drawing.js';
import { roleOf } from './said.js';

/** A digraph for Graphviz. */
export function dot(drawing: Drawing): string {
  const lines = [
    'digraph ownership {',
    `  graph [rankdir=TB, labelloc=t, label=${quoted(drawing.title)}];`,
    '  node [shape=box, fontname="sans-serif"];',
    '  edge [fontname="sans-serif"];',
  ];
  for (const party of drawing.parties) lines.push(`  ${party.key} [${attributes(party, drawing)}];`);
  for (const { from, to, label, isUnknown } of drawing.interests)
    lines.push(`  ${from} -> ${to} [label=${quoted(label)}${isUnknown ? ', style=dashed' : ''}];`);
  if (drawing.leftOut > 0)
    lines.push(`  leftOut [shape=plaintext, label="${drawing.leftOut} more parties, farther up"];`);
  return `${[...lines, '}'].join('\n')}\n`;
}

function attributes(party: DrawnParty, { verdict }: Drawing): string {
  const role = roleOf(party, verdict);
  const text = [party.name, party.place, role]
    .filter((part) => part !== '')
    .map(unquoted)
    .join('\\n');
  const shape = party.shape === 'PERSON' || party.shape === 'UNNAMED' ? ['shape=ellipse'] : [];
  const style = {
    SUBJECT: ['penwidth=3'],
    RESTRICTED: ['peripheries=2'],
    POSSIBLE: ['style=dashed'],
    NONE: [],
  }[party.role];
  return [`label="${text}"`, ...shape, ...style].join(', ');
}

function quoted(text: string): string {
  return `"${unquoted(text)}"`;
}

/** Graphviz reads escapes and nothing else inside quotes. */
function unquoted(text: string): string {
  return text.replace(/[\\"]/g, (character) => `\\${character}`);
}
