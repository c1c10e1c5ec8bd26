/** Ctrl-C ends the work after the piece under way, whose name is said; a second one ends the program. */
export function interruption(piece: string): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    process.stderr.write(`\nstopping after this ${piece}; Ctrl-C again stops at once\n`);
    controller.abort();
    process.once('SIGINT', () => process.exit(130));
  });
  return controller.signal;
}
