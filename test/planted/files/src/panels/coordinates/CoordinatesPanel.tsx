/** Every coordinate of a vector as a bar. */

import type {VectorFrame} from '../../programs/toy/frames.ts';
import {formatValue, plain} from '../chart/format.ts';
import type {Feed} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawCoordinates} from './draw.ts';
import {coordinatesLayout} from './layout.ts';

interface Props {
  vector: Feed<VectorFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function CoordinatesPanel({vector, onDrawn, formula}: Props) {
  const picture = (frame: VectorFrame | undefined, {width, height}: Surface) => {
    const layout = coordinatesLayout(width, height, frame?.values ?? []);
    return {...layout, paint: (surface: Surface, read: Stop | undefined) => drawCoordinates(surface, layout, read)};
  };
  return (
    <FramePanel
      id="coordinates"
      title="The vector"
      sentence={<Sentence vector={vector} />}
      formula={formula}
      table={() => tableOf(vector.get())}
      label="Coordinate to read off"
      feed={vector}
      onDrawn={onDrawn}
      picture={picture}
      along="x"
    />
  );
}

function Sentence({vector}: Pick<Props, 'vector'>) {
  const frame = useFeed(vector);
  if (!frame) return 'The vector is on its way.';
  const mean = frame.values.reduce((sum, value) => sum + value, 0) / frame.values.length;
  return (
    <>
      At step {frame.tick} its coordinates have the mean <span data-testid="coordinates-mean">{formatValue(mean)}</span>
      .
    </>
  );
}

const tableOf = (frame: VectorFrame | undefined) => ({
  caption: frame ? `The vector at step ${frame.tick}.` : 'The vector has not arrived yet.',
  columns: ['coordinate', 'value'],
  rows: Array.from(frame?.values ?? [], (value, i) => [i + 1, plain(value)]),
});
