/**
 * Two runs side by side: their spheres, turned onto each other and turning together, or their rewards against length, or
 * against divergence, on one scale. Where the two come from does not matter: each side is a pin or a live run.
 */
import './pair.css';
import {type ReactNode, useEffect, useMemo, useState} from 'react';
import {Button} from 'react-aria-components';
import type {Metric} from '../../../metrics/metric.ts';
import {formatSteps, formatValue} from '../../../panels/chart/format.ts';
import {constant} from '../../../panels/frame/constant.ts';
import {loadAgain} from '../../../panels/frame/later.ts';
import {turns} from '../../../panels/frame/turns.ts';
import {FramesContext} from '../../../panels/frame/useCanvas.ts';
import {useFeed} from '../../../panels/frame/useFeed.ts';
import {slowly} from '../../studies/slowly.ts';
import {FrontierView} from './FrontierView.tsx';
import {RewardsView} from './RewardsView.tsx';
import {SpheresView} from './SpheresView.tsx';
import type {Side} from './side.ts';

interface Props {
  left: Side;
  right: Side;
  /** The metrics of the lab, in its order. */
  metrics: readonly Metric[];
  /** What stands over each side instead of its name. */
  name?: (i: 0 | 1) => ReactNode;
}

export function PairView({left, right, metrics, name}: Props) {
  const [frames] = useState(turns);
  const sides = useMemo(() => [left, right] as const, [left, right]);
  useEffect(() => {
    const ends = sides.map((side) => side.begin());
    return () => {
      for (const end of ends) end();
    };
  }, [sides]);
  const figures = [useFeed(left.figure), useFeed(right.figure)];
  const problem = [useFeed(left.problem ?? NO_PROBLEM), useFeed(right.problem ?? NO_PROBLEM)].find(Boolean);
  const head = (i: 0 | 1) => <Head side={sides[i]}>{name?.(i)}</Head>;
  const foot = (i: 0 | 1) => <Numbers side={sides[i]} other={sides[1 - i]} metrics={metrics} />;
  const slots = {sides, head, foot};
  return (
    <FramesContext value={frames}>
      <div className="pair" data-testid="pair">
        {problem ? (
          <div className="pair-note" role="alert">
            <p>{problem.sentence}</p>
            {problem.passing && (
              <Button onPress={loadAgain} data-testid="load-again">
                Try again
              </Button>
            )}
          </div>
        ) : figures.every((figure) => figure === 'sphere') ? (
          <SpheresView {...slots} />
        ) : figures.every((figure) => figure === 'rewards') ? (
          <RewardsView {...slots} />
        ) : figures.every((figure) => figure === 'frontier') ? (
          <FrontierView {...slots} />
        ) : (
          <p className="pair-note">
            These two runs have no figure in common: their curves and numbers can be compared.
          </p>
        )}
      </div>
    </FramesContext>
  );
}

const NO_PROBLEM = constant(undefined);

function Head({side, children}: {side: Side; children: ReactNode}) {
  return (
    <h3>
      {children ?? side.label} <small>step {formatSteps(useFeed(side.position))}</small>
    </h3>
  );
}

/** Milliseconds between two readings of the numbers. */
const EVERY = 300;
/** What is read first, where both runs report it. */
const FIRST = [
  ...['gold', 'proxy', 'divergence', 'uniformity', 'alignment', 'recallAt1', 'kNearest'],
  ...['accuracy', 'lengthCorrelation', 'goldAgreement'],
];
const MOST = 3;

/** The newest values of one side; the better of the two is marked. */
function Numbers({side, other, metrics}: {side: Side; other: Side; metrics: readonly Metric[]}) {
  const feeds = useMemo(() => [slowly(side.log, EVERY), slowly(other.log, EVERY)] as const, [side, other]);
  const [mine, others] = [useFeed(feeds[0]), useFeed(feeds[1])];
  const shown = FIRST.flatMap((name) => metrics.find((metric) => metric.name === name) ?? [])
    .map((metric) => ({metric, value: lastOf(mine, metric.name), that: lastOf(others, metric.name)}))
    .filter(({value, that}) => value !== undefined && that !== undefined)
    .slice(0, MOST);
  return (
    <dl>
      {shown.map(({metric: {name, label, better}, value, that}) => {
        const isApart = formatValue(value!) !== formatValue(that!);
        const isBetter = isApart && better && (better === 'lower' ? value! < that! : value! > that!);
        return (
          <div key={name} data-best={isBetter || undefined}>
            <dt>{label.toLowerCase()}</dt>
            <dd>
              {formatValue(value!)}
              {isBetter && <small> better</small>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const lastOf = (log: {series(name: string): {values: readonly number[]}}, name: string): number | undefined =>
  log.series(name).values.at(-1);
