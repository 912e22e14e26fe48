/** Which of the forces the reader looks at. */
import {create} from 'zustand';

type Shown = 'none' | 'field';

export const useForces = create((): {shown: Shown} => ({shown: 'none'}));

const toggle = (what: Shown) => useForces.setState(({shown}) => ({shown: shown === what ? 'none' : what}));

export const toggleField = (): void => toggle('field');
