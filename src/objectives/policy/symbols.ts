/** Words that the formulas of several policy objectives share. */

export const RATIO = 'ρ is log π(y|x) − log π_ref(y|x) of a whole answer';

export const PAIRS = `Over N pairs of a chosen answer w and a rejected one l. ${RATIO}, and σ the logistic function.`;
