/** How often the model finds the partner of an unseen thing, beside what comparing pixels alone would find. */
import {formatShare} from '../../panels/chart/format.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {useExperiment} from '../kit/context.tsx';
import './goal.css';

const REFERENCES = [
  {metric: 'recallAt1RawPixels', label: 'raw pixels'},
  {metric: 'recallAt1CentredPixels', label: 'centred pixels'},
];

export function Goal() {
  const log = useFeed(useExperiment().log);
  const newest = (metric: string) => log.series(metric).values.at(-1);
  const now = newest('recallAt1');
  const known = REFERENCES.flatMap(({metric, label}) => {
    const value = newest(metric);
    return value === undefined ? [] : [{label, value}];
  });
  if (now === undefined || known.length === 0) return null;
  const spoken = known.map(({label, value}) => `${label} alone ${formatShare(value)}`).join(', ');
  return (
    <span className="goal" data-testid="goal-bar">
      <span className="goal-now">
        Finds the partner: <b>{formatShare(now)}</b>
        <span className="unseen">; {spoken}</span>
      </span>
      <span className="goal-track" aria-hidden="true">
        <i style={{width: `${100 * now}%`}} />
        {known.map(({label, value}, i) => (
          <span
            key={label}
            className="goal-mark"
            data-side={i === 0 ? 'left' : 'right'}
            style={{left: `${100 * value}%`}}
          >
            {label} {formatShare(value)}
          </span>
        ))}
      </span>
    </span>
  );
}
