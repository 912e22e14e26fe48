/** What can be continued, where something can: beside the run in view, not over it. */
import './offers.css';
import {useEffect} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {formatSteps} from '../../panels/chart/format.ts';
import {isAlone} from '../shell/alone.ts';
import {problem} from './keeper.ts';
import {ago} from './naming.ts';
import {begin, continueRun, dismiss, type Offer, type State, offers as store} from './offers.ts';

export function Offers() {
  const {offers, opening, failed} = useStore(store);
  const says = useStore(problem, (state) => state.says);
  useEffect(() => {
    if (isAlone()) void begin();
  }, []);
  return (
    <div role="status">
      {offers.length > 0 ? <Left offers={offers} opening={opening} failed={failed} /> : <Problem says={says} />}
    </div>
  );
}

/** The pressed button is gone with the offer: the keyboard goes on at the run's own button, to play or to pause. */
function passFocus(): void {
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (isLost) document.querySelector<HTMLElement>('[data-testid="play"]')?.focus();
}

/** Waits until the page shows what has become of the offer. */
const passFocusSoon = () => setTimeout(passFocus, 0);

function Left({offers, opening, failed}: Pick<State, 'offers' | 'opening' | 'failed'>) {
  return (
    <section className="offers" aria-label="Where you were" data-testid="offers">
      <ul>
        {offers.map((offer, i) => (
          <li key={offer.id} data-testid="offer">
            <Told offer={offer} isFirst={i === 0} says={failed?.id === offer.id ? failed.says : offer.why} />
            {offer.run && (
              <Button
                isDisabled={opening !== undefined}
                onPress={() => void continueRun(offer).then(passFocusSoon)}
                data-testid="continue"
              >
                {opening === offer.id ? 'Opening …' : i === 0 ? 'Continue where you were' : 'Continue this one'}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button
        className="quiet"
        aria-label="Dismiss"
        onPress={() => {
          dismiss();
          passFocusSoon();
        }}
        data-testid="dismiss-offers"
      >
        ×
      </Button>
    </section>
  );
}

function Told({offer: {name, position, saved}, isFirst, says}: {offer: Offer; isFirst: boolean; says?: string}) {
  return (
    <p>
      {isFirst ? 'You were at ' : 'Before that, at '}
      step {formatSteps(position)} of <b>{name}</b>, {ago(saved, Date.now())}.{says && <small> {says}</small>}
    </p>
  );
}

/** Said once, and quietly: the run goes on all the same. */
function Problem({says}: {says: string | undefined}) {
  const seen = useStore(store, (state) => state.problemSeen);
  if (!says || seen) return null;
  return (
    <div className="offers" data-testid="not-kept">
      <p className="fine">{says}</p>
      <Button className="quiet" aria-label="Dismiss" onPress={() => store.setState({problemSeen: true})}>
        ×
      </Button>
    </div>
  );
}
