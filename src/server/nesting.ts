import { type FragmentDefinitionNode, GraphQLError, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

/** LIMIT_EXCEEDED for text whose brackets nest deeper than the limit, before a recursive parser meets it. */
export function refuseDeepText(text: string, maxDepth: number): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') at = endOfString(text, at);
    else if (sign === '#') at = endOfLine(text, at);
    else if (sign === '{' || sign === '[' || sign === '(') depth += 1;
    else if (sign === '}' || sign === ']' || sign === ')') depth -= 1;
    if (depth > maxDepth) throw tooDeep(maxDepth);
  }
}

/** LIMIT_EXCEEDED for selections that nest deeper than the limit once fragments are put in; each spread is a level. */
export function refuseDeepSelections(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  maxDepth: number,
): void {
  if (levels(set, fragments, maxDepth, new Map()) > maxDepth) throw tooDeep(maxDepth);
}

function tooDeep(maxDepth: number): GraphQLError {
  return new GraphQLError(
    `This request is nested deeper than ${maxDepth} levels, the limit. The field ownership gives any depth, flat.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit: 'depth', http: { status: 400 } } },
  );
}

/** The place of the closing quote, or of what ends a string that is not closed: the parser will say so. */
function endOfString(text: string, start: number): number {
  if (!text.startsWith('"""', start)) {
    for (let at = start + 1; at < text.length; at += 1) {
      if (text[at] === '\\') at += 1;
      else if (text[at] === '"' || text[at] === '\n') return at;
    }
    return text.length;
  }
  let end = text.indexOf('"""', start + 3);
  while (end !== -1 && text[end - 1] === '\\') end = text.indexOf('"""', end + 3);
  return end === -1 ? text.length : end + 2;
}

function endOfLine(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

/** It looks one level past the limit and no further. Validation has refused fragments that spread each other in a circle. */
function levels(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limit: number,
  known: Map<string, number>,
): number {
  if (limit < 0) return 1;
  const below = (selection: SelectionNode): number => {
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    return inner?.selectionSet ? levels(inner.selectionSet, fragments, limit - 1, known) : 0;
  };
  let deepest = 0;
  for (const selection of set.selections) {
    const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : null;
    const depth = 1 + ((name === null ? undefined : known.get(name)) ?? below(selection));
    if (name !== null) known.set(name, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
