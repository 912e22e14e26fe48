/** Adds filler to an answer, and shows what that does to its reward and to its true worth. */
import {memo, useEffect, useState} from 'react';
import {Button} from 'react-aria-components';
import {signed} from '../chart/format.ts';
import {type Change, changed, type Padded, paddedText, type Whose} from './padding.ts';
import './filler.css';

export interface Filler {
  /** What has been added so far, and to which answer. */
  padded: Padded | undefined;
  /** Whether this many words leave room for more. */
  hasRoom(words: number): boolean;
  add(whose: Whose): void;
  takeAway(): void;
}

interface Props {
  filler: Filler;
  whose: Whose;
  /** Words of the answer now. */
  words: number;
}

export const FillerBar = memo(({filler, whose, words}: Props) => {
  const {hasRoom, add, takeAway} = filler;
  const padded = filler.padded?.whose === whose ? filler.padded : undefined;
  const isFull = !hasRoom(words);
  return (
    <div className="filler" data-testid={`filler-${whose}`}>
      <Button className="chip" isDisabled={isFull} onPress={() => add(whose)} data-testid={`add-filler-${whose}`}>
        + filler{whose !== 'own' && <span className="unseen"> behind answer {whose}</span>}
      </Button>
      {padded && (
        <>
          <Button className="chip" onPress={takeAway} data-testid="take-filler">
            take it away
          </Button>
          <dl>
            {padded.reward && <Changed name="reward" change={padded.reward} />}
            {padded.worth && <Changed name="truly" change={padded.worth} />}
          </dl>
        </>
      )}
      {isFull && <span className="fine">No room for more.</span>}
      <Said padded={padded} />
    </div>
  );
});

function Changed({name, change}: {name: string; change: Change}) {
  const text = changed(change);
  return (
    <div data-moved={text === '±0.00' ? undefined : text.startsWith('+') ? 'up' : 'down'}>
      <dt>{name}</dt>
      <dd>
        {signed(change.before)} → {signed(change.now)} <b>{text}</b>
      </dd>
    </div>
  );
}

/** Read aloud after each press, and not at every step of training. */
function Said({padded}: {padded: Padded | undefined}) {
  const [said, say] = useState('');
  const subject = padded?.reward ? padded.statements : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said when filler was added, with the numbers of that moment
  useEffect(() => say(subject > 0 ? paddedText(padded!) : ''), [subject]);
  return (
    <p className="unseen" aria-live="polite">
      {said}
    </p>
  );
}
