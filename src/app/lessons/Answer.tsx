/** What a reader predicts: one of a few statements, a number on an axis, or a drawing, which has a place of its own. */
import {useId, useState} from 'react';
import {Button, Label, Radio, RadioGroup} from 'react-aria-components';
import {type Guess, shown, type Truth} from '../../lessons/kit/answers.ts';
import {along} from '../../lessons/kit/axis.ts';
import type {Choice, Estimate, Question} from '../../lessons/kit/lesson.ts';
import {number} from '../../spec/index.ts';
import {Slider} from '../controls/Slider.tsx';
import {scaleOf} from '../controls/scale.ts';
import type {LessonSession} from './session.ts';

interface Props<Q extends Question> {
  question: Q;
  guess: Guess | undefined;
  truth: Truth | undefined;
  session: LessonSession;
}

export function Answer(props: Props<Question>) {
  const {question, guess} = props;
  switch (question.kind) {
    case 'choice':
      return <ChoiceAnswer {...(props as Props<Choice>)} />;
    case 'number':
      return <NumberAnswer {...(props as Props<Estimate>)} />;
    case 'sketch':
      return (
        <div className="lesson-question">
          <p className="lesson-asks">{question.text}</p>
          {!guess && <p className="fine">Draw it into “{question.title}”.</p>}
        </div>
      );
  }
}

function ChoiceAnswer({question, guess, truth, session}: Props<Choice>) {
  const [draft, setDraft] = useState<string | null>(null);
  const chosen = guess?.kind === 'choice' ? guess.id : draft;
  const right = guess && truth?.kind === 'values' ? question.right(truth.values) : undefined;
  return (
    <div className="lesson-question">
      <RadioGroup value={chosen} onChange={setDraft} isDisabled={guess !== undefined} data-testid="choices">
        <Label className="lesson-asks">{question.text}</Label>
        {question.options.map(({id, text}) => (
          <Radio key={id} value={id} className="lesson-option" data-right={right === id || undefined} data-option={id}>
            <i className="lesson-radio" aria-hidden="true" />
            <span>
              {text}
              {right === id && <b className="lesson-right"> ✓ so it came out</b>}
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {!guess && <Commit isReady={draft !== null} onCommit={() => session.commit({kind: 'choice', id: draft!})} />}
    </div>
  );
}

export function Commit({isReady, onCommit}: {isReady: boolean; onCommit(): void}) {
  return (
    <Button className="primary" isDisabled={!isReady} onPress={onCommit} data-testid="commit">
      That is my guess
    </Button>
  );
}

function NumberAnswer({question: {axis, text}, guess, truth, session}: Props<Estimate>) {
  const [label, help] = [useId(), useId()];
  const field = number({
    label: axis.label,
    help: text,
    default: axis.range[0],
    range: axis.range,
    scale: axis.scale ?? 'linear',
    ...(axis.marks && {marks: axis.marks}),
  });
  const scale = scaleOf(field);
  const [draft, setDraft] = useState<number>();
  const value = guess?.kind === 'number' ? guess.value : (draft ?? scale.toValue(scale.positions >> 1));
  const measured = guess && truth?.kind === 'values' ? truth.values[0] : undefined;
  return (
    <div className="lesson-question">
      <p className="lesson-asks" id={help}>
        {text}
      </p>
      <div className="lesson-axis" data-locked={guess ? true : undefined}>
        <p className="lesson-axis-label" id={label}>
          {axis.label} <b data-testid="guess">{draft === undefined && !guess ? '?' : shown(value)}</b>
        </p>
        <Slider
          field={field}
          value={value}
          labelledBy={label}
          describedBy={help}
          testId="guess-slider"
          marked
          onChange={(to) => {
            if (!guess) setDraft(to);
          }}
        />
        {measured !== undefined && (
          <span className="lesson-truth" style={{left: `${100 * along(axis, measured)}%`}}>
            {shown(measured)}
          </span>
        )}
      </div>
      {!guess && (
        <Commit isReady={draft !== undefined} onCommit={() => session.commit({kind: 'number', value: draft!})} />
      )}
    </div>
  );
}
