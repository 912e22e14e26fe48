/** The stage of the main panel: its canvas, and the element above it that takes the pointer and the keys. */
import {useRef, useState} from 'react';
import type {EmbeddingFrame, Feed, Neighbours, PointSet} from '../data.ts';
import {type Surface, useCanvas} from '../frame/useCanvas.ts';
import {Painter, pictureSize} from './drawScene.ts';
import {siblings} from './find.ts';
import {type Disc, type Kind, rememberedDisc} from './layout.ts';
import {matrixOf} from './rotation.ts';
import {Scene} from './scene.ts';
import {type Signal, signal} from './signal.ts';
import {type Camera, type Layer, newCamera, type Stage} from './stage.ts';
import {firstView, HOME} from './turn.ts';
import {useControls} from './useControls.ts';
import type {Lens} from './useLens.ts';
import type {Shown} from './words.ts';

export interface StageInput {
  /** Undefined while they are loading. */
  points: PointSet | undefined;
  /** The frame to show: the newest, or one looked back to; a new object each time. */
  frame: Feed<EmbeddingFrame | undefined>;
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  /** The row pointed at, here or elsewhere. */
  hovered: Feed<number | undefined>;
  onHover(row: number | undefined): void;
  /** Arrives a little after `onHover`. */
  neighbours: Feed<Neighbours | undefined>;
  /** For spheres that turn together; each has its own when left out. */
  camera?: Camera;
}

/** The objects that live as long as the panel, outside React's state. */
interface Parts {
  scene: Scene;
  camera: Camera;
  painter: Painter;
  matrix: Float64Array;
  discOf: (width: number, height: number) => Disc;
  shown: Signal<Shown | undefined>;
  turned: Signal<Float64Array>;
  layers: Set<Layer>;
}

function newParts(): Parts {
  return {
    scene: new Scene(),
    camera: newCamera(),
    painter: new Painter(),
    matrix: new Float64Array(9),
    discOf: rememberedDisc(),
    shown: signal<Shown | undefined>(undefined),
    turned: signal(matrixOf(HOME)),
    layers: new Set(),
  };
}

const wantsStillness = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Turns new points to the front; of spheres that turn together, the first one decides. */
function place(scene: Scene, camera: Camera, isShared: boolean): void {
  if (!isShared || !camera.placed) camera.turn.reset(firstView(scene.middle()));
  camera.placed = true;
}

/** The canvas and the element above it that takes the pointer and the keys. */
export function useStage(input: StageInput, lens: Lens) {
  const {points, frame, onDrawn, hovered, onHover, neighbours} = input;
  const [{scene, camera: own, painter, matrix, discOf, shown, turned, layers}] = useState(newParts);
  const [kind, setKind] = useState<Kind>('sphere');
  const ball = useRef<HTMLDivElement>(null);
  const camera = input.camera ?? own;
  const {turn} = camera;
  const family = useFamily(points);

  const draw = (surface: Surface): boolean => {
    const {now, width, height} = surface;
    const still = wantsStillness();
    scene.setPoints(points);
    const latest = frame.get();
    const isNew = latest !== undefined && points !== undefined && latest !== scene.frame;
    const glide = [...layers].at(-1)?.glide;
    if (isNew && scene.take(latest, now, still, glide)) place(scene, camera, input.camera !== undefined);
    if (!latest && scene.frame) forget();
    const disc = discOf(width, height);
    const turning = turn.advance(now);
    matrixOf(turn.now, matrix);
    if (matrix.some((value, i) => value !== turned.get()[i])) turned.set(matrix.slice());
    const size = pictureSize(disc);
    const {emphasis, chosen, matches} = lens;
    const moving = scene.arrange({now, matrix, disc, width, height, size, emphasis, still});
    const row = hovered.get();
    const near = neighbours.get();
    const marks = {
      family: family(row),
      neighbours: row !== undefined && near?.row === row ? near.rows.slice(0, 6) : [],
      sought: matches ?? [],
    };
    const crisp = !moving && !turning;
    const waiting = painter.draw(surface, scene, points, {
      disc,
      matrix,
      size,
      emphasis,
      chosen,
      marks,
      crisp,
      still,
      layers,
    });
    placeBall(ball.current!, disc);
    if (isNew) announce(latest);
    return moving || turning || waiting;
  };

  const announce = ({tick, dimension, of}: EmbeddingFrame) => {
    ball.current!.dataset.tick = String(tick);
    ball.current!.dataset.points = String(scene.count);
    setKind(scene.kind);
    shown.set({kind: scene.kind, dimension: of?.dimension ?? dimension, share: scene.share, tick});
    onDrawn();
  };

  /** A run that begins anew has no frame yet. */
  const forget = () => {
    scene.clear();
    delete ball.current!.dataset.tick;
    delete ball.current!.dataset.points;
    shown.set(undefined);
  };

  const {ref, redraw} = useCanvas(draw, [frame, hovered, neighbours, camera.moved]);
  const disc = () => discOf(ref.current?.clientWidth ?? 1, ref.current?.clientHeight ?? 1);
  const controls = useControls({
    scene,
    turn,
    disc,
    points,
    hovered: hovered.get,
    onHover,
    onSelect: (row) => {
      for (const layer of layers) layer.select?.(row);
    },
    redraw: () => camera.moved.set(camera.moved.get() + 1),
    still: wantsStillness,
  });
  const [stage] = useState(() => stageOf(layers, scene, redraw, controls, {shown, turned}));
  return {ref, ball, scene, shown, kind, controls, layers, stage};
}

function stageOf(
  layers: Set<Layer>,
  scene: Scene,
  redraw: () => void,
  {face, depthOf}: Pick<Stage, 'face' | 'depthOf'>,
  feeds: Pick<Stage, 'shown' | 'turned'>,
): Stage {
  const add = (layer: Layer) => {
    layers.add(layer);
    redraw();
    return () => {
      layers.delete(layer);
      redraw();
    };
  };
  return {add, redraw, scene, face, depthOf, ...feeds};
}

/** The rows of the same thing as a row; found once for each row that is pointed at. */
function useFamily(points: PointSet | undefined): (row: number | undefined) => readonly number[] {
  const last = useRef<{points: PointSet; row: number; rows: readonly number[]}>(undefined);
  return (row) => {
    if (!points || row === undefined || row >= points.count) return [];
    if (last.current?.points !== points || last.current.row !== row) {
      last.current = {points, row, rows: siblings(points, row)};
    }
    return last.current.rows;
  };
}

/** Written only when they change: the browser would lay out the page anew. */
function placeBall({style}: HTMLElement, {x, y, radius}: Disc): void {
  const [left, top, side] = [x - radius, y - radius, 2 * radius].map((value) => `${value}px`);
  if (style.left === left && style.top === top && style.width === side) return;
  Object.assign(style, {left, top, width: side, height: side});
}
