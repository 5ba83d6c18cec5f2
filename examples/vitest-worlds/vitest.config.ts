import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The application reads its key here, as it does in production.
    env: { FIRSTHAND_API_KEY: 'fh_test_sk_ofTheApplication' },
  },
});
