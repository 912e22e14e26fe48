/** One training step in slow motion: the strip under the sphere. Loaded when the reader asks for it. */
import type {ForceLaw} from '../../objectives/contrastive/law.spec.ts';
import './forces.css';
import {useEffect, useState, useSyncExternalStore} from 'react';
import {Button} from 'react-aria-components';
import {formatShare} from '../chart/format.ts';
import type {BatchFrame, EmbeddingFrame, Feed, PointSet} from '../data.ts';
import {Picture} from '../hypersphere/Picture.tsx';
import type {Stage} from '../hypersphere/stage.ts';
import {hasSentences, swatchOf} from '../hypersphere/words.ts';
import {SlowLayer} from './SlowLayer.ts';
import {LISTED, placeOf, sentenceOf, slowTable, titleOf} from './sentences.ts';
import {actsOf, SlowMotion, type SlowState} from './slow.ts';

interface Props {
  stage: Stage;
  points: PointSet | undefined;
  batch: Feed<BatchFrame | undefined>;
  embedding: Feed<EmbeddingFrame | undefined>;
  /** The law of the weights; undefined for losses without one weight for each pair. */
  law: Feed<ForceLaw | undefined>;
  /** The row whose view is the first anchor. */
  row: number | undefined;
  /** Whether the run is at its end and makes no more steps. */
  over: boolean;
  watch(): () => void;
  onDrawn(): void;
  onStep(): void;
  onLeave(): void;
}

export default function Slow(props: Props) {
  const {stage, points, batch, embedding, law, watch} = props;
  const [{latest, motion, layer, subscribe}] = useState(() => makeParts(props));
  Object.assign(latest, props);
  const state = useSyncExternalStore(subscribe, () => motion.state);

  useEffect(() => {
    motion.setLaw(law.get());
    const take = () => {
      motion.take(batch.get());
      latest.onDrawn();
    };
    const ends = [
      stage.add(layer),
      watch(),
      batch.subscribe(take),
      law.subscribe(() => motion.setLaw(law.get())),
      embedding.subscribe(() => motion.arrived(embedding.get())),
    ];
    // A batch of an earlier step is about to be replaced.
    if (batch.get()?.tick === embedding.get()?.tick) take();
    return () => {
      for (const end of ends) end();
    };
  }, [stage, layer, motion, latest, batch, law, embedding, watch]);

  // A new anchor is turned to the front.
  const {frame, anchor} = state ?? {};
  useEffect(() => {
    if (!frame) return;
    const place = layer.placeOfAnchor(stage.scene);
    const far = place && Math.hypot(...place) > 0 && stage.depthOf(place) < 0.3;
    if (anchor !== undefined && far) stage.face(place);
  }, [frame, anchor, layer, stage]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each state is another drawing
  useEffect(() => stage.redraw(), [stage, state]);
  useKeys(motion, latest);

  if (!state || !points) {
    return (
      <section className="slow" aria-label="One step in slow motion" data-testid="slow-panel">
        <p className="slow-sentence">The next batch is on its way.</p>
      </section>
    );
  }
  return <Strip state={state} points={points} motion={motion} over={props.over} onLeave={() => latest.onLeave()} />;
}

/** The objects that live as long as the strip; `latest` holds the newest props. */
function makeParts(props: Props) {
  const latest = {...props};
  const listeners = new Set<() => void>();
  const motion = new SlowMotion(
    {
      embedding: props.embedding.get,
      step: () => latest.onStep(),
      isOver: () => latest.over,
      changed: () => {
        for (const listener of listeners) listener();
      },
    },
    props.row,
  );
  const layer = new SlowLayer(
    () => motion.state,
    () => latest.points,
    (row) => motion.choose(row),
  );
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {latest, motion, layer, subscribe};
}

/** Elements where these keys mean something else: fields, sliders, and the sphere, which the arrow keys turn. */
const OTHERS =
  'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=application], [role=slider]';

function useKeys(motion: SlowMotion, latest: Pick<Props, 'onLeave'>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as Element;
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
      if (target.closest(OTHERS) && !(target.closest('[role=application]') && /^[NP]$/.test(key))) return;
      if (key === 'ArrowRight' || key === 'N') motion.next();
      else if (key === 'ArrowLeft' || key === 'P') motion.back();
      else if (key === 'ArrowDown') motion.another(1);
      else if (key === 'ArrowUp') motion.another(-1);
      else if (key === 'Escape') latest.onLeave();
      else return;
      event.preventDefault();
    };
    // Before the page, which has other uses for some of these keys.
    document.addEventListener('keydown', pressed, true);
    return () => document.removeEventListener('keydown', pressed, true);
  }, [motion, latest]);
}

interface StripProps {
  state: SlowState;
  points: PointSet;
  motion: SlowMotion;
  over: boolean;
  onLeave(): void;
}

function Strip({state, points, motion, over, onLeave}: StripProps) {
  const {act, frame, anchor, law} = state;
  const acts = actsOf(law);
  return (
    <section
      className="slow"
      aria-label="One step in slow motion"
      data-testid="slow-panel"
      data-act={act}
      data-tick={frame.tick}
      data-row={frame.rows[anchor]}
    >
      <h2>
        <span>{placeOf(state)}</span> {titleOf(state)}
      </h2>
      <p className="slow-sentence" aria-live="polite" data-testid="slow-sentence">
        {sentenceOf(state, points)}
      </p>
      <Cast state={state} points={points} />
      <Numbers state={state} points={points} />
      <div className="slow-buttons">
        <Button
          className="quiet"
          onPress={() => motion.another(1)}
          isDisabled={act === 'move'}
          data-testid="slow-another"
        >
          another anchor ↓
        </Button>
        <Button
          className="icon"
          aria-label="The act before"
          onPress={() => motion.back()}
          isDisabled={act === acts[0] || act === 'move'}
          data-testid="slow-back"
        >
          ←
        </Button>
        <Button
          className="primary"
          onPress={() => motion.next()}
          isDisabled={over && act === 'sum'}
          data-testid="slow-next"
        >
          {act === 'sum' ? (over ? 'The run is over' : 'Make the step') : act === 'move' ? 'Next step' : 'Next →'}
        </Button>
        <Button className="icon" aria-label="Leave slow motion" onPress={onLeave} data-testid="slow-leave">
          ✕
        </Button>
      </div>
    </section>
  );
}

/** The participants of an act, with pictures. */
function Cast({state, points}: {state: SlowState; points: PointSet}) {
  const {act, frame, anchor, positive, forces} = state;
  if (act === 'push' && forces && forces.push.some((x) => x !== 0)) {
    return (
      <ol className={castOf(points)} aria-label="The strongest negatives" data-testid="slow-negatives">
        {forces.negatives.slice(0, LISTED).map(({view, share}) => (
          <Member key={view} points={points} row={frame.rows[view]} note={formatShare(share)} tone="negative" />
        ))}
      </ol>
    );
  }
  if (act === 'sum' || act === 'move') return <Arrows state={state} />;
  const note = act === 'pull' && forces?.law.kind === 'softmax' ? formatShare(1 - forces.positive.share) : 'positive';
  return (
    <ol className={castOf(points)} aria-label="The pair">
      <Member points={points} row={frame.rows[anchor]} note="anchor" tone="anchor" />
      <Member points={points} row={frame.rows[positive]} note={note} tone="positive" />
    </ol>
  );
}

/** Sentences stand one below another, pictures and points side by side. */
const castOf = (points: PointSet) => (hasSentences(points) ? 'slow-cast has-sentences' : 'slow-cast');

function Member({points, row, note, tone}: {points: PointSet; row: number; note: string; tone: string}) {
  const sprite = points.sprite?.(row);
  return (
    <li data-tone={tone}>
      {sprite ? (
        <Picture sprite={sprite} size={34} />
      ) : (
        <i style={{background: points.colour?.(row) ?? swatchOf(points, points.groupOf[row])}} />
      )}
      <b>{note}</b>
      <span title={points.name(row)}>{points.name(row)}</span>
    </li>
  );
}

/** The legend of the arrows, by colour. */
const KEYS = [
  ['positive', 'the positive'],
  ['negative', 'the negatives'],
  ['asked', 'as a candidate of others'],
  ['anchor', 'the sum'],
] as const;

const MOVE_KEYS = [
  ['anchor', 'the push'],
  ['way', 'the way it went, enlarged'],
] as const;

function Arrows({state: {act, forces}}: {state: SlowState}) {
  const sum = () => KEYS.filter(([tone]) => tone === 'anchor' || (forces && (tone !== 'asked' || forces.asked)));
  const shown = act === 'move' ? MOVE_KEYS : sum();
  return (
    <ul className="slow-arrows">
      {shown.map(([tone, text]) => (
        <li key={tone} data-tone={tone}>
          {text}
        </li>
      ))}
    </ul>
  );
}

/** The same in numbers, for screen readers. */
function Numbers({state, points}: {state: SlowState; points: PointSet}) {
  const {caption, columns, rows} = slowTable(state, points);
  return (
    <div className="hypersphere-unseen">
      <table data-testid="slow-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, LISTED + 1).map((row) => (
            <tr key={row.join()}>
              {row.map((value, i) => (
                <td key={columns[i]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
