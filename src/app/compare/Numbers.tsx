/** All runs by their curves, and in a table of what they differ in and what became of them. */
import type {Lab} from '../../labs/kit/lab.ts';
import {Differences} from './Differences.tsx';
import type {Pin} from './pin.ts';

/** Panels in which all runs are drawn over each other. */
const CURVES = ['curves', 'plane'];

export function Numbers({lab, pins}: {lab: Lab; pins: readonly Pin[]}) {
  return (
    <>
      <div className="compare-curves">
        {lab.panels
          .filter(({id}) => CURVES.includes(id))
          .map(({id, View}) => (
            <View key={id} />
          ))}
      </div>
      <Differences lab={lab} pins={pins} />
    </>
  );
}
