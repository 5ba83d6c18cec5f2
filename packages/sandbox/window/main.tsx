import { render } from 'preact';
import { startSession } from './session/browser.ts';
import { App } from './view/app.tsx';

const root = document.getElementById('root');
if (root !== null) render(<App session={startSession()} />, root);
