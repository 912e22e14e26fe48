/** Two of the runs side by side, as the reader chooses them. */
import {useMemo} from 'react';
import {useStore} from 'zustand';
import {useExperiment} from '../../labs/kit/context.tsx';
import type {Lab} from '../../labs/kit/lab.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {Look} from './Look.tsx';
import {useCompare} from './open.ts';
import {PairView} from './pair/PairView.tsx';
import {type Side, sideOfExperiment} from './pair/side.ts';
import type {Pin} from './pin.ts';
import {sideOfPin} from './pinSide.ts';
import {names, PRESENT} from './runs.ts';

/** One side, and the same one as long as it is the same run with the same name. */
function useSide(pin: Pin | undefined, label: string): Side {
  const experiment = useExperiment() as Experiment;
  return useMemo(
    () => (pin ? sideOfPin(pin, label) : sideOfExperiment(experiment, PRESENT, label)),
    [pin, label, experiment],
  );
}

export function Pair({lab, pins}: {lab: Lab; pins: readonly Pin[]}) {
  const chosen = useCompare();
  const of = useStore(names, (state) => state.of);
  const pinOf = (id: string) => pins.find((pin) => pin.id === id);
  const labelOf = (id: string) =>
    id === PRESENT ? 'The present run' : (of.get(id)?.full ?? pinOf(id)?.title ?? 'A run');
  const isThere = (id: string | undefined): id is string => id === PRESENT || (id !== undefined && !!pinOf(id));
  const left = isThere(chosen.left) ? chosen.left : pins[0].id;
  const right = isThere(chosen.right) ? chosen.right : (pins[1]?.id ?? PRESENT);
  const sides = [useSide(pinOf(left), labelOf(left)), useSide(pinOf(right), labelOf(right))];
  const all = [...pins.map(({id}) => id), PRESENT];
  const ids = [left, right] as const;
  const choice = (i: 0 | 1) => (
    <div className="compare-choice">
      <Look look={pinOf(ids[i])?.look} />
      <select
        aria-label={i === 0 ? 'Run on the left' : 'Run on the right'}
        value={ids[i]}
        onChange={({currentTarget}) => useCompare.setState({[i === 0 ? 'left' : 'right']: currentTarget.value})}
        data-testid={i === 0 ? 'pair-left' : 'pair-right'}
      >
        {all.map((id) => (
          <option key={id} value={id}>
            {labelOf(id)}
          </option>
        ))}
      </select>
    </div>
  );
  return <PairView key={ids.join(' ')} left={sides[0]} right={sides[1]} metrics={lab.metrics} name={choice} />;
}
