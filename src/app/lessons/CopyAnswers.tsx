import {useState} from 'react';
import {Button} from 'react-aria-components';
import type {Lesson} from '../../lessons/kit/lesson.ts';
import {reportOf} from './report.ts';
import type {LessonState} from './session.ts';

/** Puts the answers on the clipboard, for a teacher who collects them. Where that is not allowed they stand there to be copied. */
export function CopyAnswers({lesson, state}: {lesson: Lesson; state: LessonState}) {
  const [told, setTold] = useState<'copied' | 'by hand'>();
  const copy = () =>
    navigator.clipboard.writeText(reportOf(lesson, state)).then(
      () => setTold('copied'),
      () => setTold('by hand'),
    );
  if (Object.keys(state.guesses).length === 0 && state.met.length === 0) return null;
  return (
    <>
      <Button className="quiet" onPress={() => void copy()} data-testid="copy-answers">
        {told === 'copied' ? 'Copied' : 'Copy my answers'}
      </Button>
      {told === 'by hand' && (
        <textarea
          className="lesson-report"
          aria-label="My answers"
          readOnly
          value={reportOf(lesson, state)}
          data-testid="answers"
        />
      )}
    </>
  );
}
