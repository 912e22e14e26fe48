/** Whether the runs are compared, and which two stand side by side. */
import {create} from 'zustand';

interface View {
  open: boolean;
  tab: 'numbers' | 'pair';
  /** Ids of the two runs; chosen by the page when left out. */
  left?: string;
  right?: string;
}

export const useCompare = create<View>(() => ({open: false, tab: 'numbers'}));

export const openCompare = (): void => useCompare.setState({open: true});
export const closeCompare = (): void => useCompare.setState({open: false});
