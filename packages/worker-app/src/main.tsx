import '../style/app.css';
import { render } from 'preact';
import { App } from './app/app.tsx';
import { openServices } from './app/open-services.ts';
import { registerServiceWorker } from './app/update-notice.tsx';
import { chooseLanguage } from './text/texts.ts';

await chooseLanguage(navigator.languages);
const services = await openServices();
const root = document.getElementById('root');
if (root !== null) render(<App services={services} />, root);
await registerServiceWorker();
