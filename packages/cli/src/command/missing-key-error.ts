import { UsageError } from './usage-error.ts';

/** There is no API key to send. Scripts tell it from other wrong usage, since a login mends it. */
export class MissingKeyError extends UsageError {
  constructor() {
    super(
      "There is no API key: run 'firsthand login', or set FIRSTHAND_API_KEY. Without an account, 'firsthand sandbox' prints a test key",
    );
  }
}
