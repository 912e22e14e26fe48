/** A line or a curve to draw before the true one is seen. */
import {useState} from 'react';
import type {Sketch} from '../../lessons/kit/lesson.ts';
import {SketchPanel} from '../../panels/sketch/SketchPanel.tsx';
import {Commit} from './Answer.tsx';
import type {LessonSession, LessonState} from './session.ts';

interface Props {
  question: Sketch;
  state: LessonState;
  /** Id of the step. */
  step: string;
  session: LessonSession;
}

export function SketchAnswer({question, state, step, session}: Props) {
  const {title, form, x, y, places, known} = question;
  const [draft, setDraft] = useState<number[]>();
  const guess = state.guesses[step];
  const truth = state.truths[step];
  const handed = guess?.kind === 'sketch' ? guess.y : undefined;
  const sentence = handed
    ? truth
      ? 'Yours is dashed; what was measured is blue.'
      : 'Yours. The other one comes when it is measured.'
    : form === 'line'
      ? 'Pull either end of the line to where you expect it.'
      : 'Draw the curve that you expect: press and drag from left to right.';
  return (
    <>
      <SketchPanel
        {...{title, form, x, y, places, sentence, ...(known && {known})}}
        values={handed ?? draft}
        {...(!handed && {onDraw: setDraft})}
        {...(handed && truth?.kind === 'curve' && {truth})}
      />
      {!handed && <Commit isReady={draft !== undefined} onCommit={() => session.commit({kind: 'sketch', y: draft!})} />}
    </>
  );
}
