/** The number of the newest change that this process knows of, for whoever waits for the next one. */
export class Newest {
  private sequence = 0;
  private readonly waiting = new Set<() => void>();

  /** Says what was found; wakes whoever waits for it. */
  found(sequence: number): void {
    if (sequence <= this.sequence) return;
    this.sequence = sequence;
    for (const wake of [...this.waiting]) wake();
  }

  /** Resolves when there is a newer change than that one, or the signal says that nobody waits any more. */
  async beyond(sequence: number, signal: AbortSignal): Promise<void> {
    while (this.sequence <= sequence && !signal.aborted) await this.next(signal);
  }

  private next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
