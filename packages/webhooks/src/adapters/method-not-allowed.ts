/** The answer to anything but a POST, which deliveries always are; sent with `Allow: POST`. */
export const METHOD_NOT_ALLOWED = {
  status: 405,
  body: { error: { code: 'method_not_allowed', message: 'Deliveries are POST requests.' } },
} as const;
