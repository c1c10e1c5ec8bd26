const removals = new Set<() => void>();

process.once('exit', () => {
  // What was begun last goes first: a server before the folder that it writes to.
  for (const remove of [...removals].reverse()) remove();
});

/**
 * Removes it, synchronously, when this process exits before the function that is returned was called. A process that is
 * killed by a signal it does not handle does not get to it.
 */
export function removedAtExit(remove: () => void): () => void {
  removals.add(remove);
  return () => {
    removals.delete(remove);
  };
}
