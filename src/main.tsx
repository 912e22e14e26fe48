import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/source-serif-4/index.css';
import './app/styles/tokens.css';
import './app/styles/page.css';
import './app/styles/controls.css';
import {createRoot} from 'react-dom/client';
import {App} from './app/App.tsx';
import {addressChanged} from './app/page.ts';
import {exposeLab} from './app/scripting.ts';

exposeLab();
// The run loads while React renders.
addressChanged(`/${location.hash.replace(/^#?\/?/, '')}`);
createRoot(document.getElementById('root')!).render(<App />);
