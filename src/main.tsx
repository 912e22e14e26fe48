import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/source-serif-4/index.css';
import './app/styles/tokens.css';
import './app/styles/page.css';
import './app/styles/controls.css';
import {createRoot} from 'react-dom/client';
import {App} from './app/App.tsx';
import {addressChanged} from './app/page.ts';
import {exposeLab} from './app/scripting.ts';
import {readAddress} from './presets/address.ts';

exposeLab();
const address = `/${location.hash.replace(/^#?\/?/, '')}`;
const render = () => createRoot(document.getElementById('root')!).render(<App />);
// The run loads while React renders.
addressChanged(address);
// What unpacks the settings in a link has come beside this file, and would wait until React has rendered.
if (readAddress(address)?.payload) void import('./spec/link.ts').then(render, render);
else render();
