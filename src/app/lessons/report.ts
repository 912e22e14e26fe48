/** A reader's answers as a text to hand in. Pure. */
import {type Guess, outcomeOf, shown} from '../../lessons/kit/answers.ts';
import type {Lesson, Question} from '../../lessons/kit/lesson.ts';
import type {Kept} from './session.ts';

export function reportOf({title, steps}: Pick<Lesson, 'title' | 'steps'>, {guesses, truths, met}: Kept): string {
  const parts = steps.flatMap(({id, title: heading, question, goal}) => {
    const guess = guesses[id];
    const lines: string[] = [];
    if (question && guess) {
      const outcome = truths[id] && outcomeOf(question, guess, truths[id]);
      lines.push(question.text, `I said: ${said(question, guess)}`);
      if (outcome) lines.push(`Then: ${outcome.text}`);
    }
    if (goal) lines.push(`Goal: ${goal.text} ${met.includes(id) ? 'Reached.' : 'Not reached yet.'}`);
    return lines.length > 0 ? [[heading, ...lines].join('\n')] : [];
  });
  return [`Contrastive Lab, lesson “${title}”`, ...parts].join('\n\n');
}

function said(question: Question, guess: Guess): string {
  if (guess.kind === 'choice' && question.kind === 'choice') {
    return question.options.find(({id}) => id === guess.id)?.text ?? guess.id;
  }
  if (guess.kind === 'sketch' && question.kind === 'sketch') {
    return question.places.map((place, i) => `${shown(guess.y[i])} at ${shown(place)}`).join(', ');
  }
  return guess.kind === 'number' ? shown(guess.value) : '';
}
