/** An answer that the reader puts together from words, and its reward. */

import {useState} from 'react';
import {Button} from 'react-aria-components';
import {signed} from '../chart/format.ts';
import type {CompareTexts, Feed, WeighedText, WordsFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import {useFeed} from '../frame/useFeed.ts';
import {type Filler, FillerBar} from '../shared/FillerBar.tsx';
import {wordRows} from '../shared/words.ts';
import {Chips, OfferMenu, WordField} from './Inputs.tsx';
import {Verdict} from './Verdict.tsx';
import {type Offer, tokensIn, tokensOfText, type Vocabulary, type Written} from './writing.ts';
import './writing.css';

interface Props {
  texts: Feed<CompareTexts | undefined>;
  words: Feed<WordsFrame | undefined>;
  chosen: Feed<number | undefined>;
  /** Undefined if items are not texts. */
  vocabulary: Feed<Vocabulary | undefined>;
  /** Tokens. */
  written: Feed<readonly number[]>;
  onWrite(tokens: readonly number[]): void;
  /** Whether the field gets the focus when the panel opens. */
  focused: boolean;
  /** Whole statements to add, if the world has any. */
  offers: readonly Offer[];
  /** The true worth of an answer, if it is known. */
  about?: ((tokens: readonly number[]) => Written) | undefined;
  /** Adds filler, if the world has any. */
  filler?: Filler | undefined;
  formula?: () => Promise<string>;
}

export function WritingPanel({
  texts,
  words,
  chosen,
  vocabulary,
  written,
  onWrite,
  focused,
  offers,
  about,
  filler,
  formula,
}: Props) {
  const known = useFeed(vocabulary);
  const tokens = useFeed(written);
  const pair = useFeed(chosen) ?? 0;
  const compared = useFeed(texts);
  const newest = useFeed(words);
  const frame = newest?.pair === pair && newest.texts.length > 0 ? newest : undefined;
  const [unknown, tellUnknown] = useState<readonly string[]>([]);
  const question = compared?.question(compared.unseen[2 * pair]);
  const truth = about?.(tokens);

  const put = (next: readonly number[]) => {
    tellUnknown([]);
    onWrite(next.slice(0, known?.most));
  };
  const type = (typed: string) => {
    const found = tokensIn(typed, known!.vocabulary);
    put([...tokens, ...found.tokens]);
    tellUnknown(found.unknown);
  };

  return (
    <PanelFrame
      id="writing"
      title="An answer of your own"
      sentence={
        known ? (
          <>
            {question ? `“${question}” ` : ''}
            Add and remove words, and see what reward the model gives.
          </>
        ) : (
          'The items of this world are not texts, so there is nothing to write.'
        )
      }
      formula={formula}
      table={() => tableOf(frame, truth)}
    >
      {known && (
        <div className="writing" data-testid="writing">
          <Verdict frame={frame} tokens={tokens} truth={truth} />
          {filler && frame && <FillerBar filler={filler} whose="own" words={tokens.length} />}
          <Chips tokens={tokens} known={known} frame={frame} onWrite={put} />
          <p className="fine writing-note" role="status">
            {unknown.length > 0 && `Not among the model’s words: ${unknown.join(', ')}.`}
            {tokens.length >= known.most && ` An answer has at most ${known.most} words.`}
          </p>
          <WordField
            known={known}
            focused={focused}
            onType={type}
            onPick={(token) => put([...tokens, token])}
            onBack={() => put(tokens.slice(0, -1))}
          />
          <div className="chips">
            {offers.map((offer) => (
              <OfferMenu key={offer.label} offer={offer} onAdd={(more) => put([...tokens, ...more])} />
            ))}
          </div>
          <div className="chips">
            <span className="fine">Start from</span>
            {(['A', 'B'] as const).map((name, i) => (
              <Button
                key={name}
                className="chip"
                isDisabled={!frame}
                onPress={() => put(tokensOfText(frame!.texts[i], known.vocabulary))}
                data-testid={`write-from-${name}`}
              >
                answer {name}
              </Button>
            ))}
            <Button className="chip" isDisabled={tokens.length === 0} onPress={() => put([])} data-testid="write-clear">
              nothing
            </Button>
          </div>
        </div>
      )}
    </PanelFrame>
  );
}

const WHOSE = ['A', 'B', 'yours'] as const;

/** The rewards of whole answers, then what each word of the reader's own adds. */
function tableOf(frame: WordsFrame | undefined, truth: Written | undefined): Table {
  const own: WeighedText | undefined = frame?.texts[2];
  return {
    caption: own
      ? `The reward of your answer is ${signed(own.reward)}${truth ? `, its true worth ${signed(truth.worth)}` : ''}.`
      : 'There is no answer of yours yet.',
    columns: ['answer', 'word', 'reward, or what the word adds'],
    rows: [
      ...(frame?.texts ?? []).map(({reward}, i) => [WHOSE[i], 'all', signed(reward)]),
      ...wordRows(own).map((row) => [WHOSE[2], ...row]),
    ],
  };
}
