/** Something small for each spot of a sweep, each with a button that opens its run. */
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {SweepRun} from './run.ts';

export interface TilesProps {
  run: SweepRun;
  best: number | undefined;
  nameOf(spot: number): string;
  onOpen(spot: number): void;
}

export function Tiles({run, best, nameOf, onOpen, children}: TilesProps & {children(spot: number): ReactNode}) {
  const columns = run.spec.fan!.axes[1]?.values.length;
  const style = columns ? {gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`} : undefined;
  return (
    <div className="sweep-row" style={style}>
      {[...run.clouds.get().keys()].map((spot) => (
        <div key={spot} className="sweep-one" data-best={spot === best || undefined}>
          {children(spot)}
          <Button className="quiet" onPress={() => onOpen(spot)} data-testid={`sweep-open-${spot}`}>
            {nameOf(spot)}
            {spot === best && ' · best'}
          </Button>
        </div>
      ))}
    </div>
  );
}
