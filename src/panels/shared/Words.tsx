/**
 * A text whose words are tinted by their contributions to the reward; pointer, touch and arrow keys read them one by
 * one.
 */
import {type CSSProperties, Fragment, type KeyboardEvent, useState} from 'react';
import {signed} from '../chart/format.ts';
import type {WeighedText, WeighedWord} from '../data.ts';
import {type Pointed, pointedText} from './words.ts';
import './words.css';

interface Props {
  label: string;
  text: WeighedText;
  /** The contribution that gets the full tint. */
  largest: number;
  onPoint(pointed: Pointed | undefined): void;
}

const KEYS: Record<string, (at: number, count: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function WordList({label, text, largest, onPoint}: Props) {
  const [at, go] = useState(0);
  const {words, rest} = text;
  // Tab reaches this word only; the text may have become shorter.
  const current = Math.min(at, words.length - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = KEYS[event.key]?.(current, words.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to = Math.max(0, Math.min(words.length - 1, next));
    go(to);
    event.currentTarget.querySelectorAll('button')[to]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of words in a sentence, not of fields
    <span role="group" aria-label={`${label}; arrow keys go from word to word`} onKeyDown={onKeyDown}>
      {words.map((word, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
        <Fragment key={i}>
          {word.before}
          <button
            type="button"
            className="token"
            tabIndex={i === current ? 0 : -1}
            aria-label={`${word.text}, ${signed(word.contribution)}`}
            {...tint(word, largest)}
            onPointerEnter={() => onPoint({text, word})}
            onPointerLeave={() => onPoint(undefined)}
            onFocus={() => {
              go(i);
              onPoint({text, word});
            }}
            onBlur={() => onPoint(undefined)}
          >
            {word.text}
          </button>
        </Fragment>
      ))}
      {rest}
    </span>
  );
}

/** Words with a smaller share of the largest contribution are not tinted. */
const FAINT = 0.04;

/** The tint of a word: an attribute for the sign, a variable for the size. */
export function tint({contribution}: Pick<WeighedWord, 'contribution'>, largest: number) {
  const share = Math.min(1, Math.abs(contribution) / largest);
  return {
    'data-adds': share < FAINT ? undefined : contribution > 0 ? 'more' : 'less',
    style: {'--share': share.toFixed(3)} as CSSProperties,
  };
}

/** The legend of the tints, or the word under the pointer. */
export function Scale({largest, pointed}: {largest: number; pointed: Pointed | undefined}) {
  return (
    <p className="word-scale chart-figures" data-testid="word-scale">
      {pointed ? (
        pointedText(pointed)
      ) : (
        <>
          A word{' '}
          <span className="token" data-adds="more" style={{'--share': 1} as CSSProperties}>
            raises
          </span>{' '}
          or{' '}
          <span className="token" data-adds="less" style={{'--share': 1} as CSSProperties}>
            lowers
          </span>{' '}
          the reward, by up to {largest.toFixed(2)}.
        </>
      )}
    </p>
  );
}
