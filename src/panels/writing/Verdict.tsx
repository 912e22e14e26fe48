/** The reward of the answer that is written, and the chances that follow from it. */

import {useEffect, useRef, useState} from 'react';
import {signed} from '../chart/format.ts';
import type {WordsFrame} from '../data.ts';
import {chanceAgainst, placesOnLine, sameTokens, type Written} from './writing.ts';

/** The reward and the chances against A and B. Screen readers hear it when the answer changes, not at every step. */
export function Verdict({
  frame,
  tokens,
  truth,
}: {
  frame: WordsFrame | undefined;
  tokens: readonly number[];
  truth?: Written;
}) {
  const [said, say] = useState('');
  const last = useRef<{tokens: readonly number[]; reward: number; change?: number}>(undefined);
  const answered = frame && sameTokens(frame.written, tokens);
  const [a, b, own] = frame?.texts ?? [];
  if (answered && own) {
    const before = last.current;
    if (!before || !sameTokens(before.tokens, tokens)) {
      last.current = {tokens, reward: own.reward, change: before && own.reward - before.reward};
    } else before.reward = own.reward;
  }
  const change = last.current?.change;
  const text =
    own &&
    `reward ${signed(own.reward)}, against A ${chanceAgainst(own.reward, a.reward)} %, against B ${chanceAgainst(own.reward, b.reward)} %`;
  const subject = answered ? tokens.join() : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said when the answer changes, with the text of that moment
  useEffect(() => {
    if (subject !== undefined && text) say(text);
  }, [subject]);
  const line = own ? placesOnLine([a.reward, b.reward, own.reward]) : [];
  return (
    <div className="writing-verdict">
      <p className="chart-figures">
        <b className="writing-reward" data-testid="written-reward">
          {own ? signed(own.reward) : '…'}
        </b>{' '}
        reward{change ? ` (${signed(change)} by the last change)` : ''}
      </p>
      <p className="writing-chances">
        {own &&
          `better than A with a chance of ${chanceAgainst(own.reward, a.reward)} %, than B of ${chanceAgainst(own.reward, b.reward)} %`}
        {truth && (own ? ` · truly ${signed(truth.worth)}` : '')}
      </p>
      {own && (
        <div className="writing-line" aria-hidden="true">
          {['A', 'B', 'you'].map((name, i) => (
            <span key={name} style={{left: `${line[i]}%`}} data-own={name === 'you' || undefined}>
              {name}
            </span>
          ))}
        </div>
      )}
      {truth && truth.counts.length > 0 && (
        <p className="fine">{truth.counts.map(({label, count}) => `${label.toLowerCase()} ${count}`).join(' · ')}</p>
      )}
      <p className="writing-said" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
