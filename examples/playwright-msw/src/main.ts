import { orderPhotos } from './order-photos.ts';

/** Set by the bundler: production builds do not include the sandbox. */
declare const USE_SANDBOX: boolean;

if (USE_SANDBOX) await (await import('./start-sandbox.ts')).startSandbox();

const form = element('form', HTMLFormElement);
const status = element('[role=status]', HTMLElement);
const photos = element('#photos', HTMLElement);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  photos.replaceChildren();
  try {
    const urls = await orderPhotos(
      String(fields.get('key')),
      String(fields.get('description')),
      (text) => {
        status.textContent = text;
      },
    );
    photos.replaceChildren(...urls.map(image));
  } catch (error) {
    status.textContent = (error as Error).message;
  }
});
document.body.dataset.ready = 'true';

function image(url: string): HTMLImageElement {
  const made = document.createElement('img');
  made.src = url;
  made.width = 320;
  return made;
}

function element<Kind extends Element>(selector: string, kind: new () => Kind): Kind {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(`No element matches ${selector}`);
}
