/** The button in the top bar, what is said of a pin that was just made, and the view that compares. */
import './compare.css';
import {Suspense, useEffect} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {lazyPart} from '../../panels/frame/later.ts';
import {closeCompare, openCompare, useCompare} from './open.ts';
import {pins, readPins} from './pins.ts';
import {follow} from './runs.ts';
import {Told} from './Told.tsx';

const CompareView = lazyPart(() => import('./CompareView.tsx'));

export function Compare() {
  const open = useCompare((state) => state.open);
  const count = useStore(pins, (state) => state.pins.length);
  useEffect(() => {
    void readPins();
    const end = follow();
    return () => {
      end();
      closeCompare();
    };
  }, []);
  return (
    <>
      <Button
        className="compare-button"
        aria-label={count === 0 ? 'Compare' : `Compare: ${count} pinned`}
        onPress={openCompare}
        data-testid="open-compare"
        data-pins={count}
      >
        <span aria-hidden="true">⇄</span> <span className="top-word">Compare</span>
        {count > 0 && <b>{count}</b>}
      </Button>
      {!open && <Told isOver />}
      <Suspense>{open && <CompareView />}</Suspense>
    </>
  );
}
