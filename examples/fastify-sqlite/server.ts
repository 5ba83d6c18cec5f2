import { DatabaseSync } from 'node:sqlite';
import { createApp } from './create-app.ts';

const app = createApp({
  database: new DatabaseSync(process.env.DATABASE ?? 'receiver.db'),
  secret: process.env.FIRSTHAND_WEBHOOK_SECRET,
});
const address = await app.listen({ port: Number(process.env.PORT ?? 3000) });
console.log(`Receiving on ${address}/webhooks/firsthand`);
