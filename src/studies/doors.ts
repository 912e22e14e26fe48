/** Pages with which to begin: each answers one question with live figures and with what several studies have measured. */
export interface Door {
  readonly slug: string;
  readonly question: string;
  /** The answer, as short as can be. */
  readonly says: string;
}

export const DOORS: readonly Door[] = [
  {
    slug: 'what-a-temperature-does',
    question: 'What does a temperature do?',
    says: 'It says whom the loss pushes: low, the nearest alone; high, everything alike.',
  },
  {
    slug: 'how-losses-differ',
    question: 'How do losses differ?',
    says: 'All pull pairs together. What keeps the rest apart is what tells them from each other.',
  },
  {
    slug: 'where-negatives-hurt',
    question: 'Where do negatives hurt?',
    says: 'Where they mean the same as the anchor, and nobody has told the loss.',
  },
  {
    slug: 'what-reward-models-like',
    question: 'What do reward models like?',
    says: 'Whatever went with being preferred: often length and style, which are easy to see.',
  },
];
