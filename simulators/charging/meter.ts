/** A meter on the phone: when it shows what was rated, and whether that is a burst. */
export class Meter {
  private readonly every: number;
  private readonly burst: number;
  private readonly phase: number;
  private refresh = 0;
  private bytes = 0;

  /** It is refreshed every so many ms, at a phase of its own, and warns of so many bytes; 0 = of none. */
  constructor(every: number, burst: number, phase: number) {
    this.every = every;
    this.burst = burst;
    this.phase = phase % every;
  }

  /** The first refresh from `time` on. */
  after(time: number): number {
    const { phase, every } = this;
    return phase + Math.ceil((time - phase) / every) * every;
  }

  /** Counts what was rated at `time`; whether the next refresh shows a burst since that. */
  count(bytes: number, time: number): boolean {
    const refresh = this.after(time);
    if (refresh !== this.refresh) this.bytes = 0;
    this.refresh = refresh;
    const before = this.bytes;
    this.bytes += bytes;
    return this.burst > 0 && before < this.burst && this.bytes >= this.burst;
  }
}
