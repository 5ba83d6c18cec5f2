import '../style/app.css';
import { setLanguage } from '@firsthandapi/ui';
import { render } from 'preact';
import { App } from './app/app.tsx';
import { openServices } from './app/open-services.ts';

// English; numbers and times follow the region of the person who reads it.
setLanguage(navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en');
const root = document.getElementById('root');
if (root !== null) render(<App services={openServices()} />, root);
