/** A world that an objective can be trained on: `usual` unless it needs one of its own. */
export function worldFor(objective: object | undefined, usual: object): object {
  const kind = objective && 'kind' in objective ? objective.kind : undefined;
  if (kind === 'sepCLR') return {kind: 'salient', points: 500};
  return kind === 'givenTriplets' ? {kind: 'citations', points: 500} : usual;
}
