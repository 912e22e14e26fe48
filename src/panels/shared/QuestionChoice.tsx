/** Which of the questions to a policy is looked at. All panels that have this choice share it. */
import type {Feed} from '../data.ts';
import type {Sayings} from './sayings.ts';

/** What panels of questions are given: what can be said, and which question the reader has chosen. */
export interface Asked {
  sayings: Feed<Sayings | undefined>;
  /** Undefined for all of them. */
  question: Feed<number | undefined>;
  onQuestion(question: number | undefined): void;
}

interface Props {
  id: string;
  sayings: Sayings | undefined;
  question: number | undefined;
  onQuestion(question: number | undefined): void;
  /** Whether the mean over all questions can be chosen. */
  all?: boolean;
}

/** Nothing where there is one question alone. */
export function QuestionChoice({id, sayings, question, onQuestion, all = false}: Props) {
  if (!sayings || sayings.questions.length < 2) return undefined;
  return (
    <select
      className="chart-select question-choice"
      aria-label="Question"
      data-testid={`${id}-question`}
      value={question ?? ''}
      onChange={({currentTarget: {value}}) => onQuestion(value === '' ? undefined : Number(value))}
    >
      {all && <option value="">all {sayings.questions.length} questions</option>}
      {sayings.questions.map(({name, asks}, i) => (
        <option key={name} value={i}>
          {asks}
        </option>
      ))}
    </select>
  );
}
