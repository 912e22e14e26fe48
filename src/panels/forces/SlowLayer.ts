/** One step in slow motion, among the points of the sphere. */

import {formatShare} from '../chart/format.ts';
import {alongLine, around, type Box, placeLabels, type Wanted} from '../chart/labels.ts';
import type {BatchFrame, PointSet} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {circleRadius} from '../hypersphere/layout.ts';
import {drawPicture} from '../hypersphere/picture.ts';
import type {Scene} from '../hypersphere/scene.ts';
import type {Layer, LayerView} from '../hypersphere/stage.ts';
import {drawArrow} from './drawArrow.ts';
import {veil} from './FieldLayer.ts';
import {type Arrows, curveOf, PIECES} from './field.ts';
import {LISTED, slowTable} from './sentences.ts';
import type {SlowState} from './slow.ts';
import {type Spot, spreadOut} from './spread.ts';

/** Pixels: the anchor and its positive, and the negatives that are listed. */
const LARGE = 34;
const MIDDLE = 24;
/** The longest of the forces at the anchor, in radians. */
const LONGEST = 0.42;
/** How long the arrows of a step that was made are: the step itself is too small to be seen. */
const STEP_LENGTH = 0.3;
/** The largest disc of a negative, in pixels of radius. */
const BUBBLE = 8;
const VEIL = 0.78;
/** While the points move, they are what there is to see. */
const VEIL_MOVING = 0.35;
/** Milliseconds that the step takes. */
const GLIDE = 1600;

/** A view of the batch as it is drawn. */
interface Mark extends Spot {
  view: number;
  row: number;
  /** Where it really is. */
  at: readonly [number, number, number];
  role: 'anchor' | 'positive' | 'negative';
  size: number;
}

export class SlowLayer implements Layer {
  readonly alone = true;
  readonly #state: () => SlowState | undefined;
  readonly #points: () => PointSet | undefined;
  readonly #onSelect: (row: number) => void;
  readonly #curve = new Float64Array(3 * (PIECES + 1));
  #positions: {frame: BatchFrame; shown: unknown; all: Float32Array} | undefined;

  constructor(state: () => SlowState | undefined, points: () => PointSet | undefined, onSelect: (row: number) => void) {
    this.#state = state;
    this.#points = points;
    this.#onSelect = onSelect;
  }

  get glide(): number | undefined {
    return this.#state()?.act === 'move' ? GLIDE : undefined;
  }

  select(row: number): void {
    this.#onSelect(row);
  }

  table(): Table {
    const [state, points] = [this.#state(), this.#points()];
    return state && points ? slowTable(state, points) : {caption: 'No batch has arrived yet.', columns: [], rows: []};
  }

  /** Where the anchor is in the picture, [3]. */
  placeOfAnchor(scene: Scene): Float32Array | undefined {
    const state = this.#state();
    return state && this.#all(scene, state.frame).subarray(3 * state.anchor, 3 * state.anchor + 3);
  }

  draw(surface: Surface, view: LayerView, side: 'behind' | 'before'): boolean {
    if (side === 'behind') return false;
    const [state, points] = [this.#state(), this.#points()];
    const moving = state?.act === 'move';
    veil(surface, view, moving ? VEIL_MOVING : VEIL);
    if (!state || !points || state.frame.dimension !== view.scene.frame?.dimension) return false;
    if (moving) this.#drawMove(surface, view, state, points);
    else this.#drawForces(surface, view, state, points);
    surface.context.globalAlpha = 1;
    return false;
  }

  #all(scene: Scene, frame: BatchFrame): Float32Array {
    const last = this.#positions;
    if (last?.frame === frame && last.shown === scene.frame) return last.all;
    const all = scene.positionsOf(frame.points, frame.dimension);
    this.#positions = {frame, shown: scene.frame, all};
    return all;
  }

  // --- Acts before the step ------------------------------------------------------------------------------------------

  #drawForces({context, palette, width, height}: Surface, view: LayerView, state: SlowState, points: PointSet): void {
    const {frame, act, forces, anchor, positive} = state;
    const all = this.#all(view.scene, frame);
    const at = (which: number) => placeOf(view, all.subarray(3 * which, 3 * which + 3), frame.rows[which]);
    const pushes = act === 'push' && forces !== undefined;
    const listed = pushes && state.forces!.push.some((x) => x !== 0) ? forces.negatives.slice(0, LISTED) : [];
    const marks = marksOf(
      state,
      points,
      at,
      listed.map((other) => other.view),
    );
    if (forces) {
      const most = pushes && listed.length > 0 ? forces.negatives[0].share : undefined;
      for (const other of forces.negatives) {
        const [x, y, depth] = at(other.view);
        const radius = most === undefined ? 1.4 : Math.max(0.9, BUBBLE * Math.sqrt(other.share / most));
        context.globalAlpha = (depth >= 0 ? 1 : 0.35) * (most === undefined ? 0.7 : 0.3);
        context.fillStyle = most === undefined ? palette.ink3 : palette.negative;
        disc(context, x, y, radius);
      }
      if (act === 'pair' || act === 'pull') this.#drawWay(context, palette.positive, view, all, anchor, positive);
      for (const {view: from, share} of listed.toReversed()) {
        const width = 0.5 + 1.5 * Math.sqrt(share / listed[0].share);
        this.#drawWay(context, palette.negative, view, all, from, anchor, width);
      }
    } else this.#drawWay(context, palette.positive, view, all, anchor, positive);
    drawMarks(context, palette, points, marks, view.scene.kind === 'projection');
    const from = all.subarray(3 * anchor, 3 * anchor + 3);
    const taken =
      act === 'pair' ? [] : this.#drawArrows(context, view, state, arrowsOn(state, palette), from, marks[0].size);
    drawLabels(context, palette, labelsOf(marks, state), marks, {width, height}, taken);
  }

  /** The shortest way from one view to another. */
  #drawWay(
    context: CanvasRenderingContext2D,
    colour: string,
    view: LayerView,
    all: Float32Array,
    a: number,
    b: number,
    width = 1,
  ): void {
    const [from, to] = [all.subarray(3 * a, 3 * a + 3), all.subarray(3 * b, 3 * b + 3)];
    context.strokeStyle = colour;
    context.lineWidth = width;
    let [px, py, pz] = placeOf(view, from, this.#state()!.frame.rows[a]);
    const steps = 24;
    for (let k = 1; k <= steps; k++) {
      const [x, y, z] = onWay(view, from, to, k / steps, this.#state()!.frame, [a, b]);
      context.globalAlpha = pz + z >= 0 ? 0.55 : 0.2;
      context.beginPath();
      context.moveTo(px, py);
      context.lineTo(x, y);
      context.stroke();
      [px, py, pz] = [x, y, z];
    }
  }

  /** Arrows at the anchor, the longest of them all `LONGEST` long; where they run, for labels to keep clear of. */
  #drawArrows(
    context: CanvasRenderingContext2D,
    {scene, disc, matrix}: LayerView,
    {frame, anchor}: SlowState,
    {drawn, most}: Drawn,
    from: Float32Array,
    size: number,
  ): Box[] {
    // They begin at the rim of the anchor's picture.
    const gap = (size / 2 + 2) / disc.radius;
    return drawn.flatMap(({vector, colour, width}) => {
      const length = Math.hypot(...vector);
      if (length === 0) return [];
      const along = scene.positionsOf(
        Float32Array.from(vector, (x) => x / length),
        frame.dimension,
      );
      const rows = Int32Array.of(frame.rows[anchor]);
      const whole: Arrows = {count: 1, rows, from, along, pushes: Float32Array.of(length)};
      curveOf(whole, 0, (LONGEST * length) / most, {kind: scene.kind, disc, matrix}, this.#curve, gap);
      drawArrow(context, this.#curve, {colour, width, head: 6 + 2 * width, alpha: 1, hidden: 0.4});
      const places = Array.from({length: PIECES + 1}, (_, k) => [this.#curve[3 * k], this.#curve[3 * k + 1]]);
      return alongLine(
        places.map(([x]) => x),
        places.map(([, y]) => y),
      );
    });
  }

  // --- The step ------------------------------------------------------------------------------------------------------

  /** Where the anchor's point is now, and, enlarged, which way it went. */
  #drawMove({context, palette}: Surface, view: LayerView, state: SlowState, points: PointSet): void {
    const {frame, anchor, before, moved} = state;
    const {scene} = view;
    const row = frame.rows[anchor];
    const {x, y, depth} = scene.places;
    const size = points.sprite ? LARGE : 14;
    const [px, py] = [x[row], y[row]];
    const mark: Mark = {
      view: anchor,
      row,
      at: [px, py, depth[row]],
      x: px,
      y: py,
      radius: size / 2,
      role: 'anchor',
      size,
    };
    drawMarks(context, palette, points, [mark], scene.kind === 'projection');
    if (!before || !moved) return;
    const from = scene.glide.at.slice(3 * row, 3 * row + 3);
    const drawn = [
      {vector: [...state.push], colour: palette.accent, width: 1.75},
      {vector: moved.way, colour: palette.ink, width: 1.75},
    ].map((arrow) => ({...arrow, vector: scaledTo(arrow.vector, STEP_LENGTH)}));
    this.#drawArrows(context, view, state, {drawn, most: LONGEST}, from, size);
  }
}

const scaledTo = (vector: readonly number[], length: number): number[] => {
  const now = Math.hypot(...vector) || 1;
  return vector.map((x) => (x * length) / now);
};

interface Drawn {
  drawn: readonly {vector: readonly number[]; colour: string; width: number}[];
  /** The length of the longest. */
  most: number;
}

/** The forces of an act, the sum under the others, on one scale for all acts. */
function arrowsOn({act, forces, push}: SlowState, palette: Palette): Drawn {
  const pull = {vector: [...(forces?.pull ?? [])], colour: palette.positive, width: 1.75};
  const pushed = {vector: [...(forces?.push ?? [])], colour: palette.negative, width: 1.75};
  const asked = {vector: [...(forces?.asked ?? [])], colour: palette.ink3, width: 1.5};
  const total = {vector: [...push], colour: palette.accent, width: 4};
  const all = [total, asked, pushed, pull];
  const most = Math.max(...all.map(({vector}) => Math.hypot(...vector)));
  const drawn = act === 'pull' ? [pull] : act === 'push' ? [pushed] : all;
  return {drawn, most};
}

/** Where a position of the picture is drawn: pixels and depth. */
function placeOf({scene, disc, matrix: m}: LayerView, p: Float32Array, row: number): [number, number, number] {
  if (scene.kind === 'circle') {
    const radius = circleRadius(row, disc);
    return [disc.x + radius * p[0], disc.y - radius * p[1], 1];
  }
  return [
    disc.x + disc.radius * (m[0] * p[0] + m[1] * p[1] + m[2] * p[2]),
    disc.y - disc.radius * (m[3] * p[0] + m[4] * p[1] + m[5] * p[2]),
    m[6] * p[0] + m[7] * p[1] + m[8] * p[2],
  ];
}

/** Part t of the way between two positions: round a sphere, straight in a projection, across a circle. */
function onWay(
  view: LayerView,
  from: Float32Array,
  to: Float32Array,
  t: number,
  {rows}: BatchFrame,
  [a, b]: readonly [number, number],
): [number, number, number] {
  const {kind} = view.scene;
  if (kind === 'circle') {
    const [p, q] = [placeOf(view, from, rows[a]), placeOf(view, to, rows[b])];
    const bend = [0, 1].map((i) => (p[i] + q[i] + 2 * [view.disc.x, view.disc.y][i]) / 4);
    const [u, v, w] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
    return [u * p[0] + v * bend[0] + w * q[0], u * p[1] + v * bend[1] + w * q[1], 1];
  }
  const mixed = from.map((x, d) => x + t * (to[d] - x));
  if (kind === 'sphere') {
    const length = Math.hypot(...mixed) || 1;
    for (let d = 0; d < 3; d++) mixed[d] /= length;
  }
  return placeOf(view, mixed, rows[a]);
}

function marksOf(
  {frame, anchor, positive}: SlowState,
  points: PointSet,
  at: (view: number) => [number, number, number],
  listed: readonly number[],
): Mark[] {
  const mark = (view: number, role: Mark['role']): Mark => {
    const place = at(view);
    const pictured = points.sprite !== undefined;
    const size = role === 'negative' ? (pictured ? MIDDLE : 10) : pictured ? LARGE : 14;
    return {view, row: frame.rows[view], at: place, x: place[0], y: place[1], radius: size / 2 + 3, role, size};
  };
  const marks = [mark(anchor, 'anchor'), mark(positive, 'positive'), ...listed.map((view) => mark(view, 'negative'))];
  const spread = spreadOut(marks);
  return marks.map((one, i) => ({...one, x: spread[i].x, y: spread[i].y}));
}

function drawMarks(
  context: CanvasRenderingContext2D,
  palette: Palette,
  points: PointSet,
  marks: readonly Mark[],
  flat: boolean,
): void {
  for (const {row, at, x, y, role, size} of marks.toReversed()) {
    const colour = role === 'anchor' ? palette.accent : role === 'positive' ? palette.positive : palette.negative;
    context.globalAlpha = at[2] >= 0 || flat ? 1 : 0.45;
    // Moved aside: a line says where it belongs.
    if (Math.hypot(x - at[0], y - at[1]) > 2) {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(at[0], at[1]);
      context.lineTo(x, y);
      context.stroke();
      context.fillStyle = colour;
      disc(context, at[0], at[1], 2.2);
    }
    const sprite = points.sprite?.(row);
    context.fillStyle = palette.raised;
    disc(context, x, y, size / 2 + 2);
    if (sprite) drawPicture(context, sprite, x, y, size * 0.72, palette.dark);
    else {
      context.fillStyle = points.colour?.(row) ?? palette.groups[points.groupOf[row] % palette.groups.length];
      disc(context, x, y, size / 2 - 1);
    }
    context.strokeStyle = colour;
    context.lineWidth = role === 'anchor' ? 2 : 1.5;
    ring(context, x, y, size / 2 + 1);
  }
}

/** What stands beside the marks, and the tone of each. */
function labelsOf(marks: readonly Mark[], {forces, act}: SlowState): Wanted[] {
  const shares = new Map(forces?.negatives.slice(0, LISTED).map(({view, share}) => [view, share]));
  const textOf = ({role, view}: Mark): string => {
    if (role === 'negative') return formatShare(shares.get(view)!);
    if (role === 'positive' && act === 'pull' && forces?.law.kind === 'softmax') {
      return `positive, weight ${formatShare(1 - forces.positive.share)}`;
    }
    return role;
  };
  return marks.map((mark) => ({
    key: String(mark.view),
    text: textOf(mark),
    tone: mark.role,
    places: around(mark.x, mark.y, mark.size / 2 + 6),
    needed: act !== 'push',
  }));
}

function drawLabels(
  context: CanvasRenderingContext2D,
  palette: Palette,
  wanted: readonly Wanted[],
  marks: readonly Mark[],
  {width, height}: {width: number; height: number},
  taken: readonly Box[],
): void {
  const tones: Record<string, string> = {
    anchor: palette.accent,
    positive: palette.positive,
    negative: palette.negative,
  };
  const pictures = marks.map(({x, y, size}) => {
    const half = size / 2 + 2;
    return {left: x - half, right: x + half, top: y - half, bottom: y + half};
  });
  const bounds = {left: 4, top: 4, right: width - 4, bottom: height - 4};
  context.font = '600 11px "Inter Variable", Inter, system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.globalAlpha = 1;
  for (const {text, tone, x, y, anchor} of placeLabels(wanted, bounds, [...pictures, ...taken])) {
    context.textAlign = anchor === 'start' ? 'left' : anchor === 'end' ? 'right' : 'center';
    context.strokeStyle = palette.paper;
    context.lineWidth = 4;
    context.strokeText(text, x, y);
    context.fillStyle = tones[tone!];
    context.fillText(text, x, y);
  }
  context.textAlign = 'start';
  context.textBaseline = 'alphabetic';
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}
