import {tex} from 'virtual:tex';
import {lines, where} from '../../../tex/where.ts';

export const formula =
  lines(
    tex`\mathcal{L} = -\frac{1}{N} \sum_i \log \frac{\pi_{y_i}^{a}\, m_{y_i}(q_i)}{\sum_c \pi_c^{a}\, m_c(q_i)} + \gamma\, \mathcal{L}_{\mathrm{CE}}, \qquad m_c(q) = \underset{k \in K_c}{\mathrm{mean}}\ e^{q \cdot k / \tau}`,
    tex`\mathcal{L}_{\mathrm{CE}} = -\frac{1}{2N} \sum_i \log \frac{\pi_{y_i}^{a}\, e^{x_i \cdot w_{y_i} / T}}{\sum_c \pi_c^{a}\, e^{x_i \cdot w_c / T}}`,
  ) +
  where(
    'q are the points of the first views and x those of all, y their classes; K is the queue of a class, of earlier points by an encoder whose weights are a moving average; w are the directions of classes, π their shares among what is trained on, a the logit adjustment. Things are classified by w alone.',
  );
