/** A call that cannot be carried out as it is. The message names the field and the fix. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
