/** Whether three temperatures are shown, and for which settings that makes sense. */
import {create} from 'zustand';
import type {Spec} from '../../spec/index.ts';

/** The setting that the three differ in. */
export const PATH = 'objective.temperature';

export const useTrio = create(() => ({open: false}));

export const openTrio = (): void => useTrio.setState({open: true});
export const closeTrio = (): void => useTrio.setState({open: false});

/** One stage of contrast on its own, beginning with nothing. */
export const isOffered = ({stages}: Spec): boolean => stages.length === 1 && stages[0].program === 'encoder';
