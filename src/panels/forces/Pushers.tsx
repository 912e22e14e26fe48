/** Who pushes one point, and how hard, as colours on the sphere. Loaded when the reader asks for it. */
import './forces.css';
import {useEffect, useState} from 'react';
import {formatSteps} from '../chart/format.ts';
import type {EmbeddingFrame, Feed, PointSet} from '../data.ts';
import {useFeed} from '../frame/useFeed.ts';
import type {Stage} from '../hypersphere/stage.ts';
import {settingText, type Weighing} from '../temperature/weighing.ts';
import {PushersLayer} from './PushersLayer.ts';
import {calledOf} from './sentences.ts';

interface Props {
  stage: Stage;
  points: PointSet | undefined;
  embedding: Feed<EmbeddingFrame | undefined>;
  /** Undefined where no push belongs to a single negative. */
  weighing: Feed<Weighing | undefined>;
  hovered: Feed<number | undefined>;
  /** The row to begin with. */
  row: number | undefined;
}

export default function Pushers(props: Props) {
  const {stage, embedding, weighing} = props;
  const [latest] = useState({...props});
  Object.assign(latest, props);
  const [layer] = useState(
    () =>
      new PushersLayer(
        {
          frame: () => latest.embedding.get(),
          points: () => latest.points,
          weighing: () => latest.weighing.get(),
          hovered: () => latest.hovered.get(),
        },
        props.row,
      ),
  );
  useEffect(() => {
    const ends = [stage.add(layer), embedding.subscribe(stage.redraw), weighing.subscribe(stage.redraw)];
    return () => {
      for (const end of ends) end();
    };
  }, [stage, layer, embedding, weighing]);
  const isKnown = useFeed(weighing) !== undefined;
  return <Legend layer={layer} isKnown={isKnown} />;
}

function Legend({layer, isKnown}: {layer: PushersLayer; isKnown: boolean}) {
  const known = useFeed(layer.text);
  if (!isKnown) {
    return (
      <p className="pushers-legend" data-testid="pushers-legend">
        In this objective no push belongs to a single point.
      </p>
    );
  }
  if (!known) return <p className="pushers-legend" data-testid="pushers-legend" />;
  const {pushers, points, weighing} = known;
  const {row, rows, half, own} = pushers;
  const at = weighing.setting ? `${settingText(weighing.setting)}: ` : '';
  return (
    <div className="pushers-legend" data-testid="pushers-legend" data-row={row} data-half={half}>
      <p data-picture-text>
        how hard each pushes on <b>{calledOf(points, row)}</b>
      </p>
      <p className="pushers-scale">
        <span data-picture-text>hardly</span>
        <i aria-hidden="true" />
        <i aria-hidden="true" />
        <i aria-hidden="true" />
        <i aria-hidden="true" />
        <span data-picture-text>hardest</span>
      </p>
      <p data-picture-text>
        {at}
        {half === 0 ? 'nothing pushes' : 'half of it from '}
        {half > 0 && <b>{formatSteps(half)}</b>}
        {half > 0 && ` of ${formatSteps(rows.length)}`}
      </p>
      {own.length > 0 && <p data-picture-text>green: the same thing, never pushed</p>}
      <p data-picture-text>as if all were in one batch</p>
      <p>click a point to keep it</p>
    </div>
  );
}
