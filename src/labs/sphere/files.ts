import type {OwnFile} from '../../spec/index.ts';

/** Preference pairs are for another lab. */
export const refuseFile = ({name, holds}: OwnFile): string | undefined =>
  holds === 'preferences'
    ? `${name} holds preference pairs, which train a reward model: choose it in the reward lab.`
    : undefined;
