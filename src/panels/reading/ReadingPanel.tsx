/** One unseen pair as text: the question, both answers, the annotator's choice and the model's rewards. */

import {memo, type ReactNode, useEffect, useState} from 'react';
import type {CompareTexts, Feed, RewardFrame, WordsFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import {SignButton} from '../frame/SignButton.tsx';
import type {Table} from '../frame/save.ts';
import {useFeed} from '../frame/useFeed.ts';
import {type Filler, FillerBar} from '../shared/FillerBar.tsx';
import {Scale, WordList} from '../shared/Words.tsx';
import {largestOf, type Pointed, reasonsIn, wordRows} from '../shared/words.ts';
import {nextWrong, type ReadAnswer, type Reading, readingOf} from './reading.ts';
import '../shared/reward.css';
import './reading.css';

interface Props {
  rewards: Feed<RewardFrame | undefined>;
  texts: Feed<CompareTexts | undefined>;
  words: Feed<WordsFrame | undefined>;
  /** The pair that is read. */
  chosen: Feed<number | undefined>;
  onChoose(pair: number): void;
  onDrawn(): void;
  /** Opens the panel for writing an answer; left out if it is open. */
  onWrite?(): void;
  /** Adds filler to either answer, in worlds that have some. */
  filler?: Filler | undefined;
  formula?: () => Promise<string>;
}

export function ReadingPanel({rewards, texts, words, chosen, onChoose, onDrawn, onWrite, filler, formula}: Props) {
  const frame = useFeed(rewards);
  const known = useFeed(texts);
  const pair = useFeed(chosen) ?? 0;
  const newest = useFeed(words);
  const weighed = newest?.pair === pair ? newest : undefined;
  const [pointed, point] = useState<Pointed>();
  // The next frame may be asked for once this one is shown.
  useEffect(() => {
    if (frame) onDrawn();
  }, [frame, onDrawn]);
  const reading = frame && known && readingOf(frame, known, pair);
  return (
    <PanelFrame
      id="reading"
      title={reading?.question || 'Two answers to one question'}
      sentence={
        reading ? `${reading.verdict}${weighed ? ` ${reasonsIn(weighed.reasons)}` : ''}` : 'The pairs are on their way.'
      }
      formula={formula}
      table={() => tableOf(reading, weighed)}
      tools={
        frame && (
          <Tools
            rewards={rewards}
            pair={pair}
            onChoose={onChoose}
            onWrite={weighed && weighed.texts.length > 0 ? onWrite : undefined}
          />
        )
      }
    >
      {reading && (
        <div className="reading" data-testid="reading">
          {weighed && weighed.texts.length > 0 && <Scale largest={largestOf(weighed)} pointed={pointed} />}
          {reading.answers.map((answer, i) => {
            // With filler, it is the answer that the reader has written.
            const text = weighed?.texts[filler?.padded?.whose === answer.name ? 2 : i];
            return (
              <Answer key={answer.name} answer={answer}>
                {filler && text && <FillerBar filler={filler} whose={answer.name} words={text.words.length} />}
                <p>
                  {weighed && text ? (
                    <WordList
                      label={`Words of answer ${answer.name}`}
                      text={text}
                      largest={largestOf(weighed)}
                      onPoint={point}
                    />
                  ) : (
                    answer.text
                  )}
                </p>
              </Answer>
            );
          })}
        </div>
      )}
    </PanelFrame>
  );
}

type ToolsProps = Pick<Props, 'rewards' | 'onChoose' | 'onWrite'> & {pair: number};

/** Not made anew with each frame, as what they stand over is. */
const Tools = memo(({rewards, pair, onChoose, onWrite}: ToolsProps) => {
  const go = (next: (frame: RewardFrame) => number) => {
    const frame = rewards.get();
    if (frame) onChoose(next(frame));
  };
  return (
    <>
      {onWrite && (
        <SignButton
          sign="✎"
          word="write"
          tip="Write an answer of your own"
          aria-label="Write an answer of your own"
          onPress={onWrite}
          data-testid="write-own"
        />
      )}
      <SignButton
        sign="←"
        word="before"
        tip="The pair before"
        aria-label="The pair before"
        onPress={() => go(({pairs}) => (pair + pairs - 1) % pairs)}
      />
      <SignButton
        sign="→"
        word="next"
        tip="The next pair"
        aria-label="The next pair"
        onPress={() => go(({pairs}) => (pair + 1) % pairs)}
      />
      <SignButton
        sign="✗"
        word="wrong"
        tip="The next pair that it gets wrong"
        aria-label="The next pair that the model gets wrong"
        onPress={() => go((frame) => nextWrong(frame, pair))}
        data-testid="next-wrong"
      />
    </>
  );
});

function Answer({answer, children}: {answer: ReadAnswer; children: ReactNode}): ReactNode {
  const {name, chosen, fate, figures} = answer;
  return (
    <article className="reading-answer" data-chosen={chosen || undefined} aria-label={`Answer ${name}`}>
      <p className="reading-figures">
        <b>{name}</b> <b className={chosen ? 'reward-chosen' : 'reward-rejected'}>{fate}</b>{' '}
        <span className="chart-figures">{figures}</span>
      </p>
      {children}
    </article>
  );
}

function tableOf(reading: Reading | undefined, weighed: WordsFrame | undefined): Table {
  const answers = reading?.answers ?? [];
  return {
    caption: reading
      ? `${reading.question} ${reading.verdict} ${weighed ? reasonsIn(weighed.reasons, Number.POSITIVE_INFINITY) : ''}`
      : 'There is no pair to read yet.',
    columns: ['answer', 'choice', 'figures', 'text', 'adds to the reward'],
    rows: answers.flatMap(({name, fate, figures, text}, i) => [
      [name, fate.slice(2), figures, text, ''],
      ...wordRows(weighed?.texts[i]).map(([word, adds]) => [name, '', '', word, adds]),
    ]),
  };
}
