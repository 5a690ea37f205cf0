/**
 * What episodes moved of the rows that wait for their turn: one part for each row and episode, in
 * order of telling. Sparse, since most rows belong to nobody's episode; 24 bytes a part.
 */
export class RowParts {
  length = 0;
  row = new Uint32Array(FIRST_PARTS);
  episode = new Uint32Array(FIRST_PARTS);
  up = new Float64Array(FIRST_PARTS);
  down = new Float64Array(FIRST_PARTS);

  /** Adds bytes of an episode to what it moved of a row. Called twice for one row and episode, both count. */
  add(row: number, episode: number, up: number, down: number): void {
    for (let i = this.length - 1; i >= 0 && i >= this.length - LOOK_BACK; i--) {
      if (this.row[i] === row && this.episode[i] === episode) {
        this.up[i] += up;
        this.down[i] += down;
        return;
      }
    }
    if (this.length === this.row.length) this.grow();
    const part = this.length++;
    this.row[part] = row;
    this.episode[part] = episode;
    this.up[part] = up;
    this.down[part] = down;
  }

  /** Adds a part to another, where both are of one row and episode; tells whether they were. */
  joins(part: number, other: number): boolean {
    if (this.row[part] !== this.row[other] || this.episode[part] !== this.episode[other]) {
      return false;
    }
    this.up[other] += this.up[part];
    this.down[other] += this.down[part];
    return true;
  }

  /** Moves a part to a place before its own, as part of a row that may have moved as well. */
  move(part: number, to: number, row: number): void {
    this.row[to] = row;
    this.episode[to] = this.episode[part];
    this.up[to] = this.up[part];
    this.down[to] = this.down[part];
  }

  private grow(): void {
    const size = this.row.length * 2;
    const larger = <T extends Uint32Array | Float64Array>(values: T): T => {
      const copy = new (values.constructor as new (length: number) => T)(size);
      copy.set(values as never);
      return copy;
    };
    this.row = larger(this.row);
    this.episode = larger(this.episode);
    this.up = larger(this.up);
    this.down = larger(this.down);
  }
}

const FIRST_PARTS = 256;

/** Parts of one row are mostly written close together; those that are not are joined when it is delivered. */
const LOOK_BACK = 16;
