/** One unseen pair as text: what was asked, the two answers, what the annotator chose, and what the model makes of it. */
import {type ReactNode, useEffect} from 'react';
import {Button} from 'react-aria-components';
import type {CompareTexts, Feed, RewardFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import {useFeed} from '../frame/useFeed.ts';
import {nextWrong, type ReadAnswer, type Reading, readingOf} from './reading.ts';
import './reward.css';

interface Props {
  rewards: Feed<RewardFrame | undefined>;
  texts: Feed<CompareTexts | undefined>;
  /** The pair that is read. */
  chosen: Feed<number | undefined>;
  onChoose(pair: number): void;
  onDrawn(): void;
}

export function ReadingPanel({rewards, texts, chosen, onChoose, onDrawn}: Props) {
  const frame = useFeed(rewards);
  const known = useFeed(texts);
  const pair = useFeed(chosen) ?? 0;
  // What is read is up to date once it is shown.
  useEffect(() => {
    if (frame) onDrawn();
  }, [frame, onDrawn]);
  const reading = frame && known && readingOf(frame, known, pair);
  return (
    <PanelFrame
      id="reading"
      title={reading?.question || 'Two answers to one question'}
      sentence={reading ? reading.verdict : 'The pairs are on their way.'}
      table={() => tableOf(reading)}
      tools={
        frame && (
          <>
            <Button
              className="quiet"
              aria-label="The pair before"
              onPress={() => onChoose((pair + frame.pairs - 1) % frame.pairs)}
            >
              ←
            </Button>
            <Button className="quiet" aria-label="The next pair" onPress={() => onChoose((pair + 1) % frame.pairs)}>
              →
            </Button>
            <Button
              className="quiet"
              aria-label="The next pair that the model gets wrong"
              onPress={() => onChoose(nextWrong(frame, pair))}
              data-testid="next-wrong"
            >
              ✗
            </Button>
          </>
        )
      }
    >
      {reading && (
        <div className="reading" data-testid="reading">
          {reading.answers.map((answer) => (
            <Answer key={answer.name} answer={answer} />
          ))}
        </div>
      )}
    </PanelFrame>
  );
}

function Answer({answer}: {answer: ReadAnswer}): ReactNode {
  const {name, text, chosen, figures} = answer;
  return (
    <article className="reading-answer" data-chosen={chosen || undefined} aria-label={`Answer ${name}`}>
      <p className="reading-figures">
        <b className={chosen ? 'reward-chosen' : 'reward-rejected'}>{chosen ? '● chosen' : '○ not chosen'}</b>{' '}
        <span className="chart-figures">{figures}</span>
      </p>
      <p>{text}</p>
    </article>
  );
}

function tableOf(reading: Reading | undefined): Table {
  return {
    caption: reading ? `${reading.question} ${reading.verdict}` : 'There is no pair to read yet.',
    columns: ['answer', 'chosen', 'figures', 'text'],
    rows: (reading?.answers ?? []).map(({name, chosen, figures, text}) => [name, chosen ? 'yes' : 'no', figures, text]),
  };
}
