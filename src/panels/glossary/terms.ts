/** Terms of art, in the words of this page. */

export interface Term {
  name: string;
  /** The forms by which a text names it, in small letters. */
  forms: readonly string[];
  says: string;
}

const term = (name: string, forms: string, says: string): Term => ({name, forms: forms.split('|'), says});

/** In the order of the alphabet. */
export const TERMS: readonly Term[] = [
  term(
    'Advantage',
    'advantage|advantages',
    'By how much more an answer was rewarded than expected: than the other answers to its question, or than a value network foresaw. It says which answers a policy makes likelier.',
  ),
  term(
    'Alignment',
    'alignment',
    'How close the two views of a pair lie: their mean squared distance, 0 when they coincide. (Of language models it means something else: doing what people want.)',
  ),
  term('Anchor', 'anchor|anchors', 'The view that is looked at: it must find its positive among all candidates.'),
  term(
    'Anisotropy',
    'anisotropy',
    'How far all points lean to one side: the mean cosine of two different ones. 0: all directions are used; 1: all point the same way.',
  ),
  term('AUC', 'auc', 'How often a positive is more similar than a negative, both drawn at random. 0.5 is guessing.'),
  term(
    'Augmentation',
    'augmentation|augmentations|augmented',
    'A random change of an input (shift, turn, tint, left-out words) that makes two views out of one thing. What is changed is what the model learns to ignore.',
  ),
  term(
    'Batch',
    'batch|batches',
    'The pairs that one training step sees together. In most contrastive losses the negatives come from the same batch.',
  ),
  term(
    'Best of n',
    'best of n|best-of-n|best of 4|best of 16|best of 64|best of four|best of sixteen|best of sixty-four',
    'Write n answers, keep the one with the highest reward. The larger n, the harder one chooses.',
  ),
  term(
    'Bradley–Terry',
    'bradley–terry|bradley-terry|bradley and terry',
    'A model of choices: A is chosen over B with probability σ(reward of A − reward of B). Fitting it to choices gives each answer a reward.',
  ),
  term(
    'Calibration error',
    'calibration error|calibration|calibrated',
    'How far probabilities are from how often they come true. A model that is 80 % sure should be right 80 % of the time.',
  ),
  term(
    'Collapse',
    'collapse|collapses|collapsed',
    'Everything is put in one place, or along few directions, so that points say little about what they stand for.',
  ),
  term(
    'Confidence interval',
    '95 % interval|95 % intervals|confidence interval',
    'A range made so that, in 95 of 100 repetitions, it holds the true value.',
  ),
  term(
    'Correlation',
    'correlation|correlations|pearson|correlated',
    'How closely two quantities follow one straight line (Pearson): 1 exactly, 0 not at all, −1 exactly the opposite way.',
  ),
  term(
    'Cosine',
    'cosine|cosines',
    'The similarity of two directions: 1 for the same, 0 at a right angle, −1 for opposite. On the unit sphere it is the inner product.',
  ),
  term(
    'Cross-entropy',
    'cross-entropy',
    'The mean surprise, −log of the probability that the model gave to what was true. Guessing evenly among N costs log N.',
  ),
  term(
    'Dropout',
    'dropout',
    'Numbers inside the network are set to 0 at random while it trains. With other numbers dropped each time, one text has two different views.',
  ),
  term(
    'Effective negatives',
    'effective negatives|effective number of negatives',
    'Among how many negatives the push is shared, in effect: the exponential of the entropy of their shares. 1: one takes all.',
  ),
  term(
    'Effective rank',
    'effective rank',
    'How many directions vectors really use: the exponential of the entropy of the shares of their singular values.',
  ),
  term(
    'Encoder',
    'encoder|encoders',
    'The network that turns an input (a picture, a text) into a vector, its representation.',
  ),
  term(
    'Ensemble',
    'ensemble|ensembles',
    'Several models trained alike, whose verdicts are put together. It helps against errors that each makes by chance, not against those that all share.',
  ),
  term(
    'False negative',
    'false negatives|false negative',
    'Something pushed away as a negative although it is of the anchor’s own kind.',
  ),
  term(
    'Gold reward',
    'gold reward|gold',
    'What an answer is really worth, known exactly in a made-up world. The model never sees it.',
  ),
  term(
    'Hard negative',
    'hard negatives|hard negative|hardest negatives|hardest negative',
    'A negative that is easily mistaken for the positive, because it lies close to the anchor.',
  ),
  term(
    'Head',
    'head|projector|projection head',
    'A small network on top of the representation. The loss works on its output; for later use it is usually thrown away.',
  ),
  term(
    'Hypersphere',
    'hypersphere|unit sphere',
    'All vectors of length 1: a circle in two dimensions, a sphere in three.',
  ),
  term(
    'InfoNCE',
    'infonce',
    'The usual contrastive loss: the anchor must pick its positive out of all candidates. Cross-entropy over similarities divided by the temperature.',
  ),
  term(
    'Intransitive',
    'intransitive',
    'Of choices that run in circles: A over B, B over C, and C over A. No single reward can explain them.',
  ),
  term(
    'KL divergence',
    'kl|kl divergence',
    'How far one probability distribution is from another, in nats. Here: how far choosing, or training, has moved the answers from what was written before.',
  ),
  term(
    'kNN',
    'knn|nearest-neighbour accuracy',
    'An unseen thing is given the class that most of its k nearest neighbours have. How often that is right says whether like lies beside like.',
  ),
  term('Label noise', 'label noise|noisy labels', 'Labels that say the opposite of what was chosen.'),
  term(
    'Learning rate',
    'learning rate|learning rates',
    'The length of each training step. Too long and the loss jumps about, too short and nothing happens.',
  ),
  term(
    'Linear probe',
    'linear probe|linear classifier',
    'A linear classifier trained on frozen representations: it says how much of the class can be read off them.',
  ),
  term(
    'Logistic function',
    'logistic function|logistic',
    'σ(x) = 1 / (1 + e⁻ˣ) turns any number into a probability: 0 becomes 1/2, large numbers come near 1.',
  ),
  term(
    'Logit',
    'logit|logits',
    'A number before the softmax or the logistic function turns it into a probability. Here: similarity divided by temperature.',
  ),
  term(
    'Margin',
    'margin|margins',
    'By how much something must be ahead: the positive of a negative, the chosen answer of the other, or in a study one arm of another.',
  ),
  term(
    'Modality gap',
    'modality gap',
    'The distance between the centres of two kinds of input, such as pictures and words, on one sphere.',
  ),
  term(
    'Momentum encoder',
    'momentum encoder|momentum queue|exponential moving average',
    'A second encoder whose weights are a slow average of the first one’s. What it made of earlier batches can be kept in a queue, as negatives.',
  ),
  term(
    'Mutual information',
    'mutual information',
    'How much knowing one of two things tells about the other, in nats. A contrastive loss gives a lower bound.',
  ),
  term('Nat', 'nats|nat', 'The unit of information with natural logarithms: 1 nat is 1.44 bits.'),
  term(
    'nDCG',
    'ndcg',
    'How good the order of what was found is, the first places counting most. 1: the best order there is.',
  ),
  term(
    'Negative',
    'negatives|a negative|each negative|every negative',
    'What the anchor does not belong with, and is pushed away from.',
  ),
  term('NT-Xent', 'nt-xent', 'InfoNCE as SimCLR has it: both views of every other thing in the batch are negatives.'),
  term(
    'Over-optimisation',
    'over-optimisation|overoptimization|reward hacking|goodhart’s law',
    'Pushing a learnt reward so far that it rises while the true worth falls, because its errors are what is found.',
  ),
  term('Policy', 'policy|policies', 'A model that acts or writes, trained to get a high reward.'),
  term(
    'Positive',
    'positives|positive pair|positive pairs|a positive|its positive|the positive',
    'What belongs with the anchor, such as another view of the same thing: the two are pulled together.',
  ),
  term(
    'Predictor',
    'predictor',
    'A small network that guesses one view’s point from the other’s. SimSiam uses it in place of negatives.',
  ),
  term(
    'Proxy',
    'proxy|proxy reward',
    'The reward that a policy is trained on. It stands for what one truly wants, and is not quite that.',
  ),
  term(
    'Recall@k',
    'recall@k|r@1|r@5|r@10|recall@1|recall@5',
    'How often the right one is among the k that are found first, R@1: how often it is the very first.',
  ),
  term(
    'Reference policy',
    'reference policy|the reference|its reference',
    'The policy as it was before it was trained on rewards or preferences. How far training has moved away from it is measured as a KL divergence.',
  ),
  term(
    'Representation',
    'representation|representations|embedding|embeddings',
    'The vector that the encoder makes of an input. It is what one uses after training: for search, or for a classifier.',
  ),
  term(
    'Reward model',
    'reward model|reward models',
    'A model that gives each answer a number, the reward, learnt from choices between two answers.',
  ),
  term(
    'Seed',
    'seed|seeds',
    'The number from which everything random in a run follows. The same seed gives the same run; several say how much is luck.',
  ),
  term(
    'Shortcut',
    'shortcut|shortcuts',
    'An easy feature that makes the loss low without what one wanted the model to learn.',
  ),
  term(
    'Softmax',
    'softmax',
    'Turns numbers into shares that add up to 1, by their exponentials: the largest gets most.',
  ),
  term(
    'Spearman’s correlation',
    'spearman|spearman’s correlation|rank correlation',
    'Correlation of ranks: whether two quantities put things in the same order, whatever the amounts.',
  ),
  term(
    'Stop-gradient',
    'stop-gradient|stop gradient',
    'A value is used but nothing is learnt through it: its side of the comparison stays where it is for this step.',
  ),
  term(
    'Temperature',
    'temperature|temperatures',
    'By how much similarities are divided before the softmax. Low: the push falls on the nearest negatives. High: near and far are pushed alike.',
  ),
  term('Token', 'token|tokens', 'A word or a mark, as the model reads texts.'),
  term(
    'Tolerance',
    'tolerance',
    'The mean cosine between different things of one class: high where things that mean the same may stay close.',
  ),
  term(
    'Uniformity',
    'uniformity',
    'How evenly points cover the sphere: −2.08 is even in three dimensions, 0 is a single point.',
  ),
  term(
    'Views',
    'views',
    'Two looks at the same thing: changed at random, drawn by two artists, or put in other words.',
  ),
  term(
    'Weight decay',
    'weight decay',
    'Pulls all weights a little towards zero at each step, which keeps a model from learning its data by heart.',
  ),
];
