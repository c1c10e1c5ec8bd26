import { closeSync, openSync, writeSync } from 'node:fs';
import { badInput } from '../errors.js';
import type { Refusal } from '../intake/arrival.js';

/** Refused records as JSON lines, each with its file, line, reason and the record as it came; made with the first one. */
export class RefusedFile {
  private descriptor: number | null = null;

  constructor(private readonly path: string | undefined) {}

  add({ outcome, ...refusal }: Refusal): void {
    if (this.path === undefined) return;
    this.descriptor ??= this.opened(this.path);
    writeSync(this.descriptor, `${JSON.stringify(refusal)}\n`);
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
  }

  private opened(path: string): number {
    try {
      return openSync(path, 'w');
    } catch (error) {
      throw badInput(`--refused: ${path} cannot be written: ${(error as Error).message}.`);
    }
  }
}
