/** The sign of FirstHandAPI, with its name. */
export function Brand() {
  return (
    <>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#c2410c" />
        <path fill="#fff" d="M10 8h13v4.5h-8.2v2.7h7v4.3h-7V24H10z" />
      </svg>
      FirstHandAPI
    </>
  );
}
