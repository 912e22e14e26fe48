/** What a linear reward model has learnt to look for, beside what its annotators go by. */
import {useState} from 'react';
import {plain} from '../chart/format.ts';
import {Reach} from '../chart/glide.ts';
import {dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {Feed, WeightsFrame} from '../data.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {FramePanel, type Stop} from './FramePanel.tsx';
import {farthest, likeness, type WeightsLayout, weightReach, weightsLayout} from './weights.ts';
import './reward.css';

interface Props {
  weights: Feed<WeightsFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function WeightsPanel({weights, onDrawn, formula}: Props) {
  const [axis] = useState(() => new Reach());
  const picture = (frame: WeightsFrame | undefined, {width, height, now}: Surface) => {
    const domain = frame ? axis.show(weightReach(frame), now) : ([-1, 1] as const);
    const layout = weightsLayout(width, height, frame, domain);
    return {
      ...layout,
      moving: axis.moving,
      paint: (surface: Surface, read: Stop | undefined) => paint(surface, layout, read),
    };
  };
  return (
    <FramePanel
      id="weights"
      title="What the model has learnt to look for"
      sentence={<Sentence weights={weights} />}
      formula={formula}
      table={() => tableOf(weights.get())}
      label="Attribute to read off"
      feed={weights}
      onDrawn={onDrawn}
      picture={picture}
      along="y"
    />
  );
}

function Sentence({weights}: Pick<Props, 'weights'>) {
  const frame = useFeed(weights);
  if (!frame) return 'A linear reward model has a weight for each attribute; other models have none to show.';
  const worst = farthest(frame);
  return (
    <>
      <span className="reward-chosen">● learnt</span>, ○ what the annotators go by. Correlation{' '}
      <span className="chart-figures chart-key" data-testid="reward-weights-likeness">
        {likeness(frame).toFixed(2).replace('-', '−')}
      </span>
      {worst && `; farthest off: ${worst.name.toLowerCase()}`}.
    </>
  );
}

function paint({context, palette}: Surface, layout: WeightsLayout, read: Stop | undefined): void {
  const {plot, zero, ticks, rows, stops} = layout;
  for (const x of ticks) vertical(context, x, [plot.top, plot.bottom], {colour: palette.line, alpha: 0.7});
  vertical(context, zero, [plot.top, plot.bottom], {colour: palette.ink3});
  rows.forEach(({y, learnt, taste}, i) => {
    const isRead = stops[i] === read;
    horizontal(context, y, [plot.left, plot.right], {colour: isRead ? palette.ink3 : palette.line, alpha: 0.6});
    strokeLine(context, [taste, learnt], [y, y], {colour: palette.accent, width: 3, alpha: 0.4});
    dot(context, taste, y, {radius: 5, colour: palette.ink2, ground: palette.paper, hollow: true});
    dot(context, learnt, y, {radius: 4, colour: palette.accent, ground: palette.paper});
  });
}

function tableOf(frame: WeightsFrame | undefined): Table {
  const columns = ['attribute', 'learnt', 'annotators'];
  if (!frame) return {caption: 'No weights have been learnt yet.', columns, rows: []};
  return {
    caption: `Step ${frame.tick}: weights of the reward model and of its annotators. Correlation ${plain(likeness(frame))}.`,
    columns,
    rows: frame.names.map((name, i) => [name, plain(frame.learnt[i]), plain(frame.taste[i])]),
  };
}
