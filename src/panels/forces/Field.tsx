/** Arrows on the sphere: the push on each view of the next batch. Loaded when the reader asks for it. */
import './forces.css';
import {useEffect, useState} from 'react';
import {formatValue} from '../chart/format.ts';
import type {BatchFrame, Feed, PointSet} from '../data.ts';
import {useFeed} from '../frame/useFeed.ts';
import type {Stage} from '../hypersphere/stage.ts';
import {FieldLayer, type FieldText} from './FieldLayer.ts';

interface Props {
  stage: Stage;
  points: PointSet | undefined;
  batch: Feed<BatchFrame | undefined>;
  /** Asks for frames as long as the field is shown; returns the function that ends it. */
  watch(): () => void;
  /** Called when a frame has been drawn. */
  onDrawn(): void;
}

/** Milliseconds that a batch stays on screen while the run trains. */
const LOOK = 450;

export default function Field({stage, points, batch, watch, onDrawn}: Props) {
  const [latest] = useState({points, onDrawn});
  Object.assign(latest, {points, onDrawn});
  const [layer] = useState(() => {
    const next = (sameTick: boolean) => window.setTimeout(() => latest.onDrawn(), sameTick ? 0 : LOOK);
    return new FieldLayer(batch.get, () => latest.points, next);
  });
  useEffect(() => {
    const ends = [stage.add(layer), watch(), batch.subscribe(stage.redraw)];
    return () => {
      for (const end of ends) end();
    };
  }, [stage, layer, watch, batch]);
  return <Legend text={useFeed(layer.text)} />;
}

function Legend({text}: {text: FieldText | undefined}) {
  if (!text) {
    return (
      <p className="field-legend" data-testid="field-legend">
        the next batch is on its way
      </p>
    );
  }
  const {tick, pairs, shown, dimension, unit, length, median} = text;
  const what = shown < pairs ? `${shown} of ${pairs} pairs` : `${pairs} pairs`;
  return (
    <div
      className="field-legend"
      data-testid="field-legend"
      data-tick={tick}
      data-arrows={2 * shown}
      data-median={median}
    >
      <p data-picture-text>where the loss pushes</p>
      <p data-picture-text>the next batch, {what}</p>
      {unit === undefined ? (
        <p data-picture-text>nothing is pushed</p>
      ) : (
        <p className="field-unit">
          <svg width={length} height="8" aria-hidden="true">
            <path d={`M0 4H${length - 5}M${length - 6} 1.5L${length} 4L${length - 6} 6.5Z`} />
          </svg>
          <span data-picture-text>a push of {formatValue(unit)}</span>
        </p>
      )}
      <p data-picture-text>half get less than {formatValue(median)}</p>
      {dimension > 3 && <p data-picture-text>projected from {dimension} dimensions</p>}
    </div>
  );
}
