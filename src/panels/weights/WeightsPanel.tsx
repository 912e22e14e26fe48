/** What a linear reward model has learnt to look for, beside what its annotators go by. */
import {useState} from 'react';
import {formatValue, plain} from '../chart/format.ts';
import {Reach} from '../chart/glide.ts';
import type {Feed, WeightsFrame} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawWeights} from './draw.ts';
import {weightsLayout} from './layout.ts';
import {farthest, knowsTaste, likeness, orderOf, weightReach} from './weights.ts';
import '../shared/reward.css';

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
      paint: (surface: Surface, read: Stop | undefined) => drawWeights(surface, layout, read),
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
  if (!knowsTaste(frame)) return <Ranking frame={frame} />;
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

/** The strongest and the weakest, where nobody knows what they should be. */
function Ranking({frame}: {frame: WeightsFrame}) {
  const {names, learnt, apart} = frame;
  const ranked = orderOf(frame).filter((i) => i !== apart);
  const [most, least] = [ranked[0], ranked.at(-1)];
  if (most === undefined || least === undefined) return 'There is no weight to show.';
  const figure = (i: number) => <span className="chart-figures chart-key">{formatValue(learnt[i])}</span>;
  return (
    <>
      Most: {names[most]} {figure(most)}; least: {names[least]} {figure(least)}.
      {apart !== undefined && (
        <>
          {' '}
          {names[apart]}: {figure(apart)}.
        </>
      )}
    </>
  );
}

function tableOf(frame: WeightsFrame | undefined): Table {
  const known = frame && knowsTaste(frame);
  const columns = ['attribute', 'learnt', ...(known ? ['annotators'] : [])];
  if (!frame) return {caption: 'No weights have been learnt yet.', columns, rows: []};
  return {
    caption: known
      ? `Step ${frame.tick}: weights of the reward model and of its annotators. Correlation ${plain(likeness(frame))}.`
      : `Step ${frame.tick}: weights of the reward model.`,
    columns,
    rows: orderOf(frame).map((i) => [
      frame.names[i],
      plain(frame.learnt[i]),
      ...(known ? [plain(frame.taste[i])] : []),
    ]),
  };
}
