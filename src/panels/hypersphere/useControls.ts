import {type KeyboardEvent, type PointerEvent, useRef} from 'react';
import type {PointSet} from '../data.ts';
import {placeIn} from '../frame/pointer.ts';
import type {Disc} from './layout.ts';
import {about, after, arc, dragged, type Quaternion, turned, underPointer, type Vector} from './rotation.ts';
import type {Scene} from './scene.ts';
import type {Turn} from './turn.ts';
import {walkThrough} from './walk.ts';

/** Pixels that a pointer may move and still be a tap. */
const TAP = 5;
/** The same for fingers, which are less exact. */
const FINGER = 18;
const DEGREES = Math.PI / 180;

/** The axis about which each arrow key turns the sphere. */
const AXES: ReadonlyMap<string, Vector> = new Map<string, Vector>([
  ['ArrowLeft', [0, -1, 0]],
  ['ArrowRight', [0, 1, 0]],
  ['ArrowUp', [-1, 0, 0]],
  ['ArrowDown', [1, 0, 0]],
]);

/** The objects that the controls act on. */
interface Controlled {
  scene: Scene;
  turn: Turn;
  /** Where the sphere is, in pixels of the element that takes the events' container. */
  disc(): Disc;
  points: PointSet | undefined;
  hovered(): number | undefined;
  onHover(row: number | undefined): void;
  /** A row was tapped or asked for. */
  onSelect(row: number): void;
  redraw(): void;
  /** Whether the reader asks for reduced motion. */
  still(): boolean;
}

interface Drag {
  pointer: number;
  from: Vector;
  start: Quaternion;
  x: number;
  y: number;
  moved: boolean;
}

interface Handlers {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerCancel(event: PointerEvent<HTMLElement>): void;
  onPointerLeave(): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

interface Shows {
  /** Turns a row to the front and points at it. */
  show(row: number): void;
  /** Turns a position of the picture to the front. */
  face(position: Float32Array): void;
  /** How far in front it is when the sphere has turned. */
  depthOf(position: Float32Array): number;
}

/** Mouse, finger, pen and keyboard on the sphere. */
export function useControls(on: Controlled): Shows & {handlers: Handlers} {
  const drag = useRef<Drag | undefined>(undefined);
  /** Whether a mouse or pen hovers over the row pointed at, which lets it go when it leaves; other ways of pointing stay. */
  const hovering = useRef(false);
  const walk = useRef<{rows: number[]; at: number} | undefined>(undefined);

  const place = (event: PointerEvent<HTMLElement>) => placeIn(event.currentTarget.parentElement!, event);
  const sphereAt = (x: number, y: number): Vector => {
    const disc = on.disc();
    return underPointer((x - disc.x) / disc.radius, (disc.y - y) / disc.radius);
  };
  const point = (row: number | undefined, hovers: boolean) => {
    hovering.current = hovers;
    if (row !== on.hovered()) on.onHover(row);
  };
  const turnTo = (goal: Quaternion) => {
    walk.current = undefined;
    if (on.still()) on.turn.set(goal);
    else on.turn.turnTo(goal, performance.now());
    on.redraw();
  };

  const step = (by: number) => {
    if (!on.points || on.scene.count === 0) return;
    const known = walk.current;
    const rows = known?.rows ?? walkThrough(on.scene, on.points, on.disc());
    if (rows.length === 0) return;
    const at = known ? (known.at + by + rows.length) % rows.length : 0;
    walk.current = {rows, at};
    point(rows[at], false);
  };

  const show = (row: number) => {
    point(row, false);
    on.onSelect(row);
    if (row < on.scene.count) face(on.scene.glide.to.subarray(3 * row, 3 * row + 3));
  };

  const face = ([x, y, z]: Float32Array) => {
    if (on.scene.kind === 'circle') return;
    const length = Math.hypot(x, y, z);
    if (length === 0) return;
    const {goal} = on.turn;
    turnTo(after(arc(turned(goal, [x / length, y / length, z / length]), [0, 0, 1]), goal));
  };

  const depthOf = ([x, y, z]: Float32Array) => (on.scene.kind === 'circle' ? 1 : turned(on.turn.goal, [x, y, z])[2]);

  const act = (key: string, angle: number): boolean => {
    const axis = AXES.get(key);
    const turns = on.scene.kind !== 'circle';
    if (axis && turns) turnTo(after(about(axis, angle), on.turn.goal));
    else if (key === 'Home' && turns) turnTo(on.turn.home);
    else if (key === '.') step(1);
    else if (key === ',') step(-1);
    else if (key === 'Escape') {
      walk.current = undefined;
      point(undefined, false);
    } else return false;
    return true;
  };

  const handlers: Handlers = {
    onPointerDown(event) {
      if (event.button !== 0 || drag.current) return;
      const {x, y} = place(event);
      drag.current = {pointer: event.pointerId, from: sphereAt(x, y), start: on.turn.now, x, y, moved: false};
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event) {
      const {x, y} = place(event);
      const held = drag.current;
      if (!held) {
        if (event.pointerType === 'touch') return;
        const row = on.scene.pick(x, y);
        if (row !== undefined || hovering.current) point(row, true);
        return;
      }
      if (held.pointer !== event.pointerId || on.scene.kind === 'circle') return;
      held.moved ||= Math.hypot(x - held.x, y - held.y) > TAP;
      if (!held.moved) return;
      walk.current = undefined;
      on.turn.set(dragged(held.start, held.from, sphereAt(x, y)));
      on.redraw();
    },
    onPointerUp(event) {
      const held = drag.current;
      if (held?.pointer !== event.pointerId) return;
      drag.current = undefined;
      if (held.moved) return;
      const mouse = event.pointerType === 'mouse';
      const row = on.scene.pick(held.x, held.y, mouse ? undefined : FINGER);
      point(row, mouse);
      if (row !== undefined) on.onSelect(row);
    },
    onPointerCancel(event) {
      const held = drag.current;
      if (held?.pointer !== event.pointerId) return;
      drag.current = undefined;
      // The page scrolls instead: the sphere is as it was.
      if (!held.moved) return;
      on.turn.set(held.start);
      on.redraw();
    },
    onPointerLeave() {
      if (hovering.current && !drag.current) point(undefined, false);
    },
    onKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!act(event.key, (event.shiftKey ? 3 : 15) * DEGREES)) return;
      // The page has keys of its own.
      event.preventDefault();
      event.stopPropagation();
    },
  };
  return {handlers, show, face, depthOf};
}
