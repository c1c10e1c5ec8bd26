import { SingleBar } from 'cli-progress';
import type { Input } from '../intake/inputs.js';
import type { Progress } from '../intake/load.js';

const LINE_EVERY_MS = 60_000;

/** How far an import or a screening is: on a terminal a bar with rate and remaining time, elsewhere a line a minute. */
export class Meter {
  /** What is said of an import; a screening says otherwise. */
  constructor(
    private readonly looked = 'refused',
    private readonly told = ({ read, written, unchanged, refused }: Progress): string =>
      `${read} records read, ${written} statements written, ${unchanged} unchanged, ${refused} refused`,
  ) {}

  private input: Input | null = null;
  private bar: SingleBar | null = null;
  private saidAt = Date.now();
  private began = Date.now();
  private readBefore = 0;
  private read = 0;
  /** Records that wait since the file was read to its end; null while it is read. */
  private waiting: number | null = null;

  begin(input: Input): void {
    this.end();
    this.input = input;
    this.began = Date.now();
    this.readBefore = this.read;
    this.waiting = null;
    this.start(input.size ?? 0, 'reading');
  }

  /** The file is read, its records come now: the bar counts these. */
  held(records: number): void {
    this.end();
    this.readBefore = this.read;
    this.began = Date.now();
    this.waiting = records;
    this.start(records, 'writing');
  }

  show(progress: Progress): void {
    this.read = progress.read;
    const done = this.waiting === null ? (this.input?.taken() ?? 0) : this.read - this.readBefore;
    const perSecond = Math.round((1000 * (this.read - this.readBefore)) / Math.max(1, Date.now() - this.began));
    if (this.bar !== null) {
      this.bar.update(done, { records: progress.read, refused: progress.refused, perSecond });
    } else if (Date.now() - this.saidAt >= LINE_EVERY_MS) {
      this.saidAt = Date.now();
      const share = this.share(done);
      this.say(`${this.input?.name}: ${share}${this.told(progress)}, ${perSecond} records/s`);
    }
  }

  say(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  end(): void {
    this.bar?.stop();
    this.bar = null;
  }

  private share(done: number): string {
    const total = this.waiting ?? this.input?.size ?? 0;
    if (total === 0) return '';
    const left = done === 0 ? '' : `, ${seconds(((Date.now() - this.began) * (total - done)) / done)} left`;
    return `${Math.floor((100 * done) / total)} %${left}; `;
  }

  private start(total: number, doing: string): void {
    if (!process.stderr.isTTY) return;
    const counts = `{records} records, {perSecond}/s, {refused} ${this.looked}`;
    this.bar = new SingleBar({
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: false,
      format: total === 0 ? `${doing} ${counts}` : `${doing} [{bar}] {percentage} % | ${counts} | {eta_formatted} left`,
    });
    this.bar.start(total, 0, { records: this.read, refused: 0, perSecond: 0 });
  }
}

function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
