/** Which points are shown as pictures: a picture on every point would hide them all. */

/** A point that has its picture keeps it until another comes this much nearer than a newcomer may. */
const TOLERANCE = 0.8;

/**
 * Greedy placement in an order of priority: a point gets its picture if no other picture's centre is within `apart`
 * pixels. Those that have theirs are asked first and may be somewhat closer, so that turning and training make few
 * pictures come and go. Two pictures are never closer than TOLERANCE * apart.
 */
export class Placement {
  /** 1 for the rows that have their picture. */
  placed = new Uint8Array(0);
  #before = new Uint8Array(0);
  #cells = new Int32Array(0);

  /** The least distance of two pictures' centres, in pixels, for a given `apart`. */
  static least(apart: number): number {
    return TOLERANCE * apart;
  }

  /**
   * `rows` by falling priority; x and y in pixels, within [0, width] x [0, height]. `may` tells whether a row can have
   * a picture at all: it is in front and not faded.
   */
  place(
    rows: Uint32Array,
    x: Float32Array,
    y: Float32Array,
    may: (row: number) => boolean,
    {apart, width, height}: {apart: number; width: number; height: number},
  ): void {
    this.#prepare(x.length);
    const least = Placement.least(apart);
    // At most one picture fits into a cell, and the neighbours that can be too close lie at most two cells away.
    const side = least / Math.SQRT2;
    const columns = Math.ceil(width / side) + 1;
    const lines = Math.ceil(height / side) + 1;
    const reach = Math.ceil(apart / side);
    if (this.#cells.length < columns * lines) this.#cells = new Int32Array(columns * lines);
    const cells = this.#cells.fill(-1);

    const free = (row: number, distance: number) => {
      const column = Math.floor(x[row] / side);
      const line = Math.floor(y[row] / side);
      if (column < 0 || line < 0 || column >= columns || line >= lines) return false;
      for (let l = Math.max(0, line - reach); l <= Math.min(lines - 1, line + reach); l++) {
        for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c++) {
          const other = cells[l * columns + c];
          if (other >= 0 && (x[other] - x[row]) ** 2 + (y[other] - y[row]) ** 2 < distance * distance) return false;
        }
      }
      cells[line * columns + column] = row;
      return true;
    };
    for (const row of rows) if (this.#before[row] && may(row) && free(row, least)) this.placed[row] = 1;
    for (const row of rows) if (!this.placed[row] && may(row) && free(row, apart)) this.placed[row] = 1;
  }

  #prepare(count: number): void {
    if (this.placed.length !== count) {
      this.placed = new Uint8Array(count);
      this.#before = new Uint8Array(count);
    }
    [this.placed, this.#before] = [this.#before, this.placed];
    this.placed.fill(0);
  }
}
