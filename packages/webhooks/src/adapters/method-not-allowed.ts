/** The response to any method but POST, which every delivery uses. Sent with `Allow: POST`. */
export const METHOD_NOT_ALLOWED = {
  status: 405,
  body: { error: { code: 'method_not_allowed', message: 'Deliveries are POST requests.' } },
} as const;
