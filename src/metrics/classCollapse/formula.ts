import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formulas = {
  classCollapse:
    tex`\frac{\operatorname{tr} S_W}{\operatorname{tr} S_B} = \frac{\sum_i \lVert z_i - m_{c(i)} \rVert^2}{\sum_c n_c \lVert m_c - m \rVert^2}` +
    where(
      'For the unit vectors z of the representations of unseen things, with the mean m of each class c, and of all.',
    ),
  secondCollapse:
    tex`\frac{\sum_i \lVert z_i - m_{s(i)} \rVert^2}{\sum_s n_s \lVert m_s - m \rVert^2}` +
    where(
      'For the unit vectors z of the representations of unseen things, with the mean m of each second label s, and of all.',
    ),
};
