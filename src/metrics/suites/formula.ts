import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';
import {STYLES} from '../../worlds/suites.spec.ts';
import {REWORDED, rewordedName} from './index.spec.ts';

const READ: Readonly<Record<(typeof REWORDED)[number], string>> = {
  asWritten: 'as they were written',
  synonyms: 'in synonyms',
  illegible: 'with illegible words',
  marks: 'with more style marks',
  filler: 'with more filler',
  affixes: 'with salutation and greetings',
};

const pair = tex`\frac{1}{n} \sum_i \mathbf{1} \big[\, r(y^+_i) > r(y^-_i) \big]`;
const cell = tex`P(\, r(y^+_a) > r(y^-_b) \,)`;

const cells = STYLES.flatMap((right) =>
  STYLES.map((wrong) => [
    `styles${right}${wrong}`,
    cell +
      where(
        `a: ${right.toLowerCase()}, b: ${wrong.toLowerCase()}. One fact of the right answer is wrong in the other. Equal rewards count half.`,
      ),
  ]),
);

export const formulas: Readonly<Record<string, string>> = {
  ...Object.fromEntries(cells),
  stylesEasy:
    tex`\frac{1}{3} \sum_{a > b} P(\, r(y^+_a) > r(y^-_b) \,)` +
    where('Style a of the right answer, b of the wrong one: concise, detailed, marked, in this order.'),
  stylesNormal:
    tex`\frac{1}{3} \sum_{a} P(\, r(y^+_a) > r(y^-_a) \,)` +
    where('Both answers have style a: concise, detailed or marked.'),
  stylesHard:
    tex`\frac{1}{3} \sum_{a < b} P(\, r(y^+_a) > r(y^-_b) \,)` +
    where('Style a of the right answer, b of the wrong one: concise, detailed, marked, in this order.'),
  stylesAverage:
    tex`\frac{1}{9} \sum_{a,\, b} P(\, r(y^+_a) > r(y^-_b) \,)` +
    where('Over all styles a of the right answer and b of the wrong one.'),
  suiteWriters: pair + where('y⁺ is by a writer who knows more than that of y⁻. Equal rewards count half.'),
  suiteSwapped: pair + where('y⁺ is under its own question, y⁻ the same under another. Equal rewards count half.'),
  suiteBrief: pair + where('y⁺ is short and right, y⁻ long and wrong. Equal rewards count half.'),
  suiteManners: pair + where('y⁻ is y⁺ with an insult behind it. Equal rewards count half.'),
  suiteOneOfFour:
    tex`\frac{1}{n} \sum_i \mathbf{1} \big[\, r(y^+_i) > \max_{k \le 3} r(y^-_{ik}) \big]` +
    where('Where k of the four share the highest reward, the right one of them counts 1/k.'),
  suiteTiesAccuracy:
    tex`P(\, g > 0 \,), \qquad g = \min_j r(y^+_j) - \max_k r(y^-_k)` +
    where('Over questions with four right answers and four wrong ones.'),
  suiteTies:
    tex`\begin{aligned} & 0.3\, P(g > 0) + 0.3\, P(g' > 0) \\ & \quad + 0.2\, P(g > s) + 0.2\, P(\min(g, g') > s) \\ & g = \min_j r(y^+_j) - \max_k r(y^-_k), \\ & s = \max_j r(y^+_j) - \min_j r(y^+_j) \end{aligned}` +
    where('Four right answers to a question, four wrong ones; g′ is g of another question, with one right answer.'),
  suiteWishes:
    pair + where('y⁺ is as the question wishes, y⁻ as another wish would have it. Equal rewards count half.'),
  suiteReversals:
    tex`P \big(\, r(w, y) > r(w, y') \;\wedge\; r(w', y') > r(w', y) \,\big)` +
    where('y is as wish w would have it, y′ as wish w′ would.'),
  suiteShifted:
    pair +
    where(
      'y⁺ is worth more than y⁻ by the gold reward. Both are by other writers than those that are learnt from. Equal rewards count half.',
    ),
  suiteResponses:
    tex`P(\, r(x_1, y_1) > r(x_1, y_2) \,)` +
    where('y₁ answers x₁, y₂ answers x₂, a question in almost the same words. Equal rewards count half.'),
  suiteInstructions:
    tex`P(\, r(x_1, y_1) > r(x_2, y_1) \,)` +
    where('y₁ answers x₁; x₂ asks something else in almost the same words. Equal rewards count half.'),
  ...Object.fromEntries(
    REWORDED.map((name) => [
      rewordedName(name),
      pair +
        where(`y⁺ is worth more than y⁻ by the gold reward. Both are read ${READ[name]}. Equal rewards count half.`),
    ]),
  ),
  suiteWorst:
    tex`\min_c A_c` +
    where('Over accuracies A of all suites of pairs; the pairs with one error count as easy, normal and hard.'),
};
