/**
 * What stands in the fields of a format is believed, also where a person mended them; what we noted beside is what those
 * fields can't hold. So of a list that is in both a noted value counts as long as the field still shows it, and what the
 * field shows that is not among the noted ones was put there by hand.
 */
export function believed<T, U>(
  noted: readonly T[],
  shown: readonly U[],
  shows: (shown: U, noted: T) => boolean,
  made: (shown: U) => T,
): T[] {
  const kept = noted.filter((value) => shown.some((each) => shows(each, value)));
  const added = shown.filter((each) => !noted.some((value) => shows(each, value)));
  return [...kept, ...added.map(made)];
}
