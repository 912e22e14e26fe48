/**
 * Matrix products in single precision, C [m, n] = A [m, k] B [k, n].
 *
 * As in BLIS (Van Zee and van de Geijn, 2015), B is copied in panels of 16 columns, filled up with zeros, so that the
 * inner loop reads memory in order: a tile of 2 x 16 sums in eight registers. Sums run over blocks of DEPTH products,
 * in an order that depends on k alone. Addresses and steps from row to row are in bytes.
 */

/** Products that are summed in registers before they are added to memory. */
const DEPTH: usize = 256;
/** Rows of A that meet all panels while they are in the cache. */
const BLOCK: usize = 64;
export const TILE_ROWS: usize = 2;
export const TILE_COLUMNS: usize = 16;
const PANEL: usize = TILE_COLUMNS << 2;
/** Bytes between rows whose length is a power of two: without them all rows would share the same lines of the cache. */
export const APART: usize = 64;

// @ts-ignore: decorator
@inline
export function roundUp(n: usize, multiple: usize): usize {
  return (n + multiple - 1) & ~(multiple - 1);
}

/** Bytes of scratch for `multiply`. */
export function multiplyScratch(n: usize, k: usize): usize {
  const depth = min(k, DEPTH);
  return depth * roundUp(n, TILE_COLUMNS) * 4 + BLOCK * (depth * 4 + APART) + TILE_ROWS * PANEL;
}

/**
 * c = A B, and if there is a `bias` [n] (not 0) with it and the activation. A lies at a as [m, k], or with aTurned as
 * [k, m]; B at b as [k, n], or with bTurned as [n, k]; c is [m, n] without gaps.
 */
export function multiply(
  m: usize,
  n: usize,
  k: usize,
  a: usize,
  aTurned: bool,
  b: usize,
  bTurned: bool,
  c: usize,
  bias: usize,
  relu: bool,
  scratch: usize,
): void {
  const cStep = n << 2;
  for (let from: usize = 0; from < k; from += DEPTH) {
    const depth = min(k - from, DEPTH);
    const turnedA = scratch + depth * roundUp(n, TILE_COLUMNS) * 4;
    const turnedStep = depth * 4 + APART;
    const edge = turnedA + BLOCK * turnedStep;
    packPanels(scratch, b, bTurned, from, n, k, depth);
    for (let i: usize = 0; i < m; i += BLOCK) {
      const rows = min(m - i, BLOCK);
      let aFrom = a + (i * k + from) * 4;
      let aStep = k << 2;
      if (aTurned) {
        turn(turnedA, turnedStep, a + (from * m + i) * 4, m << 2, depth, rows);
        aFrom = turnedA;
        aStep = turnedStep;
      }
      for (let j: usize = 0; j < n; j += TILE_COLUMNS) {
        const panel = scratch + j * depth * 4;
        for (let ii: usize = 0; ii < rows; ii += TILE_ROWS) {
          const row = aFrom + ii * aStep;
          const to = c + (i + ii) * cStep + j * 4;
          if (ii + TILE_ROWS <= rows && j + TILE_COLUMNS <= n) {
            tile(row, row + aStep, depth, panel, PANEL, to, cStep, from > 0);
          } else {
            const one = ii + 1 == rows;
            tile(row, one ? row : row + aStep, depth, panel, PANEL, edge, PANEL, false);
            const columns = min(n - j, TILE_COLUMNS);
            addRow(to, edge, columns, from > 0);
            if (!one) addRow(to + cStep, edge + PANEL, columns, from > 0);
          }
        }
      }
      if (bias && from + depth == k) finish(c + i * cStep, bias, relu, rows, n);
    }
  }
}

/** The sums of two rows of A (at a and a2, without gaps) times 16 columns of B, into or added to c. */
export function tile(a: usize, a2: usize, k: usize, b: usize, bStep: usize, c: usize, cStep: usize, add: bool): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
  const end = a + (k << 2);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    const s = v128.load_splat<f32>(a);
    c0 = f32x4.add(c0, f32x4.mul(s, b0));
    c1 = f32x4.add(c1, f32x4.mul(s, b1));
    c2 = f32x4.add(c2, f32x4.mul(s, b2));
    c3 = f32x4.add(c3, f32x4.mul(s, b3));
    const t = v128.load_splat<f32>(a2);
    c4 = f32x4.add(c4, f32x4.mul(t, b0));
    c5 = f32x4.add(c5, f32x4.mul(t, b1));
    c6 = f32x4.add(c6, f32x4.mul(t, b2));
    c7 = f32x4.add(c7, f32x4.mul(t, b3));
    a += 4;
    a2 += 4;
    b += bStep;
  }
  put(c, c0, c1, c2, c3, add);
  put(c + cStep, c4, c5, c6, c7, add);
}

/**
 * The same for 8 columns, with factors and sums in double precision: c = the sums of the two rows less `shift` and
 * `shift2`, in single precision.
 */
export function preciseTile(
  a: usize,
  a2: usize,
  k: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cStep: usize,
  shift: f64,
  shift2: f64,
): void {
  let c0 = f64x2.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
  const end = a + (k << 3);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    const s = v128.load_splat<f64>(a);
    c0 = f64x2.add(c0, f64x2.mul(s, b0));
    c1 = f64x2.add(c1, f64x2.mul(s, b1));
    c2 = f64x2.add(c2, f64x2.mul(s, b2));
    c3 = f64x2.add(c3, f64x2.mul(s, b3));
    const t = v128.load_splat<f64>(a2);
    c4 = f64x2.add(c4, f64x2.mul(t, b0));
    c5 = f64x2.add(c5, f64x2.mul(t, b1));
    c6 = f64x2.add(c6, f64x2.mul(t, b2));
    c7 = f64x2.add(c7, f64x2.mul(t, b3));
    a += 8;
    a2 += 8;
    b += bStep;
  }
  v128.store(c, single(c0, c1, shift));
  v128.store(c, single(c2, c3, shift), 16);
  v128.store(c + cStep, single(c4, c5, shift2));
  v128.store(c + cStep, single(c6, c7, shift2), 16);
}

// @ts-ignore: decorator
@inline
function single(x: v128, y: v128, shift: f64): v128 {
  const low = f32x4.demote_f64x2_zero(f64x2.sub(x, f64x2.splat(shift)));
  return i64x2.shuffle(low, f32x4.demote_f64x2_zero(f64x2.sub(y, f64x2.splat(shift))), 0, 2);
}

// @ts-ignore: decorator
@inline
function put(c: usize, x0: v128, x1: v128, x2: v128, x3: v128, add: bool): void {
  v128.store(c, add ? f32x4.add(v128.load(c), x0) : x0);
  v128.store(c, add ? f32x4.add(v128.load(c, 16), x1) : x1, 16);
  v128.store(c, add ? f32x4.add(v128.load(c, 32), x2) : x2, 32);
  v128.store(c, add ? f32x4.add(v128.load(c, 48), x3) : x3, 48);
}

function addRow(to: usize, from: usize, columns: usize, add: bool): void {
  const end = from + (columns << 2);
  for (; from < end; from += 4, to += 4) {
    const value = load<f32>(from);
    store<f32>(to, add ? load<f32>(to) + value : value);
  }
}

function finish(c: usize, bias: usize, relu: bool, rows: usize, n: usize): void {
  const lowest = f32x4.splat(relu ? 0 : -Infinity);
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 4 <= n; j += 4, c += 16) {
      const sum = f32x4.add(v128.load(c), v128.load(bias + (j << 2)));
      v128.store(c, f32x4.pmax(sum, lowest));
    }
    for (; j < n; j++, c += 4) {
      const sum = load<f32>(c) + load<f32>(bias + (j << 2));
      store<f32>(c, relu && sum < 0 ? 0 : sum);
    }
  }
}

/** Rows `from` to `from + depth` of B, in panels of 16 columns. */
function packPanels(to: usize, b: usize, bTurned: bool, from: usize, n: usize, k: usize, depth: usize): void {
  if (bTurned) panels(to, b + from * 4, k << 2, true, depth, n);
  else panels(to, b + from * n * 4, n << 2, false, depth, n);
}

/**
 * B [k, n] in panels of 16 columns, filled up with zeros: from rows of B that are `step` bytes apart, or from its
 * columns.
 */
export function panels(to: usize, b: usize, step: usize, turned: bool, k: usize, n: usize): void {
  for (let j: usize = 0; j < n; j += TILE_COLUMNS) {
    const columns = min(n - j, TILE_COLUMNS);
    if (columns < TILE_COLUMNS) memory.fill(to, 0, k * PANEL);
    if (turned) turn(to, PANEL, b + j * step, step, columns, k);
    else copyRows(to, PANEL, b + j * 4, step, k, columns);
    to += k * PANEL;
  }
}

/**
 * c = A B for A [m, k] and the panels of B [k, n]. Rows of c have room for whole panels: columns past n hold the
 * products with the zeros that pad B.
 */
export function multiplyPanels(c: usize, cStep: usize, a: usize, aStep: usize, b: usize, m: usize, n: usize, k: usize): void {
  for (let j: usize = 0; j < n; j += TILE_COLUMNS, b += k * PANEL) {
    for (let i: usize = 0; i < m; i += TILE_ROWS) {
      const one = i + 1 == m;
      const row = a + i * aStep;
      const to = c + i * cStep + j * 4;
      tile(row, one ? row : row + aStep, k, b, PANEL, to, one ? 0 : cStep, false);
    }
  }
}

export function copyRows(to: usize, toStep: usize, from: usize, fromStep: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) v128.store(to + (j << 2), v128.load(from + (j << 2)));
    for (; j < columns; j++) store<f32>(to + (j << 2), load<f32>(from + (j << 2)));
    to += toStep;
    from += fromStep;
  }
}

/** The transpose: `from` is [rows, columns], `to` is [columns, rows]. */
export function turn(to: usize, toStep: usize, from: usize, fromStep: usize, rows: usize, columns: usize): void {
  let i: usize = 0;
  for (; i + 4 <= rows; i += 4) {
    let source = from + i * fromStep;
    let target = to + (i << 2);
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) {
      const a = v128.load(source);
      const b = v128.load(source + fromStep);
      const c = v128.load(source + 2 * fromStep);
      const d = v128.load(source + 3 * fromStep);
      const ab = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
      const cd = i8x16.shuffle(c, d, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
      const ab2 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
      const cd2 = i8x16.shuffle(c, d, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
      v128.store(target, i64x2.shuffle(ab, cd, 0, 2));
      v128.store(target + toStep, i64x2.shuffle(ab, cd, 1, 3));
      v128.store(target + 2 * toStep, i64x2.shuffle(ab2, cd2, 0, 2));
      v128.store(target + 3 * toStep, i64x2.shuffle(ab2, cd2, 1, 3));
      source += 16;
      target += toStep << 2;
    }
    for (; j < columns; j++, source += 4, target += toStep) {
      for (let r: usize = 0; r < 4; r++) store<f32>(target + (r << 2), load<f32>(source + r * fromStep));
    }
  }
  for (; i < rows; i++) {
    for (let j: usize = 0; j < columns; j++) {
      store<f32>(to + j * toStep + (i << 2), load<f32>(from + i * fromStep + (j << 2)));
    }
  }
}
