const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** What is open deeper is counted and not told apart. */
const DEEPEST = 10_000;

/**
 * Which brackets of a JSON text are open, of a text too in which one is missing: the end of an object ends the arrays
 * that were left open in it, and the other way round; an end of what is not open ends nothing. Of an array of records
 * (`base` 1) the first bracket is that of the array, which only ends where nothing else is open.
 */
export class Brackets {
  private readonly open: number[] = [];
  /** How many of each are open in the record. */
  private readonly of: Record<number, number> = {};
  private beyond = 0;

  constructor(private readonly base: 0 | 1) {}

  get depth(): number {
    return this.open.length + this.beyond;
  }

  /** Whether the innermost that is open is an object. */
  get isInObject(): boolean {
    return this.beyond === 0 && this.open[this.open.length - 1] === OPEN_BRACE;
  }

  begin(byte: number): void {
    if (this.open.length >= DEEPEST) {
      this.beyond += 1;
      return;
    }
    if (this.open.length >= this.base) this.of[byte] = (this.of[byte] ?? 0) + 1;
    this.open.push(byte);
  }

  end(byte: number): void {
    const begun = byte === CLOSE_BRACE ? OPEN_BRACE : OPEN_BRACKET;
    if (this.beyond > 0) this.beyond -= 1;
    else if (this.open.length === 1 && this.base === 1 && this.open[0] === begun) this.open.pop();
    else if ((this.of[begun] ?? 0) > 0) while (this.ended() !== begun);
  }

  /** The record is over, however much of it is open. */
  endRecord(): void {
    this.beyond = 0;
    while (this.open.length > this.base) this.ended();
  }

  private ended(): number {
    const byte = this.open.pop() as number;
    this.of[byte] = (this.of[byte] ?? 0) - 1;
    return byte;
  }
}
