/** How often the reward model is right, by kind of pair. */
import type {Categories} from '../../worlds/points.ts';
import {formatShare, formatSteps, plain} from '../chart/format.ts';
import type {Feed, RewardFrame} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawCategories} from './draw.ts';
import {categoryLayout} from './layout.ts';
import {categoryTableOf, endsOf} from './table.ts';

interface Props {
  rewards: Feed<RewardFrame | undefined>;
  /** The kinds of pairs of the present world; undefined if there is only one kind. */
  categories: Feed<Categories | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function CategoriesPanel({rewards, categories, onDrawn, formula}: Props) {
  const read = (frame: RewardFrame | undefined) => {
    const known = categories.get();
    return frame && known && categoryTableOf(frame, known);
  };
  const picture = (frame: RewardFrame | undefined, {width, height}: Surface) => {
    const layout = categoryLayout(width, height, read(frame));
    return {...layout, paint: (surface: Surface, stop: Stop | undefined) => drawCategories(surface, layout, stop)};
  };
  return (
    <FramePanel
      id="categories"
      title="Where is it right?"
      sentence={<Sentence rewards={rewards} categories={categories} />}
      formula={formula}
      table={() => tableOf(read(rewards.get()))}
      label="Kind of pair to read off"
      feed={rewards}
      onDrawn={onDrawn}
      picture={picture}
      along="y"
    />
  );
}

function Sentence({rewards, categories}: Pick<Props, 'rewards' | 'categories'>) {
  const frame = useFeed(rewards);
  const known = useFeed(categories);
  if (!frame) return 'The rewards of unseen pairs are on their way.';
  if (!known) return 'All pairs of this world are of one kind.';
  const table = categoryTableOf(frame, known);
  const ends = endsOf(table);
  if (!ends) return 'There are too few unseen pairs of each kind to tell.';
  const share = (value: number) => <span className="chart-figures chart-key">{formatShare(value)}</span>;
  const [most, least] = ends;
  return (
    <>
      By {table.label}: right most often for {most.name}, {share(most.accuracy)}, least for {least.name},{' '}
      {share(least.accuracy)}.{table.hasBest && ' ○ by the annotators’ own taste.'}
    </>
  );
}

function tableOf(table: ReturnType<typeof categoryTableOf> | undefined): Table {
  const columns = ['kind', 'pairs', 'accuracy', 'from', 'to', 'by their taste'];
  if (!table) return {caption: 'Nothing to show: no rewards, or pairs of one kind only.', columns, rows: []};
  const {tick, label, rows, hasBest} = table;
  return {
    caption: `Step ${formatSteps(tick)}: accuracy on unseen pairs by ${label}, with its 95 % interval.`,
    columns,
    rows: rows.map(({name, count, accuracy, interval, best}) => [
      name,
      count,
      ...[accuracy, ...interval].map(plain),
      hasBest ? plain(best) : '–',
    ]),
  };
}
