import { createApp } from './create-app.ts';

const port = Number(process.env.PORT ?? 3000);
const app = createApp({
  secret: process.env.FIRSTHAND_WEBHOOK_SECRET,
  onCompleted: (job) => console.log(`${job.id} has its ${job.files_approved} files`),
});
app.listen(port, () => console.log(`Receiving on http://127.0.0.1:${port}/webhooks/firsthand`));
