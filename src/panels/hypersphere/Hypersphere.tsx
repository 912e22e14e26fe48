/**
 * The main panel: where every point lies on the hypersphere.
 *
 * Two dimensions are a circle with the density around it, three a sphere that can be turned, more a projection into a
 * ball. `scene.ts` knows where everything is between two frames, `layout.ts`, `placement.ts` and `principal.ts` how it
 * comes to be there, the files draw*.ts put it on a canvas; this file joins them to the page.
 */
import './hypersphere.css';
import {type ReactNode, useEffect, useId, useMemo, useRef, useState} from 'react';
import type {EmbeddingFrame, Feed, Neighbours, PointSet} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import {type Surface, useCanvas} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {Card} from './Card.tsx';
import {Painter, pictureSize} from './drawScene.ts';
import {emphasised, matching, namesOf, siblings, suggestions} from './find.ts';
import {Legend} from './Legend.tsx';
import {type Disc, isUnderCard, type Kind, rememberedDisc} from './layout.ts';
import {matrixOf, type Quaternion} from './rotation.ts';
import {Search} from './Search.tsx';
import {Scene} from './scene.ts';
import {type Signal, signal} from './signal.ts';
import type {Layer, Stage} from './stage.ts';
import {groupTable} from './summary.ts';
import {facing, HOME, Turn} from './turn.ts';
import {useControls} from './useControls.ts';
import {countText, hasSentences, inPictures, instructionsOf, labelOf, type Shown, viewText} from './words.ts';

interface Props {
  title: string;
  /** One sentence on what is seen, given by the preset. */
  sentence: ReactNode;
  /** Undefined while they are loading. */
  points: PointSet | undefined;
  /** The frame to show: the newest, or one looked back to; a new object each time. */
  frame: Feed<EmbeddingFrame | undefined>;
  /** Called when a new frame has been taken up: the page then asks for the next. */
  onDrawn(): void;
  /** The row pointed at, here or elsewhere. */
  hovered: Feed<number | undefined>;
  onHover(row: number | undefined): void;
  /** Arrives a little after `onHover`. */
  neighbours: Feed<Neighbours | undefined>;
  formula?: () => Promise<string>;
  tools?: ReactNode;
  /** What lies over the stage, and may draw among its points. */
  overlay?: (stage: Stage) => ReactNode;
}

const NO_GROUPS: ReadonlySet<number> = new Set();
const SUGGESTED = 12;

export function Hypersphere(props: Props) {
  const {title, sentence, points, frame, hovered, neighbours, formula, tools, overlay} = props;
  const lens = useLens(points);
  const {ref, ball, scene, shown, kind, controls, layers, stage} = useStage(props, lens);
  const hint = useId();
  const {show, handlers} = controls;
  const table = () => [...layers].at(-1)?.table() ?? groupTable(frame.get(), points);
  return (
    <PanelFrame
      id="hypersphere"
      level={1}
      title={title}
      sentence={sentence}
      table={table}
      formula={formula}
      tools={tools}
    >
      <div className="hypersphere">
        <div className="hypersphere-stage">
          <canvas ref={ref} />
          {/* Round and only as large as the sphere: around it a finger scrolls the page. */}
          <div
            ref={ball}
            className={`hypersphere-ball is-${kind}`}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: an application, with keys of its own
            tabIndex={0}
            aria-label={points ? `${labelOf(kind)}: ${countText(points)}` : labelOf(kind)}
            aria-describedby={hint}
            data-testid="hypersphere"
            data-kind={kind}
            {...handlers}
          />
          <p className="hypersphere-unseen" id={hint}>
            {instructionsOf(kind)}
          </p>
          {points?.named && (
            <Search
              pictures={inPictures(points)}
              query={lens.query}
              names={lens.names}
              found={lens.found}
              onQuery={lens.setQuery}
              onShow={() => lens.matches?.[0] !== undefined && show(lens.matches[0])}
            />
          )}
          <Card
            points={points}
            hovered={hovered}
            neighbours={neighbours}
            shown={shown}
            coordinates={(row) => coordinatesOf(scene, row)}
            isInTheWay={(row) => {
              const wide = points !== undefined && hasSentences(points);
              return isUnderCard(scene.places.x[row], scene.places.y[row], ref.current?.clientWidth ?? 0, wide);
            }}
          />
        </div>
        {overlay?.(stage)}
        <Legend points={points} pressed={lens.pressed} onPress={lens.press} onPreview={lens.setPreview} />
        <Note shown={shown} points={points} />
      </div>
    </PanelFrame>
  );
}

/** What the reader looks for among the points: groups and a name. */
interface Lens {
  pressed: ReadonlySet<number>;
  press(group: number): void;
  setPreview(group: number | undefined): void;
  /** The groups that stand out now: those pressed, and the one whose name is pointed at. */
  chosen: ReadonlySet<number>;
  query: string;
  setQuery(query: string): void;
  matches: readonly number[] | undefined;
  /** How many different names match. */
  found: number | undefined;
  names: readonly string[];
  emphasis: Uint8Array | undefined;
}

function useLens(points: PointSet | undefined): Lens {
  const [pressed, setPressed] = useState(NO_GROUPS);
  const [preview, setPreview] = useState<number>();
  const [query, setQuery] = useState('');
  // Other points have other groups and names.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is their change that counts
  useEffect(() => {
    setPressed(NO_GROUPS);
    setQuery('');
  }, [points]);
  const chosen = useMemo(() => (preview === undefined ? pressed : new Set([...pressed, preview])), [pressed, preview]);
  const all = useMemo(() => (points?.named ? namesOf(points) : []), [points]);
  const matches = useMemo(() => matching(all, query), [all, query]);
  const names = useMemo(() => suggestions(all, matches ?? [], query, Number.POSITIVE_INFINITY), [all, matches, query]);
  const emphasis = useMemo(() => points && emphasised(points, chosen, matches), [points, chosen, matches]);
  const press = (group: number) => {
    const next = new Set(pressed);
    if (!next.delete(group)) next.add(group);
    setPressed(next);
  };
  return {
    pressed,
    press,
    setPreview,
    chosen,
    query,
    setQuery,
    matches,
    found: matches && names.length,
    names: names.slice(0, SUGGESTED),
    emphasis,
  };
}

/** What lasts as long as the panel: none of it is React's to compare. */
interface Parts {
  scene: Scene;
  turn: Turn;
  painter: Painter;
  matrix: Float64Array;
  discOf: (width: number, height: number) => Disc;
  shown: Signal<Shown | undefined>;
  layers: Set<Layer>;
}

function newParts(): Parts {
  return {
    scene: new Scene(),
    turn: new Turn(),
    painter: new Painter(),
    matrix: new Float64Array(9),
    discOf: rememberedDisc(),
    shown: signal<Shown | undefined>(undefined),
    layers: new Set(),
  };
}

const wantsStillness = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** An untrained model puts everything in one place: the reader should see it, not the empty side. */
function firstView(scene: Scene): Quaternion {
  const [x, y, z] = scene.middle();
  return Math.hypot(x, y, z) > 0.1 ? facing(x, z) : HOME;
}

/** The canvas and the element above it that takes the pointer and the keys. */
function useStage({points, frame, onDrawn, hovered, onHover, neighbours}: Props, lens: Lens) {
  const [{scene, turn, painter, matrix, discOf, shown, layers}] = useState(newParts);
  const [kind, setKind] = useState<Kind>('sphere');
  const ball = useRef<HTMLDivElement>(null);
  const family = useFamily(points);

  const draw = (surface: Surface): boolean => {
    const {now, width, height} = surface;
    const still = wantsStillness();
    scene.setPoints(points);
    const latest = frame.get();
    const isNew = latest !== undefined && points !== undefined && latest !== scene.frame;
    const glide = [...layers].at(-1)?.glide;
    if (isNew && scene.take(latest, now, still, glide)) turn.reset(firstView(scene));
    if (!latest && scene.frame) forget();
    const disc = discOf(width, height);
    const turning = turn.advance(now);
    matrixOf(turn.now, matrix);
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

  const announce = ({tick, dimension}: EmbeddingFrame) => {
    ball.current!.dataset.tick = String(tick);
    ball.current!.dataset.points = String(scene.count);
    setKind(scene.kind);
    shown.set({kind: scene.kind, dimension, share: scene.share, tick});
    onDrawn();
  };

  /** A run that begins anew has no frame yet. */
  const forget = () => {
    scene.clear();
    delete ball.current!.dataset.tick;
    delete ball.current!.dataset.points;
    shown.set(undefined);
  };

  const {ref, redraw} = useCanvas(draw, [frame, hovered, neighbours]);
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
    redraw,
    still: wantsStillness,
  });
  const [stage] = useState(() => stageOf(layers, scene, redraw, controls, shown));
  return {ref, ball, scene, shown, kind, controls, layers, stage};
}

function stageOf(
  layers: Set<Layer>,
  scene: Scene,
  redraw: () => void,
  {face, depthOf}: Pick<Stage, 'face' | 'depthOf'>,
  shown: Feed<Shown | undefined>,
): Stage {
  const add = (layer: Layer) => {
    layers.add(layer);
    redraw();
    return () => {
      layers.delete(layer);
      redraw();
    };
  };
  return {add, redraw, scene, face, depthOf, shown};
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

const coordinatesOf = ({kind, glide}: Scene, row: number): number[] =>
  Array.from(glide.to.subarray(3 * row, 3 * row + (kind === 'circle' ? 2 : 3)));

/** Which view this is, and of how many points. */
function Note({shown, points}: {shown: Feed<Shown | undefined>; points: PointSet | undefined}) {
  const view = useFeed(shown);
  return (
    <p className="hypersphere-note" data-testid="hypersphere-note">
      {view && points && (
        <>
          <span data-picture-text>{viewText(view)}</span> <span data-picture-text>{countText(points)}</span>
        </>
      )}
    </p>
  );
}
