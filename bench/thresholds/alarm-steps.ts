/** Fewer steps than this are never looked through before the end. */
export const FEW_STEPS = 16;

/** Steps as columns: plain data. */
export interface StepColumns {
  readonly score: Float64Array;
  readonly alarms: Int32Array;
  readonly falseAlarms: Int32Array;
}

/**
 * How the number of alarms changes while a threshold comes down: one step for each score at which it
 * does, as differences, so that the steps of several shards lie in one list. 16 bytes a step.
 */
export class AlarmSteps {
  length = 0;
  #score = new Float64Array(64);
  #alarms = new Int32Array(64);
  #falseAlarms = new Int32Array(64);

  push(score: number, alarms: number, falseAlarms: number): void {
    if (this.length === this.#score.length) {
      this.#score = doubled(this.#score, Float64Array);
      this.#alarms = doubled(this.#alarms, Int32Array);
      this.#falseAlarms = doubled(this.#falseAlarms, Int32Array);
    }
    this.#score[this.length] = score;
    this.#alarms[this.length] = alarms;
    this.#falseAlarms[this.length++] = falseAlarms;
  }

  /** Adds steps that were counted elsewhere behind those that are here. */
  add({ score, alarms, falseAlarms }: StepColumns): void {
    for (let i = 0; i < score.length; i++) this.push(score[i], alarms[i], falseAlarms[i]);
  }

  /** Lets all steps at or below a score go; tells where each that stays has moved to. */
  keepAbove(floor: number, moved?: (from: number, to: number) => void): void {
    let kept = 0;
    for (let step = 0; step < this.length; step++) {
      if (!(this.#score[step] > floor)) continue;
      this.#score[kept] = this.#score[step];
      this.#alarms[kept] = this.#alarms[step];
      this.#falseAlarms[kept] = this.#falseAlarms[step];
      moved?.(step, kept);
      kept++;
    }
    this.length = kept;
  }

  /** Copies the steps out. */
  columns(): StepColumns {
    const { length } = this;
    return {
      score: this.#score.slice(0, length),
      alarms: this.#alarms.slice(0, length),
      falseAlarms: this.#falseAlarms.slice(0, length),
    };
  }

  /** The scores, in the order in which they came: a window, good until the next push. */
  get scores(): Float64Array {
    return this.#score.subarray(0, this.length);
  }

  /** By how much a step raises, or lowers, the number of alarms. */
  alarmsAt(step: number): number {
    return this.#alarms[step];
  }

  /** By how much it raises, or lowers, that of the false ones. */
  falseAlarmsAt(step: number): number {
    return this.#falseAlarms[step];
  }
}

function doubled<T extends Float64Array | Int32Array>(values: T, kind: new (n: number) => T): T {
  const larger = new kind(values.length * 2);
  larger.set(values);
  return larger;
}
