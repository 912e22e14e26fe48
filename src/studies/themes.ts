/** Themes: groups of papers that answer one question. The page draws the effects of a theme's measured studies side by side. */

interface Described {
  readonly id: string;
  readonly title: string;
  /** How its papers relate. */
  readonly text: string;
}

export const THEMES = [
  {
    id: 'temperature',
    title: 'Temperature, alignment and uniformity',
    text: 'A contrastive loss pulls positive pairs together and pushes everything else apart, and its temperature says whom it pushes. One paper takes the loss apart into alignment and uniformity, measures both, and trains on them directly. Another shows that a small temperature spends the force on the nearest negatives: points spread evenly, but neighbours that mean the same are torn apart as well. For sentences, whitening and negatives made of noise reach for uniformity by other means. Look at what each arm gains in uniformity, and what it pays for it in tolerance of similar points.',
  },
  {
    id: 'false-negatives',
    title: 'False negatives',
    text: 'Whatever else is in the batch counts as a negative, even where it means the same as the anchor. The theory of latent classes says what this costs: with more negatives, or fewer classes, it happens more often that an anchor is pushed from its own class. Later papers try to see it coming. They give suspicious negatives less weight, find them by clusters, choose pairs by how alike they look and mean, or keep a gap between the distances at which positives and negatives are drawn. In our worlds the true class is known, so each remedy can be held beside an oracle.',
  },
  {
    id: 'hard-negatives',
    title: 'Hard negatives',
    text: 'Most negatives are far away already and teach nothing; those that nearly fit teach most. Papers disagree on where to find them. A small temperature weighs them by itself; others keep the hardest of a queue, take the centres of other clusters, draw from a ring around the anchor, fill a batch from one neighbourhood, or let the model write its own mistakes and learn from those. All walk the same edge: the harder the negative, the more likely it is no negative at all. So studies here come in pairs, with clean data and with false negatives.',
  },
  {
    id: 'batch-size',
    title: 'How many negatives',
    text: 'Do more negatives help? Practice says yes, early bounds got worse with their number, and a newer analysis removes that dependence but for logarithms. The theory of latent classes adds that with many negatives some share the class of the anchor. The other papers are about the price: a queue of old keys separates the number of negatives from the batch, cached gradients train a large batch in the memory of a small one with the same result, and well-chosen batches do with few negatives what random ones need many for. Compare arms at equal numbers of pairs seen, not only at equal steps.',
  },
  {
    id: 'collapse',
    title: 'Collapse and lost features',
    text: 'A representation can lose what it should keep, and the loss need not show it. Without anything that pushes, all points may fall together; without dropout as noise, sentence embeddings collapse. Parts can collapse too: subclasses merge when only the label counts, a rare group merges with a common one that resembles it, and an easy feature that separates all pairs keeps harder ones from being learnt. Causes differ (no uniformity, labels that are too coarse, imbalance, a taste for simple solutions), so each study measures the particular thing that is lost, beside the usual accuracy.',
  },
  {
    id: 'views',
    title: 'What makes a positive pair',
    text: 'What two views share is what the representation keeps, so choosing them is the real supervision. The candidates: dropout noise, deleted or replaced words, parts of a text and their whole, neighbouring sentences, layers of one network, histories of customers who want the same, proteins with a common ancestor. Some papers turn it around and ask the model to notice an edit, or to undo it. One theory asks how much of what matters about a sample two augmented views preserve. Surveys put all this into one frame: a source of pairs, an encoder, a similarity, a loss.',
  },
  {
    id: 'labels',
    title: 'Labels and supervision',
    text: 'Labels can say which pairs are positive, and how much. Supervised contrastive losses pull classes together before a classifier is fitted; others take grades of relevance, scores that a language model gives, citations, labels of related tasks, or answers to “which two are more alike?”. More supervision is not always better: classes hide their subclasses, frequent classes crowd out rare ones, and a label cut into yes and no loses its grades. The studies ask what each kind of label adds over pairs alone, at the same number of labelled examples.',
  },
  {
    id: 'modalities',
    title: 'Two modalities',
    text: 'When pictures and words share one space, each can search, describe or judge the other. Some papers learn the space: from queries with graded answers, from videos and what they are said to show, or with a code that stands for one subject in many pictures. Others use it as a reward, for captions that fit their picture, or train judges that must look before they rate. The danger is common to all: text alone predicts a great deal, and a judge that never looks at the picture can seem good. Good tests therefore change the picture and keep the words.',
  },
  {
    id: 'sentence-embeddings',
    title: 'Sentence embeddings',
    text: 'Sentences with the same meaning should lie together, yet hardly any pairs come with that label. SimCSE, which passes each sentence twice with different dropout, is the point that most of these papers start from. They change one thing each: the views, the negatives, the geometry, the attention inside, a second task such as restoring a damaged sentence, the number of sentences needed, or the source of labels. A planted grammar gives us the true similarity of every pair, so that improvements of this kind can be told from the luck of a seed, which is often as large.',
  },
  {
    id: 'length-bias',
    title: 'Length, style and other shortcuts',
    text: 'What people prefer often goes together with something that is easy to see: long answers, lists, confident style, words of one camp. A reward model learns the shortcut, and whoever is optimised against it exaggerates it. These papers measure the shortcut (how much of a reward is length alone, whether a judge still prefers the right answer in plain dress) or remove it, by balancing the pairs, bounding the margin, penalising, or adding another signal. Here annotators are simulated: how much they like length is a setting, so what is left of it in the reward can be measured exactly.',
  },
  {
    id: 'over-optimisation',
    title: 'Over-optimisation',
    text: 'A learnt reward stands in for what is wanted, and pushing it far enough finds where the two part. Papers on summaries and continuations met this first; others trace where the true reward turns down, and how to stop before: constraints on each component, bounded or centred rewards, transformed sums, less trust where the judge is unsure, regularised features, an early stop. One finds that the most accurate judge is not the one that trains the best policy. In all of these studies the true reward is known here, and plotted against the one that is optimised.',
  },
  {
    id: 'ensembles',
    title: 'Ensembles and several objectives',
    text: 'Several imperfect rewards can be combined, and how matters. Ensembles of judges trained alike agree where they are wrong together, so they soften the exploitation of errors without ending it; taking the worst opinion, or differing from the start of training, helps more. Where rewards measure different things, sums let one buy off another: papers bound them, transform them so that a sum means “and”, order them, or look for the front on which nothing improves without a loss. Some average the weights of specialised models instead, or put the wanted mixture into the prompt.',
  },
  {
    id: 'annotators',
    title: 'Annotators who differ',
    text: 'One scalar reward assumes that there is one taste. With two groups that disagree it learns an average that may suit nobody, and where preferences run in circles no scalar exists at all. The papers part ways from there. Some give each reader a mixture of a few prototypes, or state the context or principle and let the judge follow it. Some soften the labels where people would disagree. Others replace scores by a general preference, or treat pairwise choices as samples from a mixture of densities. Their tests ask who is served: the average reader, the minority, the newcomer with ten labels.',
  },
  {
    id: 'data-efficiency',
    title: 'Data: how much, and which',
    text: 'What does a label buy, and which labels should be bought? Some papers spend little: knowledge of the domain built into a small model, responses that share their beginnings so that comparisons carry further, contrast among the few labelled examples, a handful of labels for a new reader. Others choose: a curated fifth against the whole pool, pairs neither too close nor too far apart, edits that differ only in what matters, detecting labels that are wrong. Read these studies as curves over the number of labels; a gain at one size alone says little.',
  },
  {
    id: 'judges',
    title: 'Reward models under test',
    text: 'How good is a reward model, and at what? Benchmarks ask for the better of two answers, then for one of four, for subtle errors in good style, for answers that must rest on given documents. Other papers change the question: rewordings that should change nothing, small changes that should change everything, topics unlike those of training, hidden features that might carry over. What counts in the end is whether a score predicts the quality of what is trained or chosen with the judge, and the papers do not agree that accuracy does. Here judges of planned strength make a population on which that can be checked.',
  },
  {
    id: 'machine-feedback',
    title: 'Feedback from machines',
    text: 'Labels from people are slow, so something else judges: a language model asked yes or no, the likelihood of a pleased reply, the ratio of a strong model to a weak one, overlap with a reference, a checker of facts. Some judges first write a critique or follow a rubric, and score after it. Some models judge themselves, label their own answers, and train on the result, which makes their consistency a question of its own. All these studies share one comparison: the same learner with labels from a machine, from a perfect judge, and with errors put in at random at the same rate.',
  },
  {
    id: 'preference-objectives',
    title: 'Preference objectives',
    text: 'From the same comparisons one can fit a reward and optimise it, or train the policy directly. These papers cover the ground in between: contrast over two answers or many, over scores or choices, with pairs or with only good or only bad examples, anchored to where the model began, conditioned on a wanted reward, or as a game between policies. Several are closely related in theory, some exactly so, and then differ on finite and off-policy data: who wrote the answers often matters more than the formula. On a world with few enough answers the exact optimum is computed and drawn beside each method.',
  },
  {
    id: 'credit-assignment',
    title: 'Credit assignment',
    text: 'One reward for a whole answer does not say which word earned it. Papers put it where it belongs: a score for each step of a solution, marks by a critic or a person on the part that is wrong, segments rather than tokens, contrasts between a model of good answers and one of bad ones, or the reward hidden in the ratio of two policies, which costs no extra labels. Diffusion has the same problem over its steps. Errors have known places in our worlds, so it can be checked whether credit falls on them, and whether that helps the policy or only makes learning faster.',
  },
  {
    id: 'decoding',
    title: 'Decoding',
    text: 'A fixed model can still be steered while it writes. One family subtracts: a strong model minus a weak one, or the same model with two inputs, so that what they share cancels; a plausibility limit keeps the difference from choosing nonsense. Another adds a reward to each next token, for one taste or for the reader who asks. The plain rival of all is to draw several answers and keep the best, which in theory is nearly optimal for its distance from the start. So these studies compare at equal cost, and at equal distance from the model.',
  },
  {
    id: 'exploration',
    title: 'Goals, skills and rewards for agents',
    text: 'For an agent, contrast can replace reward: states that follow each other are positives, states from elsewhere negatives, and their similarity says how well one can be reached from the other. On this rest reaching goals, exploring without rewards, finding distinct skills, and helping a person whose goal is unknown. The other papers ask where rewards come from: language and its context, a few examples, comparisons of behaviour, hints of a designer that may mislead, judgments of which behaviours are alike. Mazes are small enough for exact values, which tell a learnt reward from a helpful one.',
  },
  {
    id: 'diffusion',
    title: 'Rewards for diffusion models',
    text: 'A diffusion model makes a picture in many small steps and is rewarded for the last. These papers carry ideas from text over to it: differences of rewards in place of noisy policy gradients, preference losses that weigh early steps more, several rewards on a front, rewards that judge a set rather than one picture, stopping before the model leaves its subject, prompts rewritten by a model that also judges. The failure is the same as with text: the reward climbs while pictures lose variety or meaning. Small scenes with known contents let us count what was asked for and what appeared.',
  },
  {
    id: 'prompts',
    title: 'Contrast in prompts and explanations',
    text: 'Contrast also works inside a prompt. With a few labelled examples, papers pull prompts of one class together, learn demonstrations instead of choosing them, let word labels help the text label, or show what is not wanted beside what is. Rankings can be probed without labels by demanding that opposite answers be consistent. For explanations the contrast is a question: why this and not that? Two papers use such explanations to improve answers; another finds that people and models explain in much the same way with or without the foil. That makes the random foil the control to watch.',
  },
] as const satisfies readonly Described[];

export type ThemeId = (typeof THEMES)[number]['id'];
