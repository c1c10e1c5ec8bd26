/**
 * The form in which names are compared exactly: compatibility-normalised, case-folded, every run of what is neither a
 * letter nor a digit nor a mark one space. Invisible and direction-changing characters go, so that a name with a
 * zero-width space finds its plain twin.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
